"""Published reports: figures as printed, and whether they add up."""

from schema.reports.queries import ReportsQueries
from schema.reports.types import PublishedReport

TYPES: tuple[type, ...] = (PublishedReport,)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "ReportsQueries"]
