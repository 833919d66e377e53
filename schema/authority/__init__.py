"""Acts that bind a committee, on their way from a draft to a signature (拟稿 → 审核 → 签发)."""

from schema.authority.mutations import AuthorityMutations
from schema.authority.queries import AuthorityQueries
from schema.authority.types import BindingAct

TYPES: tuple[type, ...] = (BindingAct,)
"""Entity types, so that the schema holds them even where no root field returns one."""

__all__ = ["TYPES", "AuthorityMutations", "AuthorityQueries"]
