"""The schema class of a node: its entities come from the port in one batch."""

from typing import Any, Final

import strawberry
from graphql import GraphQLUnionType
from strawberry.federation.schema import FederationAny
from strawberry.types import Info

from schema.errors import ShiziError, bad_user_input
from schema.port import port

_ENTITY_UNION: Final = "_Entity"
_SHOWN: Final = 80


class NodeSchema(strawberry.federation.Schema):
    """Strawberry's federation schema, but for `_entities`."""

    async def entities_resolver(  # type: ignore[override]
        self, info: Info[Any, Any], representations: list[FederationAny]
    ) -> list[FederationAny]:
        """Answer `_entities` in the order asked, by one call of the port.

        A representation that names no entity type is not asked; its place is null, with an error of its own.
        """
        known = self.entity_names
        answers: list[Any] = [_refusal(each, known) for each in representations]
        asked: dict[int, Any] = {place: representations[place] for place, no in enumerate(answers) if no is None}
        if asked:
            found = await port(info).entities(info, list(asked.values()))
            for place, answer in zip(asked, found, strict=True):
                answers[place] = answer
        return answers

    @property
    def entity_names(self) -> frozenset[str]:
        """The types that `_entities` can answer."""
        union = self._schema.get_type(_ENTITY_UNION)
        return frozenset(each.name for each in union.types) if isinstance(union, GraphQLUnionType) else frozenset()


def _refusal(representation: object, known: frozenset[str]) -> ShiziError | None:
    name = representation.get("__typename") if isinstance(representation, dict) else None
    if not isinstance(name, str):
        return bad_user_input(
            "A representation is an object with a __typename.", "实体表示须为带有 __typename 的对象。"
        )
    if name not in known:
        return bad_user_input(f"No entity type here: {name[:_SHOWN]!r}.", f"此处没有这种实体类型：{name[:_SHOWN]!r}。")
    return None
