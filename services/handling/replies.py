"""Replies: drafted by the unit, reviewed, and issued with a letter; the last one makes the proposal replied to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.calendar import due
from services.handling.answering import whose
from services.handling.copies import notices, peers
from services.handling.issuing import MACHINE
from services.handling.publishing import OPEN, shown_with
from services.handling.records import ASSIGNMENT
from services.handling.replies_grades import graded, letters_of
from services.handling.replies_letters import letter_columns
from services.handling.round import filing_of, in_force, step_filing
from services.kit.acts import Act, Command, Done
from services.kit.events import Change, Message, Row
from services.kit.inputs import NAME, NOTE

DUE: Final = frozenset({"SOLE", "LEAD", "SPLIT"})
"""The parts that must reply."""

LETTER_NUMBER: Final = 100
PHONE: Final = 50


async def write(
    act: Act, event: str, values: Row, table: str, rows: list[dict[str, Any]], *, messages: tuple[Message, ...] = ()
) -> Done:
    """The assignment's next version, with all rows of one of its tables."""
    row, children = act.record, {table: rows}
    change = Change(ASSIGNMENT, event, row["id"], values, row["version"], children=children, messages=messages)
    return Done(await act.write(change), peers(messages))


async def _draft(act: Act) -> Done:
    row, text = act.record, act.input.optional_text("text")
    facts = {**whose(act), "assignment_role": row["role"], "reply_text": text}
    transition = act.decide(MACHINE, row["state"], facts)
    drafts = await act.rows(ASSIGNMENT, "reply_draft", row["id"])
    draft = {"position": len(drafts) + 1, "text": text, "drafted_at": act.at, "rejected_at": None, "note": None}
    return await write(act, "assignment.reply-drafted", {"state": transition.after}, "reply_draft", [*drafts, draft])


async def _reject(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {**whose(act), "note": note})
    *earlier, draft = await act.rows(ASSIGNMENT, "reply_draft", row["id"])
    drafts = [*earlier, {**draft, "rejected_at": act.at, "note": note}]
    return await write(act, "assignment.draft-rejected", {"state": transition.after}, "reply_draft", drafts)


async def _issue(act: Act) -> Done:
    """The text is the one that was reviewed; the letter is made of it, and its hash stands in the reply."""
    row, given = act.record, act.input
    filing = await filing_of(act)
    others = {key: each for key, each in (await in_force(act, filing)).items() if key != row["id"]}
    form = {
        "signed_by": given.optional_text("signedBy", most=NAME),
        "contact_name": given.optional_text("contactName", most=NAME),
        "contact_phone": given.optional_text("contactPhone", most=PHONE),
        "letter_number": given.optional_text("letterNumber", most=LETTER_NUMBER),
    }
    grade, disclosure = given.optional_text("grade", most=NAME), given.optional_text("disclosure", most=NAME)
    facts = {
        **whose(act), **form, "grade": grade, "grades": letters_of(act),
        "missing_opinions": missing_opinions(row, others),
    }  # fmt: skip
    transition = act.decide(MACHINE, row["state"], facts)
    assert grade is not None
    *_, draft = await act.rows(ASSIGNMENT, "reply_draft", row["id"])
    replies = await act.rows(ASSIGNMENT, "reply", row["id"])
    reply = {
        "position": len(replies) + 1, "round": row["round"], "text": draft["text"], **graded(act, grade), **form,
        "disclosure": disclosure, "issued_at": act.at,
    }  # fmt: skip
    letter = await letter_columns(act, filing, reply)
    done = await write(
        act, "assignment.replied",
        {"state": transition.after, "replied_at": act.at, **shown_with(filing, row, disclosure == OPEN)}, "reply",
        [*replies, {**reply, **letter}], messages=notices("assignment.replied", row["id"], filing, row),
    )  # fmt: skip
    await complete_when_replied(act, filing, others)
    return done


def missing_opinions(row: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> int:
    """How many supporting opinions a lead still waits for; nobody else waits for any."""
    if row["role"] != "LEAD":
        return 0
    return sum(each["role"] == "SUPPORT" and each["state"] != "OPINION_SENT" for each in others.values())


async def complete_when_replied(act: Act, filing: Mapping[str, Any], others: Mapping[str, Mapping[str, Any]]) -> None:
    """Once nobody of the round has still to reply, the proposal is replied to, and the time for feedback begins."""
    open_ = sum(each["role"] in DUE and each["state"] != "REPLIED" for each in others.values())
    if open_ or act.record["round"] != filing["round"]:
        return
    transition = act.derive("Filing", "completeReplies", filing["state"], {"open_replies": open_})
    until = due(act.book.limit("filing.feedback"), act.today)
    act.clock("feedbackDueOn", until)
    values = {
        "state": transition.after,
        "feedback_due_on": until.on,
        "feedback_provisional": until.provisional,
        "feedback_lapsed_on": None,
    }
    await step_filing(act, filing, "filing.replied", values)


DRAFT_REPLY: Final = Command("draftReplyAssignment", ASSIGNMENT, _draft)
REJECT_DRAFT: Final = Command("rejectReplyDraftAssignment", ASSIGNMENT, _reject)
ISSUE_REPLY: Final = Command("issueReplyAssignment", ASSIGNMENT, _issue)
