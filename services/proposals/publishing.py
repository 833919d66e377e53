"""Publishing a filed proposal with the replies that may be read by everybody (提案公开), and taking it back."""

from __future__ import annotations

from typing import Final

from services.handling.copies import OPEN_TO_ALL
from services.handling.publishing import publish_assignments, take_back_assignments, within
from services.kit.acts import Act, Command, Done
from services.kit.inputs import NOTE
from services.proposals.records import FILING
from services.proposals.steps import MACHINE, take_step


async def _publish(act: Act) -> Done:
    """Whom it was shared with stays written, for when it is taken back; the sharing policy still holds."""
    row = act.record
    transition = act.decide(MACHINE, row["state"], {"visibility": row["visibility"]})
    done = await take_step(act, transition, "filing.published", {"visibility": OPEN_TO_ALL})
    await publish_assignments(act)
    return done


async def _unpublish(act: Act) -> Done:
    """Whoever has read it has read it: its history keeps that it was published, from when to when."""
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    transition = act.decide(MACHINE, row["state"], {"visibility": row["visibility"], "note": note})
    done = await take_step(act, transition, "filing.unpublished", within(row), note=note)
    await take_back_assignments(act)
    return done


PUBLISHING: Final = (Command("publishFiling", FILING, _publish), Command("unpublishFiling", FILING, _unpublish))
