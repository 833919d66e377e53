"""Joint research topics that several committees work on, each by a record of its own."""

from schema.topics.mutations import TopicsMutations
from schema.topics.queries import TopicsQueries
from schema.topics.types import FieldworkRecord, JointTopic, Participation, TopicEndorsement, WrittenSuggestion

TYPES: tuple[type, ...] = (JointTopic, Participation, FieldworkRecord, TopicEndorsement, WrittenSuggestion)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "TopicsMutations", "TopicsQueries"]
