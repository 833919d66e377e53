"""Merging what nodes answered: pages by position, numbers by their rule, groups by their key. Pure functions.

Why pages merge. Every node is asked for the same n rows after (or before) the same position, which is valid at every
node because it is made of a sort key and an id and nothing else. So the first n of all rows after the position are
among the first n of each node, and a k-way merge of sorted pages finds them. There is a next page when rows were left
over here or at a node; there is a previous one when a node has rows at or before the position, which it says itself.
Backwards is the mirror image: the last n of the merged rows, left-overs standing before the page.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.planner.gathering import GROUPS, KEY, PART
from gateway.planner.names import Names
from gateway.planner.plan import TotalRule
from schema.directives import MAX, SUM


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A row of one node's page: where it stands in the order of all, whose it is, and its place in that page."""

    position: bytes
    code: str
    index: int
    cursor: str


@dataclass(frozen=True, slots=True)
class Page:
    """One node's page, rows in order, and whether the node has more on either side."""

    rows: tuple[Row, ...]
    has_next: bool
    has_previous: bool


def merge_pages(pages: Sequence[Page], size: int, *, backward: bool) -> Page:
    """The page of `size` rows over all nodes."""
    merged = list(heapq.merge(*(page.rows for page in pages)))
    left_over = len(merged) > size
    kept = (merged[-size:] if size else []) if backward else merged[:size]
    return Page(
        tuple(kept),
        any(page.has_next for page in pages) or (left_over and not backward),
        any(page.has_previous for page in pages) or (left_over and backward),
    )


def merge_totals(rules: tuple[TotalRule, ...], values: Sequence[Mapping[str, Any]], names: Names) -> dict[str, Any]:
    """Totals over all nodes. Fields that a condition left out of the answers stay out."""
    return {
        rule.key: _merged(rule, [value[rule.key] for value in values if rule.key in value], names) for rule in rules
    }


def total(rule: TotalRule, numbers: Iterable[float | None]) -> float | None:
    """One number over all nodes; null where no node has one, but a sum that may not be null is then zero."""
    present = [number for number in numbers if number is not None]
    if not present:
        return 0 if rule.by == SUM and rule.required else None
    if rule.by == SUM:
        return sum(present)
    return max(present) if rule.by == MAX else min(present)


def _merged(rule: TotalRule, values: list[Any], names: Names) -> Any:
    if rule.by == KEY:
        return values[0] if values else None
    if rule.by == PART:
        return merge_totals(rule.children, [value for value in values if value is not None], names)
    if rule.by == GROUPS:
        return _groups(rule, values, names)
    return total(rule, values)


def _groups(rule: TotalRule, lists: list[list[dict[str, Any]] | None], names: Names) -> list[dict[str, Any]]:
    """Groups of one key made one, in the order of the keys; a group without a key comes last."""
    by_key: dict[Any, list[dict[str, Any]]] = {}
    for groups in lists:
        for group in groups or ():
            by_key.setdefault(group[names.of("key")], []).append(group)
    ordered = sorted(by_key, key=lambda key: (key is None, str(key)))
    return [merge_totals(rule.children, by_key[key], names) for key in ordered]
