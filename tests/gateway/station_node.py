"""A small node for gateway tests: a real schema, executed by graphql-core over rows in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    build_schema,
    execute_sync,
    parse,
    print_schema,
    validate,
)

from gateway.supergraph import Supergraph, load
from schema.cursors import decode_cursor, encode_cursor, order_digest, position
from schema.errors import ShiziError

FIXTURES = Path(__file__).parent / "fixtures"
ENTITY_TYPES = ("Station", "Sighting", "Survey", "Answer")
ORDERS = {"TITLE": "title", "WEIGHT": "weight"}


@cache
def stations_supergraph() -> Supergraph:
    """The fixture, loaded once."""
    return load((FIXTURES / "stations.graphql").read_text())


@cache
def _node_schema() -> GraphQLSchema:
    entities = f"scalar _Any\nunion _Entity = {' | '.join(ENTITY_TYPES)}\n"
    root = "extend type Query { _entities(representations: [_Any!]!): [_Entity]! }"
    return build_schema(print_schema(stations_supergraph().schema) + "\n" + entities + root)


@cache
def _parsed(document: str) -> DocumentNode:
    """A document that a node accepts."""
    parsed = parse(document)
    faults = validate(_node_schema(), parsed)
    assert not faults, faults
    return parsed


@dataclass
class StationNode:
    """One station: its name, and the records it keeps."""

    code: str
    level: str = "CITY"
    sightings: list[dict[str, Any]] = field(default_factory=list)
    surveys: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    parent: str | None = None
    partners: tuple[str, ...] = ()

    def execute(self, document: str, variables: dict[str, Any]) -> tuple[Any, list[dict[str, Any]]]:
        """Data and errors of a document, as they would come over the wire."""
        result = execute_sync(_node_schema(), _parsed(document), root_value=_Root(self), variable_values=variables)
        return result.data, [_wire(error) for error in result.errors or ()]

    def station(self, code: str) -> dict[str, Any]:
        """What this node says of a station: its own profile, or reference data of another."""
        own = code == self.code
        return {
            "__typename": "Station",
            "id": f"{code}:committee:{code}",
            "code": code,
            "name": f"station {code}",
            "joined": own,
            "motto": f"motto of {code}" if own else None,
            "parent": lambda _: None if self.parent is None else self.station(self.parent),
            "partners": lambda _: [self.station(partner) for partner in self.partners],
        }

    def sighting(self, row: dict[str, Any]) -> dict[str, Any]:
        """A sighting as the schema has it."""
        survey = row.get("survey")
        return {
            "__typename": "Sighting",
            "note": None,
            "weight": None,
            "colour": None,
            "tags": [],
            **row,
            "station": self.station(self.code),
            "survey": None if survey is None else {"__typename": "Survey", "id": survey},
        }

    def survey(self, row: dict[str, Any]) -> dict[str, Any]:
        """A survey with references to the answers of other stations."""
        answers = [
            {"__typename": "Answer", "id": id_, "station": self.station(id_.partition(":")[0])}
            for id_ in row.get("answers", ())
        ]
        return {"__typename": "Survey", **row, "station": self.station(self.code), "answers": answers}

    def entity(self, type_: str, key: str) -> dict[str, Any] | None:
        """An entity by the value of its key."""
        if type_ == "Station":
            return self.station(key)
        if type_ == "Answer":
            answer = self.answers.get(key)
            return answer and {
                "__typename": "Answer",
                "id": key,
                "remark": None,
                "station": self.station(self.code),
                **answer,
            }
        rows, shown = (self.sightings, self.sighting) if type_ == "Sighting" else (self.surveys, self.survey)
        return next((shown(row) for row in rows if row["id"] == key), None)


class _Root:
    """The root resolvers of one node; graphql-core calls methods with info and the arguments."""

    def __init__(self, owner: StationNode) -> None:
        self._owner = owner

    def sightings(self, _info: Any, filter: dict[str, Any] | None = None, **paging: Any) -> dict[str, Any]:
        order_by: str = paging["orderBy"]
        name, _, direction = order_by.partition("_")
        colour = (filter or {}).get("colour")
        rows = [row for row in self._owner.sightings if colour is None or row.get("colour") == colour]
        digest = order_digest("sightings", order_by, filter)
        return connection(rows, self._owner.sighting, ORDERS[name], direction == "DESC", digest, paging)

    def surveys(self, _info: Any, **paging: Any) -> dict[str, Any]:
        return connection(
            self._owner.surveys, self._owner.survey, "title", False, order_digest("surveys", "", None), paging
        )

    def stations(self, _info: Any, **_: Any) -> list[dict[str, Any]]:
        return [self._owner.station(self._owner.code)]

    def sightingTotals(self, _info: Any, filter: dict[str, Any] | None = None, **_: Any) -> dict[str, Any]:  # noqa: N802
        colour = (filter or {}).get("colour")
        rows = [row for row in self._owner.sightings if colour is None or row.get("colour") == colour]
        return {**_totals(rows), "groups": lambda _info, by: self._groups(rows, by)}

    def _groups(self, rows: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
        keys: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            keys.setdefault(self._owner.code if by == "STATION" else str(row.get("colour")), []).append(row)
        return [{"key": key, **_totals(part)} for key, part in keys.items()]

    def node(self, _info: Any, id: str) -> dict[str, Any] | None:
        kind = id.split(":")[1]
        if kind == "committee":
            return self._owner.station(id.partition(":")[0])
        found = (self._owner.entity(type_, id) for type_ in ("Sighting", "Survey", "Answer"))
        return next((entity for entity in found if entity is not None), None)

    def station(self, _info: Any, code: str) -> dict[str, Any]:
        return self._owner.station(code)

    def _entities(self, _info: Any, representations: list[dict[str, Any]]) -> list[Any]:
        return [
            self._owner.entity(r["__typename"], r["code"] if r["__typename"] == "Station" else r["id"])
            for r in representations
        ]

    def recordSighting(self, _info: Any, station: str, input: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        row = {"id": f"{station}:filing:{uuid_of(len(self._owner.sightings))}", **input}
        self._owner.sightings.append(row)
        return {"record": self._owner.sighting(row), "replayed": False}

    def renameSighting(self, _info: Any, id: str, title: str) -> dict[str, Any] | None:  # noqa: N802
        row = next((row for row in self._owner.sightings if row["id"] == id), None)
        if row is None:
            raise GraphQLError("no such sighting", extensions={"code": "NOT_FOUND", "messageZh": "没有这条记录"})
        row["title"] = title
        return {"record": self._owner.sighting(row), "replayed": False}

    def moveSightings(self, _info: Any, input: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        rows = [row for row in self._owner.sightings if row["id"] in input["ids"]]
        return {"record": self._owner.sighting(rows[0]), "replayed": False}


def connection(
    rows: list[dict[str, Any]],
    shown: Callable[[dict[str, Any]], dict[str, Any]],
    key: str,
    descending: bool,
    digest: bytes,
    paging: dict[str, Any],
) -> dict[str, Any]:
    """A page as the contract wants it from a node."""
    placed = sorted((position(row.get(key), descending=descending, id=row["id"]), row["id"], row) for row in rows)
    after, before = (_place(paging.get(name), digest) for name in ("after", "before"))
    inside = [item for item in placed if (after is None or item[0] > after) and (before is None or item[0] < before)]
    first, last = paging.get("first"), paging.get("last")
    for size in (first, last):
        if size is not None and not 0 <= size <= 200:
            raise GraphQLError("size", extensions={"code": "BAD_USER_INPUT", "messageZh": "数量"})
    page = inside[-last:] if last else [] if last == 0 else inside[: 20 if first is None else first]
    skipped_after = sum(1 for item in placed if after is not None and item[0] <= after)
    skipped_before = sum(1 for item in placed if before is not None and item[0] >= before)
    left = len(inside) - len(page)
    return {
        "edges": [{"cursor": encode_cursor(place, digest), "node": shown(row)} for place, _, row in page],
        "pageInfo": {
            "hasNextPage": bool(skipped_before or (left and last is None)),
            "hasPreviousPage": bool(skipped_after or (left and last is not None)),
        },
        "totalCount": len(rows),
    }


def uuid_of(number: int) -> str:
    """A well-formed UUID that sorts by number."""
    return f"00000000-0000-7000-8000-{number:012x}"


def _place(cursor: str | None, digest: bytes) -> bytes | None:
    if cursor is None:
        return None
    try:
        place, found = decode_cursor(cursor)
    except ShiziError as error:
        raise GraphQLError(error.message, extensions=dict(error.extensions)) from error
    if found != digest:
        raise GraphQLError("cursor of another order", extensions={"code": "BAD_USER_INPUT", "messageZh": "游标不符"})
    return place


def _totals(rows: list[dict[str, Any]]) -> dict[str, Any]:
    weights = [row["weight"] for row in rows if row.get("weight") is not None]
    return {"seen": len(rows), "lightest": min(weights, default=None), "heaviest": max(weights, default=None)}


def _wire(error: GraphQLError) -> dict[str, Any]:
    return dict(error.formatted)
