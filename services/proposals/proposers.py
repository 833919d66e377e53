"""Reading who a client names as proposer: by an id of the register, or by kind and name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from schema.errors import ShiziError
from schema.ids import parse_id
from services.committees.records import BODY, MEMBER
from services.kit.acts import Act
from services.kit.inputs import NAME, Input
from services.proposals.register import MEMBERS, Register, register_of

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Named:
    """The proposers as rows without signatures of the viewer's own, and how many signatures and seals were recorded."""

    rows: list[dict[str, Any]]
    recorded: int
    register: Register


async def named(act: Act, argument: str, term: int | None) -> Named:
    """The proposers that the input lists under ``argument``, in the order of signature."""
    people = act.input.parts(argument, most=MOST)
    rows = [_given(person) for person in people]
    register = await register_of(act, rows, term)
    together = sum(row["member_id"] is not None or row["kind"] in MEMBERS for row in rows) > 1
    for person, row in zip(people, rows, strict=True):
        _complete(person, row, register, together=together)
        row["signed_at"] = act.at if person.flag("signed") else None
        row["sealed"] = bool(person.flag("sealed"))
    _refuse_twice(act.input, argument, rows)
    recorded = sum(row["signed_at"] is not None or row["sealed"] for row in rows)
    return Named(rows, recorded, register)


def in_order(given: Input, argument: str, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as proposers of a filing: with their places; exactly one of them is the first proposer."""
    people = given.parts(argument, most=MOST)
    marked = [position for position, person in enumerate(people, 1) if person.flag("first")]
    if len(marked) > 1:
        raise given.wrong(argument, "must not name more than one first proposer", "只能有一位第一提案人")
    first = marked[0] if marked else 1
    return [{**row, "position": position, "first": position == first} for position, row in enumerate(rows, 1)]


def _given(person: Input) -> dict[str, Any]:
    member, body = _id(person, "member", MEMBER.kind), _id(person, "body", BODY.kind)
    if member and body:
        raise person.wrong("body", "must not be given beside member", "不能与 member 同时给出")
    return {"kind": person.optional_text("kind", most=NAME), "name": None, "member_id": member, "body_id": body}


def _id(person: Input, name: str, kind: str) -> str | None:
    given = person.optional_text(name, most=100)
    return None if given is None else str(parse_id(given, kind=kind))


def _complete(person: Input, row: dict[str, Any], register: Register, *, together: bool) -> None:
    """Fill in the kind and the name as the register has them, or as they are given."""
    if row["member_id"] is not None:
        entry = register.members.get(row["member_id"])
        if entry is None:
            raise _unknown(person, "member")
        row["kind"] = row["kind"] or ("MEMBERS_JOINTLY" if together else "MEMBER")
        if row["kind"] not in MEMBERS:
            raise person.wrong("kind", "must be MEMBER or MEMBERS_JOINTLY for a member", "以委员列明时应为委员")
    elif row["body_id"] is not None:
        entry = register.bodies.get(row["body_id"])
        if entry is None:
            raise _unknown(person, "body")
        if row["kind"] not in (None, entry["kind"]):
            raise person.wrong("kind", f"must be {entry['kind']} as the register has it", "与名册所载的类别不符")
        row["kind"] = entry["kind"]
    else:
        row["kind"], entry = person.text("kind", most=NAME), {"name": person.text("name", most=NAME)}
    row["name"] = entry["name"]


def _unknown(person: Input, name: str) -> ShiziError:
    return person.wrong(name, "names nobody in this committee's register", "不在本政协的名册内")


def _refuse_twice(given: Input, argument: str, rows: Sequence[dict[str, Any]]) -> None:
    ids = [row["member_id"] or row["body_id"] for row in rows if row["member_id"] or row["body_id"]]
    if len(set(ids)) < len(ids):
        raise given.wrong(argument, "must not name anyone twice", "不能重复列明同一提案者")
