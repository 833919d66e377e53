"""The office keeps the register: members of a term, bodies that may propose, plenary sessions.

A body's and a session's id follow from what they are, so that of two who register the same at once one is refused.
Members' names stay inside the committee; bodies and sessions are public.
"""

from collections.abc import Mapping
from typing import Any, Final

import asyncpg

from schema.calendar import earliest
from schema.ids import derived_id, new_id
from services.committees.records import BODY, MEMBER, SESSION
from services.committees.register import convenor_fits, next_term, sessions_around, subject_taken
from services.kit.acts import NEW, Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE

TERMS: Final = 99
PERSON: Final = 100
PUBLIC: Final = NEW | {"visibility": "PUBLISHED"}


async def _register_member(act: Act) -> Done:
    given = act.input
    term, subject, begins = _number(act, "term"), given.optional_text("subject", most=NAME), given.day("fromDay")
    facts = {"from_day": begins, "next_term_opens": await next_term(act, term)}
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
    return await _with_subject(act, None, term, subject, facts, change)


async def _revise_member(act: Act) -> Done:
    row, given = act.record, act.input
    longest = {"name": PERSON, "sector": NAME, "party": NAME, "subject": NAME}
    values = {name: given.text(name, most=most) for name, most in longest.items() if given.has(name)}
    change = Change(MEMBER, "member.revised", row["id"], values, row["version"])
    return await _with_subject(act, _standing(row), row["term"], values.get("subject"), {}, change)


async def _with_subject(
    act: Act, state: str | None, term: int, subject: str | None, facts: Mapping[str, object], change: Change
) -> Done:
    """A change that may give a member a subject, which is checked first, and held by a unique index against whoever
    gives the same one at the same moment.
    """
    act.decide("Member", state, {**facts, "subject_taken": await subject_taken(act, term, subject)})
    try:
        async with act.connection.transaction():
            return Done(await act.write(change))
    except asyncpg.UniqueViolationError:
        act.decide("Member", state, {**facts, "subject_taken": True})
        raise


def _standing(row: Mapping[str, Any]) -> str:
    return "IN_OFFICE" if row["until_day"] is None else "ENDED"


async def _end_membership(act: Act) -> Done:
    row, last = act.record, act.input.day("untilDay")
    facts = {"from_day": row["from_day"], "until_day": last, "next_term_opens": await next_term(act, row["term"])}
    act.decide("Member", _standing(row), facts)
    change = Change(MEMBER, "member.ended", row["id"], {"until_day": last}, row["version"], details=_note(act))
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
    facts = {"convenor_fits": await convenor_fits(act, convenor, term), "body_taken": taken}
    transition = act.decide("ProposingBody", None, facts)
    named: dict[str, object] = {
        "kind": kind,
        "name": name,
        "term": term,
        "convenor_id": convenor,
        "state": transition.after,
    }
    return Done(await act.write(Change(BODY, "body.registered", body, {**PUBLIC, **named})))


async def _revise_body(act: Act) -> Done:
    row, convenor = act.record, act.input.text("convenor", most=NAME)
    facts = {"convenor_fits": await convenor_fits(act, convenor, row["term"])}
    act.decide("ProposingBody", row["state"], facts)
    return Done(await act.write(Change(BODY, "body.revised", row["id"], {"convenor_id": convenor}, row["version"])))


async def _end_body(act: Act) -> Done:
    row = act.record
    ended = {"state": act.decide("ProposingBody", row["state"], {}).after}
    return Done(await act.write(Change(BODY, "body.ended", row["id"], ended, row["version"], details=_note(act))))


async def _schedule_session(act: Act) -> Done:
    given = act.input
    term, session, opens, closes = (
        _number(act, "term"),
        _number(act, "session"),
        given.day("opensOn"),
        given.day("closesOn"),
    )
    days = {
        "accepts_from": given.optional_day("acceptsFrom") or earliest(act.book.limit("filing.pre-session"), opens),
        "opens_on": opens,
        "accepts_until": given.optional_day("acceptsUntil") or closes,
        "closes_on": closes,
    }
    transition = act.decide("PlenarySession", None, days | await sessions_around(act, term, session))
    id_ = str(derived_id(act.code, SESSION.kind, str(term), str(session)))
    values = {**PUBLIC, "term": term, "session": session, **days, "state": transition.after}
    return Done(await act.write(Change(SESSION, "session.scheduled", id_, values)))


async def _reschedule_session(act: Act) -> Done:
    row, given = act.record, act.input
    days = {
        "accepts_from": given.optional_day("acceptsFrom") or row["accepts_from"],
        "opens_on": given.optional_day("opensOn") or row["opens_on"],
        "accepts_until": given.optional_day("acceptsUntil") or row["accepts_until"],
        "closes_on": given.optional_day("closesOn") or row["closes_on"],
    }
    act.decide("PlenarySession", row["state"], days | await sessions_around(act, row["term"], row["session"]))
    return Done(await act.write(Change(SESSION, "session.rescheduled", row["id"], days, row["version"])))


async def close_session(act: Act) -> Done:
    """Say that a session's last day is over; the node itself does it. Raises RULE_REFUSED before that."""
    row = act.record
    facts = {"closes_on": row["closes_on"], "today": act.today}
    closed = {"state": act.derive("PlenarySession", "closeSession", row["state"], facts).after}
    return Done(await act.write(Change(SESSION, "session.closed", row["id"], closed, row["version"])))


def _note(act: Act) -> dict[str, object]:
    note = act.input.optional_text("note", most=NOTE)
    return {} if note is None else {"note": note}


def _number(act: Act, name: str) -> int:
    value = act.input.integer(name, 1, TERMS)
    if value is None:
        raise act.input.wrong(name, "must be given", "必须给出")
    return value


COMMANDS: Final = (
    Command("registerMember", MEMBER, _register_member, creates=True),
    Command("reviseMember", MEMBER, _revise_member),
    Command("endMembership", MEMBER, _end_membership),
    Command("registerBody", BODY, _register_body, creates=True),
    Command("reviseBody", BODY, _revise_body),
    Command("endBody", BODY, _end_body),
    Command("scheduleSession", SESSION, _schedule_session, creates=True),
    Command("rescheduleSession", SESSION, _reschedule_session),
)
