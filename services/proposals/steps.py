"""One step of a filing: its new state and outcome, and the review that records the decision."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from schema.rulebook import Transition
from services.kit.acts import Act, Done
from services.kit.events import Change, Row
from services.kit.inputs import NOTE
from services.proposals.records import FILING

MACHINE: Final = "Filing"


async def take_step(
    act: Act, transition: Transition, event: str, values: Row | None = None, *,
    note: str | None = None, reason_code: str | None = None,
) -> Done:  # fmt: skip
    """Write the filing's next version: the state of the transition, what it sets, and ``values``.

    A transition that is a decision adds a review with ``note`` and ``reason_code``.
    """
    row, sets = act.record, dict(transition.sets)
    decision = sets.pop("decision", None)
    children: dict[str, list[dict[str, Any]]] = {}
    if decision is not None:
        reviews = await act.rows(FILING, "review", row["id"])
        children["review"] = [*reviews, _review(reviews, decision, act, note, reason_code)]
    changed = {"state": transition.after, **sets, **(values or {})}
    details = {} if note is None else {"note": note}
    return Done(
        await act.write(Change(FILING, event, row["id"], changed, row["version"], children=children, details=details))
    )


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


def deciding(event: str) -> Callable[[Act], Awaitable[Done]]:
    """A command that is a decision with a note and nothing else."""

    async def perform(act: Act) -> Done:
        note = act.input.optional_text("note", most=NOTE)
        transition = act.decide(MACHINE, act.record["state"], {"note": note})
        return await take_step(act, transition, event, note=note)

    return perform
