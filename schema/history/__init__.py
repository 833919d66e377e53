"""What became of a record: who did what, when, by which rule and document, and what was told to whom."""

from schema.history.queries import HistoryQueries
from schema.history.types import RecordEvent

TYPES: tuple[type, ...] = (RecordEvent,)
"""Types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "HistoryQueries"]
