"""Entities at their owners: which representation goes to which node, and what stands in for what did not come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gateway.operation.selection import TYPENAME, Selections, active_fields
from gateway.partitions.routing import answering, is_reference, live_members
from gateway.supergraph.facts import Fill
from schema.errors import ShiziError

if TYPE_CHECKING:
    from gateway.execute.backend import PartitionView


@dataclass(frozen=True, slots=True)
class Grouped:
    """Indexes of representations by the node that is asked for them, and of those for which there is nobody to ask."""

    by_node: Mapping[str, tuple[int, ...]]
    nobody: tuple[int, ...]


def grouped(view: PartitionView, owners: Iterable[object], without: Iterable[str] = ()) -> Grouped:
    """Group representations by the value of their owner field.

    A bare code without a node is reference data: the first live node answers it, but for those in `without`, which
    failed before.
    """
    failed = set(without)
    live = next((code for code in live_members(view) if code not in failed), None)
    by_node: dict[str, list[int]] = {}
    nobody: list[int] = []
    for index, named in enumerate(owners):
        node = answering(view, named)
        if node is None and _is_reference(named):
            node = live
        if node is None:
            nobody.append(index)
        else:
            by_node.setdefault(node, []).append(index)
    return Grouped({code: tuple(by_node[code]) for code in sorted(by_node)}, tuple(nobody))


def stand_ins(fields: Selections, fill: Fill, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a reference whose owner gave none: those of the fill, null for the rest."""
    values = dict(fill)
    return {field.key: values.get(field.name) for field in active_fields(fields, variables) if field.name != TYPENAME}


def _is_reference(named: object) -> bool:
    if not isinstance(named, str):
        return False
    try:
        return is_reference(named)
    except ShiziError:
        return False
