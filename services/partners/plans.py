"""Joint plans at the committee that drafted them: text, versions, and what follows from the other parties' answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.ids import derived_id, new_id
from schema.rulebook.model import Text
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, read_authority, told_authority
from services.kit.events import Change, Message
from services.kit.inputs import NOTE, TITLE
from services.partners.answers import answer_due, known_committee
from services.partners.plan_text import ITEMS, YEARS, Item, PlanText, read_items, told_items
from services.partners.records import CONSENT, PLAN

MACHINE: Final = "JointAnnualPlan"
LIMIT: Final = "joint-annual-plan.answer"
PARTIES: Final = 50
TO_CONSENT: Final = Text(
    "各方同意同一稿后计划方为商定。", "The plan is agreed only once every party consents to this version."
)


def consent_of(committee: str, plan: str) -> str:
    """The id of a party's consent to a plan, which both compute alike."""
    return str(derived_id(committee, CONSENT.kind, plan))


async def _draft(act: Act) -> Done:
    given = act.input
    parties = sorted({known_committee(act, given, "parties", code) for code in given.words("parties", most=PARTIES)})
    others = [code for code in parties if code != act.code]
    year = given.integer("year", *YEARS)
    if year is None:
        raise given.wrong("year", "must be given", "必须给出")
    text = PlanText(given.text("title", most=TITLE), year, _all(act, others), read_items(given, _all(act, others)))
    transition = act.decide(MACHINE, None, {"parties": others, **text_facts(text)})
    plan = str(new_id(act.code, PLAN.kind, at=act.at))
    values = {**NEW, "title": text.title, "year": year, "parties": others, "state": transition.after}
    return Done(await act.write(Change(PLAN, "joint-annual-plan.drafted", plan, values, children=_rows(text.items))))


def _all(act: Act, others: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({act.code, *others}))


def text_facts(text: PlanText) -> dict[str, object]:
    """What the rules ask of a text."""
    return {"all_parties": text.parties, "topic_leads": text.topic_leads, "items": len(text.items)}


def _rows(items: Sequence[Item]) -> dict[str, list[dict[str, Any]]]:
    """Items as the child rows of a plan, without results yet."""
    return {"plan_item": [{"result": None, "done": None, **each} for each in items]}


async def text_now(act: Act) -> PlanText:
    """What the plan says now."""
    row = act.record
    items = await act.rows(PLAN, "plan_item", row["id"])
    return PlanText(row["title"], row["year"], _all(act, row["parties"]), tuple(items))


def agreed_before(row: Mapping[str, Any]) -> dict[str, object]:
    """Whether a version was agreed, as the rules ask it."""
    agreed = row["agreed_version"] is not None
    return {"agreed_before": "YES" if agreed else "NO", "agreed_version": row["agreed_version"]}


async def _revise(act: Act) -> Done:
    """A draft changes; what was offered comes back first, and an amendment leaves the agreed version as it was."""
    row, given = act.record, act.input
    old = await text_now(act)
    items = read_items(given, old.parties) if given.has("items") else old.items
    text = PlanText(given.optional_text("title", most=TITLE) or old.title, old.year, old.parties, items)
    note = given.optional_text("note", most=NOTE)
    facts = {"note": note, **text_facts(text), **agreed_before(row)}
    transition = act.decide(MACHINE, row["state"], facts)
    if transition.after == "AGREED":
        values, children = restored(row)
    else:
        values, children = {"title": text.title}, _rows(text.items)
    return await _step(act, "revised", {**values, "state": transition.after, "note": note}, {"note": note}, children)


def restored(row: Mapping[str, Any]) -> tuple[dict[str, object], dict[str, list[dict[str, Any]]]]:
    """The columns and items of the version that was agreed."""
    return {"title": row["agreed_title"]}, _rows(row["agreed_items"])


async def _offer(act: Act) -> Done:
    text, authority = await text_now(act), read_authority(act.input)
    transition = act.decide(MACHINE, act.record["state"], {**text_facts(text), **authority_facts(authority)})
    return await _offered(act, transition.after, text, authority, {})


async def _amend(act: Act) -> Done:
    given, old, authority = act.input, await text_now(act), read_authority(act.input)
    text = PlanText(old.title, old.year, old.parties, read_items(given, old.parties))
    note = given.optional_text("note", most=NOTE)
    facts = {"note": note, **text_facts(text), **authority_facts(authority)}
    transition = act.decide(MACHINE, act.record["state"], facts)
    return await _offered(act, transition.after, text, authority, {"note": note})


