"""Handling (办理): what units of the Party and the government were given to answer, and how far each has come."""

from schema.handling.mutations import HandlingMutations
from schema.handling.queries import HandlingQueries
from schema.handling.types import Assignment

TYPES: tuple[type, ...] = (Assignment,)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "HandlingMutations", "HandlingQueries"]
