"""Versions of a joint plan that reach a party, and the parties' answers that reach the committee that drafted it.

An answer counts for the version that it names. One that crossed a newer version is refused, and whoever gave it is
asked again by that version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.errors import not_found
from schema.ids import parse_id
from services.kit.acts import NEW, Act
from services.kit.authority import authority_facts, read_authority
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE, TITLE
from services.kit.receiving import Delivery, Handler, Refusal, act_on, nothing_more
from services.partners.plan_consents import MACHINE as CONSENT_MACHINE
from services.partners.plan_consents import copied, origin, void, write
from services.partners.plan_text import YEARS, PlanText, read_items, text_of
from services.partners.plans import (
    MACHINE,
    PARTIES,
    agreed_before,
    change_of,
    consent_of,
    restored,
)
from services.partners.records import CONSENT, PLAN

VERSIONS: Final = (1, 10_000)


async def _offered(act: Act, delivery: Delivery) -> None:
    """A version to consent to: asked for the first time, or anew."""
    given = act.input
    plan = parse_id(given.text("plan", most=100), kind=PLAN.kind)
    parties = tuple(given.words("parties", most=PARTIES + 1))
    if plan.owner != delivery.peer or not {act.code, delivery.peer} <= set(parties):
        raise given.wrong("plan", "must be the sender's own, with both as parties", "须是发送方自己的、双方参加的计划")
    text = PlanText(given.text("title", most=TITLE), _year(act), parties, read_items(given, parties))
    if text.digest != given.text("textHash", most=64):
        raise given.wrong("textHash", "is not that of the text", "与文稿不符")
    read_authority(given)
    consent = consent_of(act.code, str(plan))
    row = (await act.lock(CONSENT, [consent])).get(consent)
    facts = {} if row is None else origin(row)
    transition = act.derive(CONSENT_MACHINE, "receivePlanConsent", None if row is None else row["state"], facts)
    values: dict[str, object] = {
        "state": transition.after,
        "title": text.title,
        "text_version": given.integer("textVersion", *VERSIONS),
        "text_hash": text.digest,
        "items": text_of(text.items),
        "answer_due_on": given.day("answerDueOn"),
        "note": None,
    }
    if row is not None:
        await write(act, row, "asked", values)
        return
    fixed = {"plan_id": str(plan), "year": text.year, "drafted_by": delivery.peer}
    values |= {**NEW, **fixed, "visibility": "SHARED", "audience": [code for code in parties if code != act.code]}
    messages = (copied(delivery.peer, str(plan)),)
    await act.write(Change(CONSENT, "plan-consent.asked", consent, values, messages=messages))


def _year(act: Act) -> int:
    year = act.input.integer("year", *YEARS)
    if year is None:
        raise act.input.wrong("year", "must be given", "必须给出")
    return year


async def _answered(act: Act, delivery: Delivery) -> None:
    """Keep a party's answer; the plan is agreed with the last consent, and comes back with the first objection."""
    on = await act_on(act, PLAN, act.input.text("plan", most=100))
    row = on.record
    if delivery.peer not in row["parties"]:
        raise not_found("There is no such plan between the two.", "双方之间没有这份计划。")
    authority_facts(read_authority(act.input))
    named = {"terms": row["text_hash"], "partner_terms": act.input.text("textHash", most=64)}
    on.derive(MACHINE, "hearJointAnnualPlan", row["state"], {**origin(row), **named})
    answer = act.input.text("answer", most=NAME)
    parties = [
        {**each, "answer": answer, "text_version": row["text_version"]} if each["committee"] == delivery.peer else each
        for each in await act.rows(PLAN, "plan_party", row["id"])
    ]
    if answer == "OBJECT":
        await _returned_to_draft(on, parties)
    else:
        await _agreed_by(on, parties)


