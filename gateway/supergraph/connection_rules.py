"""What a gathered connection or totals type must look like to be merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from gateway.supergraph.facts import FieldFacts, Supergraph

Fault = Callable[[str, str], None]
"""message, fix"""

EDGES: Final = "edges"
CURSOR: Final = "cursor"
NODE: Final = "node"
PAGE_INFO: Final = "pageInfo"
TOTAL_COUNT: Final = "totalCount"
COMPLETENESS: Final = "completeness"
GROUP_KEY: Final = "key"

_PAGE_INFO_FIELDS: Final = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")
_MERGED: Final = frozenset({EDGES, PAGE_INFO, TOTAL_COUNT, COMPLETENESS})


def check_connection(supergraph: Supergraph, field: FieldFacts, fault: Fault) -> None:
    """A connection has `edges { cursor node }` and `pageInfo`, and nothing that cannot be merged."""
    connection = supergraph.types[field.type].fields
    if EDGES not in connection or PAGE_INFO not in connection or not connection[EDGES].is_list:
        fault(f"{field.type} is no connection.", "Give it edges and pageInfo.")
        return
    edge = supergraph.types[connection[EDGES].type].fields
    if CURSOR not in edge or NODE not in edge:
        fault(f"{connection[EDGES].type} is no edge.", "Give it cursor and node.")
    page_info = supergraph.types[connection[PAGE_INFO].type].fields
    for name in page_info:
        if name not in _PAGE_INFO_FIELDS:
            fault(f"{connection[PAGE_INFO].type}.{name} cannot be computed.", "Take the field away.")
    for name, inner in connection.items():
        if name not in _MERGED and inner.total is None:
            fault(f"{inner.coordinate} cannot be merged.", "Give it @total, or take it away.")


def check_totals(supergraph: Supergraph, name: str, fault: Fault, group: bool = False) -> None:
    """Totals have numbers with `@total`, nested totals, and lists of groups that have a `key`."""
    fields = supergraph.types[name].fields
    if group and GROUP_KEY not in fields:
        fault(f"{name} is a group without a key.", f"Give it {GROUP_KEY}: String!.")
    for inner in fields.values():
        if inner.total is not None or inner.name in (COMPLETENESS, *((GROUP_KEY,) if group else ())):
            continue
        if supergraph.types.get(inner.type) is None or not supergraph.types[inner.type].fields:
            fault(f"{inner.coordinate} cannot be merged.", "Give it @total.")
        else:
            check_totals(supergraph, inner.type, fault, group=inner.is_list)
