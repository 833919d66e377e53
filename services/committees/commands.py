"""The office keeps the register: members of a term, bodies that may propose, plenary sessions.

A body's and a session's id follow from what they are, so that of two who register the same at once one is refused.
Members' names stay inside the committee; bodies and sessions are public.
"""

from datetime import date
from typing import Any, Final

import asyncpg

from schema.ids import derived_id, new_id
from services.committees.records import BODY, MEMBER, SESSION
from services.kit.acts import NEW, Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE

TERMS: Final = 99
PERSON: Final = 100
PUBLIC: Final = NEW | {"visibility": "PUBLISHED"}


async def _register_member(act: Act) -> Done:
    given = act.input
    term, subject, begins = _number(act, "term"), given.optional_text("subject", most=NAME), given.day("fromDay")
    facts = {
        "from_day": begins,
        "next_term_opens": await next_term(act, term),
        "subject_taken": await act.connection.fetchval(
            "SELECT EXISTS (SELECT FROM member WHERE term = $1 AND subject = $2)", term, subject
        ),
    }
    act.decide("Member", None, facts)
    values = {
        **NEW,
        "name": given.text("name", most=PERSON),
        "sector": given.optional_text("sector", most=NAME),
        "party": given.optional_text("party", most=NAME),
        "term": term,
        "subject": subject,
        "from_day": begins,
    }
    change = Change(MEMBER, "member.registered", str(new_id(act.code, MEMBER.kind, at=act.at)), values)
    try:
        async with act.connection.transaction():
            return Done(await act.write(change))
    except asyncpg.UniqueViolationError:
        act.decide("Member", None, facts | {"subject_taken": True})
        raise


async def _end_membership(act: Act) -> Done:
    row, last = act.record, act.input.day("untilDay")
    note = act.input.optional_text("note", most=NOTE)
    facts = {"from_day": row["from_day"], "until_day": last, "next_term_opens": await next_term(act, row["term"])}
    act.decide("Member", "IN_OFFICE" if row["until_day"] is None else "ENDED", facts)
    details = {} if note is None else {"note": note}
    change = Change(MEMBER, "member.ended", row["id"], {"until_day": last}, row["version"], details=details)
    return Done(await act.write(change))


async def _register_body(act: Act) -> Done:
    given = act.input
    kind, name = given.text("kind", most=NAME), given.text("name", most=NAME)
    term, convenor = given.integer("term", 1, TERMS), given.optional_text("convenor", most=NAME)
    body = str(derived_id(act.code, BODY.kind, kind, name, str(term)))
    taken = await act.connection.fetchval(
        "SELECT EXISTS (SELECT FROM proposing_body WHERE kind = $1 AND name = $2 AND term IS NOT DISTINCT FROM $3)",
        kind, name, term,
    )  # fmt: skip
    members = await act.lock(MEMBER, [convenor] if convenor else [])
    fits = convenor is None or (convenor in members and _serves(members[convenor], term, act.today))
    act.decide("ProposingBody", None, {"convenor_fits": fits, "body_taken": taken})
    values = {**PUBLIC, "kind": kind, "name": name, "term": term, "convenor_id": convenor}
    return Done(await act.write(Change(BODY, "body.registered", body, values)))


def _serves(member: Any, term: int | None, day: date) -> bool:
    """Whether a member serves on that day, in that term where one is named."""
    last = member["until_day"]
    return member["from_day"] <= day and (last is None or day <= last) and term in (None, member["term"])


async def _schedule_session(act: Act) -> Done:
    given = act.input
    term, session = _number(act, "term"), _number(act, "session")
    days = {
        "accepts_from": given.day("acceptsFrom"),
        "opens_on": given.day("opensOn"),
        "accepts_until": given.day("acceptsUntil"),
        "closes_on": given.day("closesOn"),
    }
    around = await act.connection.fetchrow(
        "SELECT max(closes_on) FILTER (WHERE (term, session) < ($1, $2)) AS earlier_closes,"
        " min(opens_on) FILTER (WHERE (term, session) > ($1, $2)) AS later_opens,"
        " coalesce(bool_or((term, session) = ($1, $2)), false) AS session_taken FROM plenary_session",
        term, session,
    )  # fmt: skip
    assert around is not None
    act.decide("PlenarySession", None, {**days, **dict(around)})
    scheduled = str(derived_id(act.code, SESSION.kind, str(term), str(session)))
    values = {**PUBLIC, "term": term, "session": session, **days}
    return Done(await act.write(Change(SESSION, "session.scheduled", scheduled, values)))


async def next_term(act: Act, term: int) -> date | None:
    """The day on which a later term opens, where its first session is scheduled."""
    opens: date | None = await act.connection.fetchval(
        "SELECT min(opens_on) FROM plenary_session WHERE term > $1", term
    )
    return opens


def _number(act: Act, name: str) -> int:
    value = act.input.integer(name, 1, TERMS)
    if value is None:
        raise act.input.wrong(name, "must be given", "必须给出")
    return value


COMMANDS: Final = (
    Command("registerMember", MEMBER, _register_member, creates=True),
    Command("endMembership", MEMBER, _end_membership),
    Command("registerBody", BODY, _register_body, creates=True),
    Command("scheduleSession", SESSION, _schedule_session, creates=True),
)