async def _agreed_by(on: Act, parties: list[dict[str, Any]]) -> None:
    row = on.record
    consenting = [
        each["committee"]
        for each in parties
        if each["answer"] == "AGREE" and each["text_version"] == row["text_version"]
    ]
    if set(consenting) != set(row["parties"]):
        await on.write(change_of(row, "updated", {}, {}, row["parties"], {"plan_party": parties}))
        return
    facts = {**origin(row), "concerned": row["parties"], "consenting": consenting}
    transition = on.derive(MACHINE, "agreeJointAnnualPlan", row["state"], facts)
    items = text_of(await on.rows(PLAN, "plan_item", row["id"]))
    values = {
        "state": transition.after,
        "agreed_version": row["text_version"],
        "agreed_title": row["title"],
        "agreed_items": items,
        "agreed_on": on.today,
    }
    told = {"textHash": row["text_hash"]}
    await on.write(change_of(row, "agreed", values, told, row["parties"], {"plan_party": parties}))


async def _returned_to_draft(on: Act, parties: list[dict[str, Any]]) -> None:
    row, note = on.record, on.input.optional_text("note", most=NOTE)
    transition = on.derive(MACHINE, "returnJointAnnualPlan", row["state"], {**origin(row), **agreed_before(row)})
    values, children = restored(row) if transition.after == "AGREED" else ({}, {})
    values |= {"state": transition.after, "note": note}
    children = {**children, "plan_party": parties}
    await on.write(change_of(row, "returned", values, {"note": note}, row["parties"], children))


async def _answer_refused(act: Act, delivery: Delivery, refusal: Refusal) -> None:
    """Another version is offered by now, or none: this answer counts for nothing."""
    on = await act_on(act, CONSENT, str(delivery.body["consent"]))
    row = on.record
    if row["state"] in ("CONSENTED", "OBJECTED") and row["text_version"] == delivery.body["textVersion"]:
        await void(on, row, f"{refusal.message_zh} {refusal.message}"[:NOTE])


async def _agreed(act: Act, delivery: Delivery) -> None:
    row = await _consent(act, delivery)
    facts = {"terms": row["text_hash"], "partner_terms": act.input.text("textHash", most=64)}
    transition = act.derive(CONSENT_MACHINE, "confirmPlanConsent", row["state"], {**origin(row), **facts})
    agreed = {"agreed_version": row["text_version"], "agreed_items": row["items"]}
    await write(act, row, "confirmed", {"state": transition.after, **agreed})


async def _back(act: Act, delivery: Delivery) -> None:
    """A version was taken back; what this party said of it is void."""
    row = await _consent(act, delivery)
    if row["state"] in ("ASKED", "CONSENTED", "OBJECTED"):
        await void(act, row, act.input.optional_text("note", most=NOTE))


async def _over(act: Act, delivery: Delivery) -> None:
    row = await _consent(act, delivery)
    transition = act.derive(CONSENT_MACHINE, "closePlanConsent", row["state"], origin(row))
    await write(act, row, "closed", {"state": transition.after, "note": act.input.optional_text("note", most=NOTE)})


async def _consent(act: Act, delivery: Delivery) -> Mapping[str, Any]:
    """This party's consent to the sender's plan, locked. Raises NOT_FOUND."""
    on = await act_on(act, CONSENT, consent_of(act.code, act.input.text("plan", most=100)))
    if on.record["drafted_by"] != delivery.peer:
        raise not_found("There is no such plan between the two.", "双方之间没有这份计划。")
    return on.record


HANDLERS: Final = (
    Handler("joint-annual-plan.offered", _offered),
    Handler("plan-consent.answered", _answered, _answer_refused),
    Handler("plan-consent.updated", nothing_more),
    Handler("joint-annual-plan.updated", nothing_more),
    Handler("joint-annual-plan.agreed", _agreed),
    *(Handler(f"joint-annual-plan.{event}", _back) for event in ("returned", "revised")),
    *(Handler(f"joint-annual-plan.{event}", _over) for event in ("summarised", "dropped")),
)