async def _offered(
    act: Act, state: str, text: PlanText, authority: Mapping[str, object], more: Mapping[str, object]
) -> Done:
    """A version is frozen and goes to all parties; this side's own consent to it is the offer."""
    row, version = act.record, act.record["text_version"] + 1
    last = answer_due(act, LIMIT)
    for code in row["parties"]:
        act.consent(code, TO_CONSENT)
    values = {
        "state": state,
        "text_version": version,
        "text_hash": text.digest,
        "answer_due_on": last.on,
        "authority": authority,
        **shared_with_all(row),
        **more,
    }
    parties = [
        {"committee": code, "consent_id": consent_of(code, row["id"]), "answer": None, "text_version": None}
        for code in row["parties"]
    ]
    told = {
        "title": text.title,
        "year": text.year,
        "parties": list(text.parties),
        "items": told_items(text.items),
        "textVersion": version,
        "textHash": text.digest,
        "answerDueOn": last.on.isoformat(),
        "authority": told_authority(authority),
    }
    return await _step(act, "offered", values, told, {**_rows(text.items), "plan_party": parties})


def shared_with_all(row: Mapping[str, Any]) -> dict[str, object]:
    """All parties may read the plan once it was offered; a published one stays as it is."""
    return {} if row["visibility"] == "PUBLISHED" else {"visibility": "SHARED", "audience": row["parties"]}


async def _summarise(act: Act) -> Done:
    given, items = act.input, await act.rows(PLAN, "plan_item", act.record["id"])
    results: dict[int | None, dict[str, object]] = {}
    for each in given.parts("results", most=ITEMS):
        position = each.integer("position", 1, ITEMS)
        if position not in {item["position"] for item in items}:
            raise each.wrong("position", "is not that of an item", "不是所列事项的序号")
        results[position] = {"result": each.text("result", most=NOTE), "done": bool(each.flag("done"))}
    open_items = sum(item["position"] not in results for item in items)
    transition = act.decide(MACHINE, act.record["state"], {"open_items": open_items})
    rows = [{**item, **results.get(item["position"], {})} for item in items]
    values = {"state": transition.after, "summary": given.text("summary")}
    return await _step(act, "summarised", values, {}, {"plan_item": rows})


async def _drop(act: Act) -> Done:
    note = act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, act.record["state"], {"note": note, **agreed_before(act.record)})
    return await _step(act, "dropped", {"state": transition.after, "note": note}, {"note": note})


async def _step(
    act: Act, event: str, values: Mapping[str, object], told: Mapping[str, object],
    children: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Done:  # fmt: skip
    """The next version of the plan. Parties hear of it once it was offered for the first time."""
    row = act.record
    hear = row["parties"] if event == "offered" or row["text_version"] else []
    change = change_of(row, event, values, told, hear, children)
    return Done(await act.write(change), peers=tuple(hear))


def change_of(
    row: Mapping[str, Any], event: str, values: Mapping[str, object], told: Mapping[str, object],
    hear: Sequence[str], children: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
) -> Change:  # fmt: skip
    """A change of a plan, told to those who are to hear of it."""
    kind = f"joint-annual-plan.{event}"
    body = {"plan": row["id"], "textVersion": row["text_version"], **told}
    messages = tuple(Message(code, kind, body) for code in hear)
    return Change(PLAN, kind, row["id"], values, row["version"], children=children or {}, messages=messages)


async def lapse(act: Act) -> None:
    """Not all parties answered in time: the version comes back."""
    row = act.record
    facts = {"answer_overdue": True, **agreed_before(row)}
    transition = act.derive(MACHINE, "lapseJointAnnualPlan", row["state"], facts)
    values, children = restored(row) if transition.after == "AGREED" else ({}, {})
    await act.write(
        change_of(row, "returned", {**values, "state": transition.after}, {"note": None}, row["parties"], children)
    )


COMMANDS: Final = (
    Command("draftJointAnnualPlan", PLAN, _draft, creates=True),
    Command("reviseJointAnnualPlan", PLAN, _revise),
    Command("offerJointAnnualPlan", PLAN, _offer),
    Command("amendJointAnnualPlan", PLAN, _amend),
    Command("summariseJointAnnualPlan", PLAN, _summarise),
    Command("dropJointAnnualPlan", PLAN, _drop),
)
