"""What becomes of an act that binds the committee: drafted, revised, reviewed, returned, signed, withdrawn.

Nothing of it leaves the committee before it is signed; signing runs the drafted command in the same transaction, so
that an act is never signed and not carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import GraphQLSchema

from schema.ids import new_id
from schema.rulebook.authority import (
    MORE_REVIEWS,
    NO_MORE_REVIEWS,
    REVIEWED_FIRST,
    SIGNED_AT_ONCE,
    chain_of,
    reviews_of,
)
from schema.rulebook.model import SIGNER
from services.authority.carrying import (
    Bindings,
    Bound,
    carried_out,
    content_of,
    prepared,
    provisional,
    target_of,
    tried,
)
from services.authority.records import BINDING_ACT
from services.kit.acts import NEW, Act, Command, Done
from services.kit.authority import authority_facts, authority_of
from services.kit.events import Change
from services.kit.inputs import NAME, NOTE

MACHINE: Final = "BindingAct"
STEPS: Final = "binding_act_step"

Row = Mapping[str, Any]


def facts_of(act: Act, row: Row, steps: Sequence[Row]) -> dict[str, object]:
    """What the rules ask of an act whatever the command: who acts, who drafted it, who reviewed it in this round."""
    passed = reviews(row, steps)
    more = len(passed) + 1 < len(reviews_of(row["chain"]))
    return {
        "actor": act.viewer.subject,
        "actor_signs": SIGNER in act.viewer.roles,
        "drafted_by": row["drafted_by"],
        "reviewed_by": [each["subject"] for each in passed],
        **dict([start_of(chain_of(act.book)), MORE_REVIEWS if more else NO_MORE_REVIEWS]),
    }


def start_of(chain: Sequence[str]) -> tuple[str, str]:
    """Whether a draft is reviewed before it is signed, as a fact."""
    return REVIEWED_FIRST if reviews_of(chain) else SIGNED_AT_ONCE


def reviews(row: Row, steps: Sequence[Row]) -> list[Row]:
    """The reviews that the act has passed in its present round."""
    return [each for each in steps if each["round"] == row["round"] and each["outcome"] == "REVIEWED"]


def _waiting(chain: Sequence[str], passed: int) -> str:
    """The code of the step that comes after the draft and this many reviews."""
    return chain[1 + passed]


async def _step(act: Act, outcome: str, values: Mapping[str, object], code: str) -> Done:
    """The next version of the act, with one more step."""
    row, steps = act.record, await act.rows(BINDING_ACT, STEPS, act.record["id"])
    given: Mapping[str, object] = {"round": row["round"], **values}
    step = _new_step(act, len(steps) + 1, given["round"], code, outcome)
    change = Change(
        BINDING_ACT,
        f"binding-act.{outcome.lower()}",
        row["id"],
        values,
        row["version"],
        children={STEPS: [*steps, step]},
    )
    return Done(await act.write(change))


def _new_step(act: Act, position: int, round_: object, code: str, outcome: str) -> dict[str, object]:
    return {
        "position": position,
        "round": round_,
        "code": code,
        "outcome": outcome,
        "subject": act.viewer.subject,
        "done_at": act.at,
        "note": act.input.optional_text("note", most=NOTE),
    }


async def _review(act: Act) -> Done:
    """One review is passed; after the last the act waits for its signature."""
    row, steps = act.record, await act.rows(BINDING_ACT, STEPS, act.record["id"])
    transition = act.decide(MACHINE, row["state"], facts_of(act, row, steps))
    after = _waiting(row["chain"], len(reviews(row, steps)) + 1)
    return await _step(act, "REVIEWED", {"state": transition.after, "next_step": after}, row["next_step"])


async def _return(act: Act) -> Done:
    row, steps = act.record, await act.rows(BINDING_ACT, STEPS, act.record["id"])
    note = act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {**facts_of(act, row, steps), "note": note})
    return await _step(act, "RETURNED", {"state": transition.after, "next_step": None}, row["next_step"])


async def _withdraw(act: Act) -> Done:
    row, steps = act.record, await act.rows(BINDING_ACT, STEPS, act.record["id"])
    transition = act.decide(MACHINE, row["state"], facts_of(act, row, steps))
    return await _step(act, "WITHDRAWN", {"state": transition.after, "next_step": None}, row["chain"][0])


@dataclass(frozen=True, slots=True)
class _Binding:
    """The commands that need to know which commands bind."""

    bindings: Bindings

    async def draft(self, act: Act) -> Done:
        """The draft is tried first: what the rulebook refuses now is refused with the same words."""
        given = act.input
        bound = self.bindings.named(given)
        target, body = target_of(bound, given, act.code), given.text("decidingBody", most=NAME)
        chain = chain_of(act.book)
        transition = act.decide(MACHINE, None, dict([start_of(chain)]))
        content, version = await self._tried(act, bound, given.json("content"), target, body)
        values = {
            **NEW,
            "command": bound.command.field,
            "target_id": target,
            "target_version": version,
            "follows_target": bool(given.flag("followsTarget")),
            "content": content,
            "deciding_body": body,
            "note": given.optional_text("note", most=NOTE),
            "wanted_on": given.optional_day("wantedOn"),
            "state": transition.after,
            "chain": list(chain),
            "next_step": _waiting(chain, 0),
            "round": 1,
            "drafted_by": act.viewer.subject,
        }
        id_ = str(new_id(act.code, BINDING_ACT.kind, at=act.at))
        step = _new_step(act, 1, 1, chain[0], "DRAFTED")
        return Done(await act.write(Change(BINDING_ACT, "binding-act.drafted", id_, values, children={STEPS: [step]})))

    async def revise(self, act: Act) -> Done:
        """As a draft anew: tried against the record as it is now, along the chain of today."""
        row, given, steps = act.record, act.input, await act.rows(BINDING_ACT, STEPS, act.record["id"])
        chain = chain_of(act.book)
        transition = act.decide(MACHINE, row["state"], facts_of(act, row, steps))
        body = given.optional_text("decidingBody", most=NAME) or row["deciding_body"]
        raw = given.json("content") if given.has("content") else row["content"]
        content, version = await self._tried(act, self.bindings.kept(row), raw, row["target_id"], body)
        values = {
            "content": content,
            "target_version": version,
            "deciding_body": body,
            "wanted_on": given.optional_day("wantedOn") or row["wanted_on"],
            "state": transition.after,
            "chain": list(chain),
            "next_step": _waiting(chain, 0),
            "round": row["round"] + 1,
        }
        return await _step(act, "REVISED", values, chain[0])

    async def sign(self, act: Act) -> Done:
        """The drafted command runs under whoever signs; what refuses it refuses the signature: nothing is written."""
        row, steps = act.record, await act.rows(BINDING_ACT, STEPS, act.record["id"])
        authority = authority_of(act.input)
        bound = self.bindings.kept(row)
        inner = await prepared(act, bound, row["content"], row["target_id"], authority)
        unchanged = row["target_id"] is None or inner.record["version"] == row["target_version"]
        facts = {**facts_of(act, row, steps), **authority_facts(authority)}
        facts["target_unchanged"] = unchanged or row["follows_target"]
        transition = act.decide(MACHINE, row["state"], facts)
        done = await carried_out(inner, bound)
        values = {
            "state": transition.after,
            "next_step": None,
            "authority": authority,
            "signed_by": act.viewer.subject,
            "signed_at": act.at,
            "result_id": done.written.id,
        }
        signed = await _step(act, "SIGNED", values, row["chain"][-1])
        return Done(signed.written, done.peers)

    async def _tried(
        self, act: Act, bound: Bound, raw: object, target: str | None, body: str
    ) -> tuple[Mapping[str, Any], int | None]:
        """The content as the command takes it, and the version of what it is on, after the command was tried."""
        content = content_of(bound, act.input, raw, provisional(act, body))
        return content, await tried(act, bound, content, target, body)


def commands(others: Iterable[Command], schema: GraphQLSchema) -> tuple[Command, ...]:
    """The commands of the module, over those ``others`` that bind the committee by the contract ``schema``."""
    binding = _Binding(Bindings(others, schema))
    return (
        Command("draftBindingAct", BINDING_ACT, binding.draft, creates=True),
        Command("reviseBindingAct", BINDING_ACT, binding.revise),
        Command("reviewBindingAct", BINDING_ACT, _review),
        Command("returnBindingAct", BINDING_ACT, _return),
        Command("signBindingAct", BINDING_ACT, binding.sign),
        Command("withdrawBindingAct", BINDING_ACT, _withdraw),
    )
