"""Root query fields of the topics module."""

import strawberry

from schema.paging import Connection, connection_field
from schema.topics.inputs import (
    FieldworkRecordFilter,
    FieldworkRecordOrder,
    JointTopicFilter,
    JointTopicOrder,
    ParticipationFilter,
    ParticipationOrder,
    TopicEndorsementFilter,
    TopicEndorsementOrder,
    WrittenSuggestionFilter,
    WrittenSuggestionOrder,
)
from schema.topics.similar import TopicMatchConnection, similar_field
from schema.topics.types import FieldworkRecord, JointTopic, Participation, TopicEndorsement, WrittenSuggestion


@strawberry.type
class TopicsQueries:
    """Each committee lists what it owns: topics it leads, its own answers, suggestions it delivered."""

    joint_topics: Connection[JointTopic] = connection_field(
        JointTopicOrder.TITLE_ASC,
        JointTopicFilter,
        "联合调研课题，列于牵头政协。",
        "Joint topics, listed by their leads.",
    )
    participations: Connection[Participation] = connection_field(
        ParticipationOrder.RECORDED_AT_DESC,
        ParticipationFilter,
        "各政协对联合课题的答复，列于答复者。",
        "Answers to invitations, listed by those who answered.",
    )
    fieldwork_records: Connection[FieldworkRecord] = connection_field(
        FieldworkRecordOrder.HELD_FROM_DESC,
        FieldworkRecordFilter,
        "联合课题的调研记录，列于调研的政协。",
        "Records of fieldwork for joint topics, listed by those who did it.",
    )
    topic_endorsements: Connection[TopicEndorsement] = connection_field(
        TopicEndorsementOrder.RECORDED_AT_DESC,
        TopicEndorsementFilter,
        "对课题文稿的认可，列于认可的政协。",
        "Endorsements of topics' drafts, listed by those who gave them.",
    )
    written_suggestions: Connection[WrittenSuggestion] = connection_field(
        WrittenSuggestionOrder.RECORDED_AT_DESC,
        WrittenSuggestionFilter,
        "书面建议，列于报送者。",
        "Written suggestions, listed by those who delivered them.",
    )
    similar_topics: TopicMatchConnection = similar_field()
