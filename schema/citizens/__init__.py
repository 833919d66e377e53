"""Citizens' leads (百姓提案线索) up to their claim by a member."""

from schema.citizens.mutations import CitizensMutations
from schema.citizens.queries import CitizensQueries
from schema.citizens.types import CitizenLead

TYPES: tuple[type, ...] = (CitizenLead,)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "CitizensMutations", "CitizensQueries"]
