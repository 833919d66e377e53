"""A dry run's preview as the contract shows it: columns under the names of the fields that read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import orjson
from graphql import GraphQLObjectType, GraphQLSchema

from services.catalog import CATALOG
from services.kit.previews import Field, ForeseenChange, Preview
from services.kit.reads.model import Column, FieldModel, Inline, Many, One, Reference
from services.kit.reads.objects import snake_case

_OF_ROW: Final = re.compile(r"\{row\}\.(\w+)")
_OF_PARENT: Final = re.compile(r"\{parent\}\.(\w+)")
_OF_TABLE: Final = re.compile(r"\bfrom (\w+)")
_UNDERSCORE: Final = re.compile(r"_([a-z])")
AUDIENCE: Final = "audience"
"""The committees that a record is shared with: no field of the contract, but a change that its owner must know of."""


def shown(preview: Preview, schema: GraphQLSchema) -> dict[str, Any]:
    """The fields of `CommandPreview`."""
    return {
        "replays": preview.replays,
        "consents": [{"committee": each.peer, "whyZh": each.why.zh, "whyEn": each.why.en} for each in preview.consents],
        "changes": [_change(each, schema) for each in preview.changes],
        "clocks": [
            {
                "name": each.name,
                "limit": each.due.limit,
                "startsOn": each.starts_on.isoformat(),
                "dueOn": each.due.on.isoformat(),
                "provisional": each.due.provisional,
                "calendar": each.due.calendar,
            }
            for each in preview.clocks
        ],
        "rules": [
            {"id": each.id, "textZh": each.text.zh, "textEn": each.text.en, "source": each.source}
            for each in preview.rules
        ],
        "deliveries": [{"peer": each.peer, "kind": each.kind} for each in preview.deliveries],
    }


def _change(change: ForeseenChange, schema: GraphQLSchema) -> dict[str, Any]:
    return {
        "record": change.record,
        "kind": change.kind,
        "event": change.event,
        "fields": [
            {
                "name": name,
                "before": None if field.before is None else field_text(field.before),
                "after": field_text(field.after),
            }
            for name, field in named_fields(change.kind, change.fields, schema)
        ],
    }


def named_fields(kind: str, fields: tuple[Field, ...], schema: GraphQLSchema) -> Iterator[tuple[str, Field]]:
    """The fields under their names in the contract and in its order; what it does not show stays unsaid."""
    changed = {field.column: field for field in fields}
    return ((name, changed[column]) for column, name in _names(kind, schema).items() if column in changed)


@cache
def _names(kind: str, schema: GraphQLSchema) -> Mapping[str, str]:
    """The field of the contract that shows a column or a child table of this kind of record."""
    model = CATALOG.of_kind(kind)
    type_ = schema.get_type(model.type)
    assert isinstance(type_, GraphQLObjectType)
    names: dict[str, str] = {}
    for name in type_.fields:
        how: FieldModel = model.fields.get(name) or Column("{row}." + snake_case(name))
        match how:
            case Column(sql) | Reference(id=sql) | Inline(present=sql):
                names |= dict.fromkeys(_OF_ROW.findall(sql), name)
            case One(source=str(source)):
                names |= dict.fromkeys(_OF_PARENT.findall(source), name)
            case Many(source=None, type=part):
                names[CATALOG.models[part].source] = name
            case Many(source=str(source)):
                names |= dict.fromkeys(_OF_TABLE.findall(source), name)
    return names | {AUDIENCE: AUDIENCE}


def field_text(value: object) -> str:
    """JSON text; rows of a child table have the names of their columns in the contract's spelling."""
    if isinstance(value, list):
        value = [
            {_camel(name): part for name, part in each.items()} if isinstance(each, dict) else each for each in value
        ]
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _camel(name: str) -> str:
    return _UNDERSCORE.sub(lambda found: found[1].upper(), name)
