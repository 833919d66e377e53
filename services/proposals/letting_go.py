"""A filing that ends before it is handled: withdrawn by its proposers, or recommended to a higher level."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from schema.rulebook.model import Text
from services.handling.changing import void_assignments
from services.kit.acts import Act, Command, Done
from services.kit.events import Message
from services.kit.inputs import NOTE
from services.proposals.levels import committees_above
from services.proposals.records import FILING
from services.proposals.register import by_proposer, register_of
from services.proposals.steps import MACHINE, take_step

TO_FILE_ANEW: Final = Text(
    "由上级政协有资格的提案者另行提出后方成为其提案。",
    "It becomes a proposal there only once an eligible proposer of that committee submits it anew.",
)


async def _withdraw(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    proposers = await act.rows(FILING, "proposer", row["id"])
    register = await register_of(act, proposers, row["term"])
    facts = {"by_proposer": by_proposer(act, register, proposers), "merged_here": await merged_here(act)}
    return await take_step(act, act.decide(MACHINE, row["state"], facts), "filing.withdrawn", note=note)


async def _withdraw_filed(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    facts = {"note": note, "replied": await replied(act), "merged_here": await merged_here(act)}
    done = await take_step(act, act.decide(MACHINE, row["state"], facts), "filing.withdrawn-after-filing", note=note)
    return replace(done, peers=await void_assignments(act, row, note))


async def replied(act: Act) -> int:
    """How many units have replied to the filing the command is on, or sent their opinion."""
    return int(
        await act.connection.fetchval(
            "SELECT count(*) FROM assignment WHERE filing_id = $1 AND state IN ('REPLIED', 'OPINION_SENT')", act.id
        )
    )


async def merged_here(act: Act) -> int:
    """How many filings were merged into the one the command is on."""
    return int(await act.connection.fetchval("SELECT count(*) FROM filing WHERE merged_into = $1", act.id))


async def _recommend(act: Act) -> Done:
    """The upper committee may see the filing from now on and is told of it; what it does with it is its own affair."""
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    upper = act.input.text("committee", most=6)
    facts = {
        "note": note,
        "upper_committee": upper,
        "upper_committees": committees_above(act.code, act.today),
        "visibility": row["visibility"],
    }
    transition = act.decide(MACHINE, row["state"], facts)
    act.consent(upper, TO_FILE_ANEW)
    told = {"filing": row["id"], "title": row["title"], "text": row["text"], "note": note}
    return await take_step(
        act, transition, "filing.recommended-upward", {"recommended_to_committee": upper, **_shared(row, upper)},
        note=note, messages=(Message(upper, "filing.recommendation", told),),
    )  # fmt: skip


def _shared(row: Mapping[str, Any], upper: str) -> dict[str, object]:
    """What only the committee saw is shared with the upper one; what is published stays so."""
    if row["visibility"] == "PUBLISHED":
        return {}
    return {"visibility": "SHARED", "audience": sorted({*row["audience"], upper})}


LETTING_GO: Final = (
    Command("withdrawFiling", FILING, _withdraw),
    Command("withdrawFiledFiling", FILING, _withdraw_filed),
    Command("recommendUpwardFiling", FILING, _recommend),
)
