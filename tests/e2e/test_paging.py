"""Walking a list over eight nodes of five hundred invented filings each: one sorted list, each row once, both ways."""

import os
from typing import Any

import pytest

from tests.system import COMMITTEES, SYNTHETIC_EACH, System

FIELDS = {
    "RECORDED_AT": "recordedAt",
    "TITLE": "title",
    "SUBMITTED_AT": "submittedAt",
    "FILED_AT": "filedAt",
    "CASE_NUMBER": "caseNumber",
}
ORDERS = tuple(f"{key}_{way}" for key in FIELDS for way in ("ASC", "DESC"))
NODE = "id title recordedAt submittedAt filedAt caseNumber committee { code }"
WALKED = COMMITTEES if os.environ.get("SHIZI_LONG") else ("350800", "440100", "440983")
"""Whom every order is walked over: all eight by `make scale`, else three. Two orders are always walked over all."""
FORWARD = f"""query($a: String, $n: Int!, $o: FilingOrder!, $c: [NodeCode!]) {{
  page: filings(first: $n, after: $a, orderBy: $o, nodes: $c) {{
    totalCount pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
    edges {{ cursor node {{ {NODE} }} }} completeness {{ complete }} }} }}"""
BACKWARD = FORWARD.replace("first: $n, after: $a", "last: $n, before: $a")


def walk(
    system: System, order: str, size: int, *, forward: bool, nodes: tuple[str, ...] = COMMITTEES
) -> list[dict[str, Any]]:
    """Every row in list order, page by page; page flags are checked on the way."""
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        asked = {"a": cursor, "n": size, "o": order, "c": nodes}
        page = system.ask(FORWARD if forward else BACKWARD, asked).data["page"]
        assert page["completeness"]["complete"] is True
        found = [edge["node"] for edge in page["edges"]]
        info, edges = page["pageInfo"], page["edges"]
        assert (info["startCursor"], info["endCursor"]) == (edges[0]["cursor"], edges[-1]["cursor"])
        assert info["hasPreviousPage" if forward else "hasNextPage"] is bool(rows)
        rows = rows + found if forward else found + rows
        assert info["hasNextPage" if forward else "hasPreviousPage"] is (len(rows) < page["totalCount"])
        if len(rows) == page["totalCount"]:
            return rows
        cursor = info["endCursor" if forward else "startCursor"]


def in_order(rows: list[dict[str, Any]], order: str) -> list[dict[str, Any]]:
    """What one sorted list of these rows would be: bytes of the key, NULL last both ways, then the id upwards."""
    name, way = order.rsplit("_", 1)
    key = FIELDS[name]
    by_id = sorted(rows, key=lambda r: r["id"].encode())
    have = sorted((r for r in by_id if r[key] is not None), key=lambda r: r[key].encode(), reverse=False)
    if way == "DESC":
        values = sorted({r[key] for r in have}, key=lambda v: v.encode(), reverse=True)
        have = [r for value in values for r in have if r[key] == value]
    return have + [r for r in by_id if r[key] is None]


@pytest.fixture(scope="module")
def everything(busy: System) -> list[dict[str, Any]]:
    rows = walk(busy, "TITLE_ASC", 200, forward=True)
    own = dict.fromkeys(COMMITTEES, 0)
    for row in rows:
        own[row["committee"]["code"]] += 1
    assert all(count >= SYNTHETIC_EACH for count in own.values())
    assert len({row["id"] for row in rows}) == len(rows)
    return rows


def test_sevens_forward_over_all_rows(busy: System, everything: list[dict[str, Any]]) -> None:
    assert walk(busy, "SUBMITTED_AT_DESC", 7, forward=True) == in_order(everything, "SUBMITTED_AT_DESC")


def test_sevens_backward_over_all_rows(busy: System, everything: list[dict[str, Any]]) -> None:
    assert walk(busy, "CASE_NUMBER_ASC", 7, forward=False) == in_order(everything, "CASE_NUMBER_ASC")


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("forward", [True, False], ids=["forward", "backward"])
def test_every_order_both_ways(busy: System, everything: list[dict[str, Any]], order: str, forward: bool) -> None:
    rows = [row for row in everything if row["committee"]["code"] in WALKED]
    assert walk(busy, order, 7, forward=forward, nodes=WALKED) == in_order(rows, order)
