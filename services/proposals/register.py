"""What a committee's registers say of a filing's proposers: who stands in them, who acts, whether a session accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.kit.acts import Act

Rows = Sequence[Mapping[str, Any]]

MEMBERS: Final = frozenset({"MEMBER", "MEMBERS_JOINTLY"})
GROUPS: Final = frozenset({"SECTOR", "SECTOR_GROUP"})
SEALING: Final = frozenset({"PARTY", "PEOPLES_ORGANISATION", "SPECIAL_COMMITTEE"})


@dataclass(frozen=True, slots=True)
class Register:
    """The entries of some members and bodies, by id; whether members of the term are registered; who acts.

    Examples (SYNTHETIC) do not make a register that is kept. ``own`` are the ids of the register's entries whose token
    the viewer holds, in any term.
    """

    kept: bool
    members: Mapping[str, Mapping[str, Any]]
    bodies: Mapping[str, Mapping[str, Any]]
    own: frozenset[str]

    def eligible(self, proposer: Mapping[str, Any], term: int | None, today: date) -> bool:
        """Whether a registered proposer is of the term and in office on that day; names alone are not judged."""
        if proposer["member_id"] is not None:
            entry = self.members[proposer["member_id"]]
            in_office = entry["from_day"] <= today and (entry["until_day"] is None or today <= entry["until_day"])
            return in_office and term in (None, entry["term"])
        if proposer["body_id"] is not None:
            body = self.bodies[proposer["body_id"]]
            return body["state"] == "REGISTERED" and body["term"] in (None, term)
        return True

    def is_own(self, proposer: Mapping[str, Any]) -> bool:
        """Whether the viewer is that member, or the convenor of that body."""
        if proposer["member_id"] is not None:
            return proposer["member_id"] in self.own
        return proposer["body_id"] is not None and self.bodies[proposer["body_id"]]["convenor_id"] in self.own

    def signed_by_viewer(self, proposers: Rows, at: object) -> list[dict[str, Any]]:
        """The proposers, those that the viewer may sign for signed at that time unless they were before."""
        return [
            {**each, "signed_at": at} if each["signed_at"] is None and self.is_own(each) else dict(each)
            for each in proposers
        ]


async def register_of(act: Act, proposers: Iterable[Mapping[str, Any]], term: int | None) -> Register:
    """The register as far as these proposers of a filing of that term need it."""
    listed = list(proposers)
    kept = await act.connection.fetchval(
        "SELECT EXISTS (SELECT FROM member WHERE ($1::int IS NULL OR term = $1) AND provenance <> 'SYNTHETIC')", term
    )
    own = await act.connection.fetch("SELECT id FROM member WHERE subject = $1", act.viewer.subject)
    return Register(
        kept,
        await _entries(act, "member", [each["member_id"] for each in listed]),
        await _entries(act, "proposing_body", [each["body_id"] for each in listed]),
        frozenset(row["id"] for row in own),
    )


async def _entries(act: Act, table: str, ids: Iterable[str | None]) -> dict[str, Mapping[str, Any]]:
    wanted = sorted({each for each in ids if each is not None})
    rows = await act.connection.fetch(f"SELECT * FROM {table} WHERE id = ANY ($1::text[])", wanted) if wanted else []
    return {row["id"]: dict(row) for row in rows}


def by_office(act: Act) -> bool:
    """Whether the office takes the command."""
    return bool(act.viewer.roles & {"staff", "system"})


def by_proposer(act: Act, register: Register, proposers: Rows) -> bool | None:
    """Whether the office or one of these proposers takes the command; None where no register tells."""
    if by_office(act):
        return True
    return any(register.is_own(each) for each in proposers) if register.kept else None


def pairs(act: Act) -> frozenset[str]:
    """The pairs of kinds that the committee lets sign together."""
    return frozenset(term.code for term in act.book.vocabulary("filing.cosign-pairs"))


async def in_session(act: Act, row: Mapping[str, Any]) -> bool | None:
    """Whether a plenary session of the filing's term and session accepts proposals today; None where the committee
    keeps no calendar of its sessions (examples are none). Once submitted, a filing stays what it was.
    """
    if row["submitted_at"] is not None:
        return None if row["channel"] is None else row["channel"] == "IN_SESSION"
    found = await act.connection.fetchrow(
        "SELECT coalesce(bool_or(provenance <> 'SYNTHETIC'), false) AS kept,"
        " coalesce(bool_or(($1::int IS NULL OR term = $1)"
        " AND ($2::int IS NULL OR session = $2)"
        " AND $3 BETWEEN accepts_from AND accepts_until), false) AS accepts FROM plenary_session",
        row["term"], row["session"], act.today,
    )  # fmt: skip
    assert found is not None
    return bool(found["accepts"]) if found["kept"] or found["accepts"] else None


def submission_facts(
    act: Act, register: Register, proposers: Rows, term: int | None, accepts: bool | None
) -> dict[str, object]:
    """What the rules of submission ask about proposers."""
    standing = [each for each in proposers if each["kind"] != "CITIZEN"]
    known = [each for each in standing if each["member_id"] or each["body_id"]]
    return {
        "by_proposer": by_proposer(act, register, proposers),
        "proposers": len(standing),
        "register_kept": register.kept,
        "unregistered": len(standing) - len(known),
        "ineligible": sum(not register.eligible(each, term, act.today) for each in known),
        "joint": any(each["kind"] == "MEMBERS_JOINTLY" for each in standing),
        "members": sum(each["kind"] in MEMBERS for each in standing),
        "kinds": [each["kind"] for each in standing],
        "cosign_pairs": pairs(act),
        "groups": sum(each["kind"] in GROUPS for each in standing),
        "in_session": accepts,
        "unsigned": sum(each["signed_at"] is None and each["kind"] in MEMBERS | GROUPS for each in known),
        "unsealed": sum(not each["sealed"] and each["kind"] in SEALING for each in known),
    }
