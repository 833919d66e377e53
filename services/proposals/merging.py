"""Merging one filing into another of the same committee and term; its proposers go along."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.ids import parse_id
from schema.rulebook.common import IMPORTED_GAPS
from schema.rulebook.guards.common import gaps_are_filled
from schema.rulebook.interpreter import Refusal
from services.kit.acts import Act, Command, Done
from services.kit.events import Change
from services.kit.inputs import Input
from services.proposals.letting_go import merged_here
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, take_step


def _target(given: Input) -> str:
    return str(parse_id(given.text("target", most=100), kind=FILING.kind))


def _locks(given: Input) -> Sequence[str]:
    return (_target(given),)


async def _merge(act: Act) -> Done:
    """Both filings are locked: two that are merged into each other at once make no circle."""
    row, wanted = act.record, _target(act.input)
    target = act.records.get(wanted)
    facts = {
        "term": row["term"],
        "merged_here": await merged_here(act),
        "target_id": None if target is None else wanted,
        "target_committee": parse_id(wanted).owner,
        "target_term": None if target is None else target["term"],
        "target_state": None if target is None else target["state"],
    }
    transition = act.decide(MACHINE, row["state"], facts)
    assert target is not None
    _refuse_gaps(target)
    done = await take_step(act, transition, "filing.merged", {"merged_into": wanted})
    proposers = await _carried_over(act, row["id"], wanted)
    await act.write(
        Change(
            FILING, "filing.took-in", wanted, {}, target["version"],
            children={"proposer": proposers}, details={"merged": row["id"]},
        )
    )  # fmt: skip
    return done


def _refuse_gaps(target: Mapping[str, Any]) -> None:
    if not gaps_are_filled({"provenance": target["provenance"], "gaps": target["gaps"]}):
        rule = IMPORTED_GAPS
        raise Refusal(rule.id, rule.source, rule.reason, rule.allowed_when).error()


async def _carried_over(act: Act, source: str, target: str) -> list[dict[str, Any]]:
    """The target's proposers and after them the source's; the first proposer stays whoever it was."""
    there = await act.rows(FILING, "proposer", target)
    coming = await act.rows(FILING, "proposer", source)
    last = max((proposer["position"] for proposer in there), default=0)
    has_first = any(proposer["first"] for proposer in there)
    return there + [
        {**proposer, "position": last + place, "first": proposer["first"] and not has_first}
        for place, proposer in enumerate(coming, 1)
    ]


MERGE: Final = Command("mergeFiling", FILING, _merge, locks=_locks)
