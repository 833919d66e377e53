"""The statement of `_entities`: representations of any types looked up at once, each answered in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode

from schema.errors import ShiziError, bad_user_input
from schema.ids import NODE_CODE, parse_id
from services.kit.reads.binding import Binder
from services.kit.reads.jsontext import quoted
from services.kit.reads.model import Model
from services.kit.reads.objects import Renderer
from services.kit.reads.statements import Statement
from services.kit.reads.visibility import RECORDS, admits, sees

LARGEST_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Keys by type, each with its place among the representations; ``refused`` are places that cannot be asked."""

    keys: Mapping[str, tuple[tuple[int, str], ...]]
    refused: Mapping[int, ShiziError]

    @property
    def types(self) -> tuple[str, ...]:
        """The types asked for, sorted: what the statement's text depends on."""
        return tuple(sorted(self.keys))


def read_batch(representations: Sequence[Mapping[str, Any]], models: Mapping[str, Model]) -> Batch:
    """Sort representations by type. Raises BAD_USER_INPUT when there are too many."""
    if len(representations) > LARGEST_BATCH:
        raise bad_user_input(
            f"At most {LARGEST_BATCH} representations at once.", f"一次最多 {LARGEST_BATCH} 个实体引用。"
        )
    keys: dict[str, list[tuple[int, str]]] = defaultdict(list)
    refused: dict[int, ShiziError] = {}
    for place, representation in enumerate(representations):
        try:
            type_name, key = _key(representation, models)
            keys[type_name].append((place, key))
        except ShiziError as error:
            refused[place] = error
    return Batch({name: tuple(found) for name, found in keys.items()}, refused)


def _key(representation: Mapping[str, Any], models: Mapping[str, Model]) -> tuple[str, str]:
    name = representation.get("__typename") if isinstance(representation, Mapping) else None
    model = models.get(name) if isinstance(name, str) else None
    if model is None or not model.kind:
        raise bad_user_input(
            "A representation needs the __typename of an entity.", "实体引用须有实体类型的 __typename。"
        )
    key = representation.get(model.key)
    if not isinstance(key, str):
        raise bad_user_input(
            f"A representation of {model.type} needs the key {model.key}.", f"{model.type} 的引用须有键 {model.key}。"
        )
    if model.is_record:
        return model.type, str(parse_id(key, kind=model.kind))
    if not NODE_CODE.match(key):
        raise bad_user_input("A node code has six digits, such as 440100.", "节点代码为六位数字，例如 440100。")
    return model.type, key


def entities_statement(renderer: Renderer, types: Sequence[str], nodes: Sequence[FieldNode]) -> Statement:
    """One row for each key: type, number among its type's keys, whether it may be answered, and the JSON or NULL."""
    sql = " union all ".join(_branches(renderer, types, nodes))
    return Statement(sql, tuple(renderer.parameters.binders))


def _branches(renderer: Renderer, types: Sequence[str], nodes: Sequence[FieldNode]) -> Iterator[str]:
    parameters = renderer.parameters
    for name in types:
        model, row = renderer.models[name], renderer.fresh_row()
        keys = parameters.bind(("keys", name), "text[]", _keys(name))
        allowed, shown, condition = "true", "policy.allowed", f"{row}.{model.key} = k.key"
        if model.is_record:
            allowed = admits(parameters, model.module, RECORDS)
            seen = sees(parameters, row, model.seers)
            if model.absence_speaks:
                shown = f"(policy.allowed and ({row}.{model.key} is null or {seen}))"
            else:
                condition += f" and {seen}"
        found = (
            f"case when {row}.{model.key} is not null then convert_to({renderer.text(model, row, nodes)}, 'UTF8') end"
        )
        yield (
            f"select {quoted(name)}, k.number, {shown}, case when {shown} then {found} end"
            f" from (select {allowed} as allowed offset 0) policy, unnest({keys}) with ordinality k (key, number)"
            f" left join {model.source} {row} on {condition}"
        )


def _keys(name: str) -> Binder:
    return lambda call: [key for _, key in call.extra.keys[name]]
