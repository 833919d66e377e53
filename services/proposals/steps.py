"""One step of a filing: its new state and outcome, the review of a decision, and what its proposers are told."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.rulebook import Transition
from services.kit.acts import Act, Done
from services.kit.events import Change, Message, Row
from services.proposals.records import FILING

MACHINE: Final = "Filing"
TOLD: Final = frozenset({"RETURNED", "FILED", "NOT_FILED", "MERGED", "CONVERTED", "HANDED_UP"})
"""Decisions of which every proposer is told."""

NO_CONTENT: Final[Row] = {"checked": [], "lacking": []}


async def take_step(
    act: Act, transition: Transition, event: str, values: Row | None = None, *,
    note: str | None = None, reason_code: str | None = None, content: Row | None = None,
    children: Mapping[str, Sequence[Row]] | None = None, messages: tuple[Message, ...] = (),
) -> Done:  # fmt: skip
    """Write the filing's next version: the state of the transition, what it sets, ``values`` and ``children``.

    A transition that is a decision adds a review with ``note``, ``reason_code`` and what
    it found of the ``content``, and notices to the proposers.
    """
    row, sets = act.record, dict(transition.sets)
    decision = sets.pop("decision", None)
    rows: dict[str, Sequence[Row]] = dict(children or {})
    if decision is not None:
        reviews = await act.rows(FILING, "review", row["id"])
        rows["review"] = [
            *reviews,
            _review(reviews, decision, act, note, reason_code) | {**NO_CONTENT, **(content or {})},
        ]
    if decision in TOLD:
        rows["notice"] = await _notices(act, row["id"], decision)
    changed = {"state": transition.after, **sets, **(values or {})}
    change = Change(
        FILING, event, row["id"], changed, row["version"],
        children=rows, details={} if note is None else {"note": note}, messages=messages,
    )  # fmt: skip
    return Done(await act.write(change), peers=tuple(message.peer for message in messages))


def _review(
    reviews: list[dict[str, Any]], decision: str, act: Act, note: str | None, reason_code: str | None
) -> dict[str, Any]:
    """A filing that was returned is reviewed anew, in the next round."""
    return {
        "position": len(reviews) + 1,
        "round": 1 + sum(review["decision"] == "RETURNED" for review in reviews),
        "decision": decision,
        "reason_code": reason_code,
        "note": note,
        "decided_at": act.at,
    }


async def _notices(act: Act, filing: str, decision: str | None) -> list[dict[str, Any]]:
    """Those given before, and one of this decision to each proposer."""
    before = await act.rows(FILING, "notice", filing)
    proposers = await act.rows(FILING, "proposer", filing)
    return before + [
        {
            "position": len(before) + place,
            "decision": decision,
            "name": proposer["name"],
            "member_id": proposer["member_id"],
            "body_id": proposer["body_id"],
            "issued_at": act.at,
        }
        for place, proposer in enumerate(proposers, 1)
    ]
