"""What time brings about: silence lapses, at the lead and at the committee that was asked, by the same days."""

from __future__ import annotations

from typing import Final

from services.kit.acts import Act
from services.kit.events import Change
from services.kit.watch import Watch, passed
from services.shared_proposals.endorsing import MACHINE as ENDORSED
from services.shared_proposals.records import ENDORSEMENT, UMBRELLA
from services.shared_proposals.umbrella import MACHINE, opened


async def _lapse(act: Act) -> None:
    """At the lead: invitations without an answer, and endorsements that nobody made a filing of in time."""
    umbrella, today = await opened(act, act.record), act.today.isoformat()
    for each in umbrella.parties:
        until = {"INVITED": str(umbrella.row["respond_by"]), "ENDORSED": each["valid_until"]}.get(each["state"])
        if until is not None and until < today:
            umbrella.move(each["committee"], state="LAPSED", valid_until=None)
    await umbrella.step("lapsed")
    await umbrella.settle()


async def _lapse_own(act: Act) -> None:
    row = act.record
    transition = act.derive(
        ENDORSED, "lapseSharedProposalEndorsement", row["state"], {"time_over": row["lapses_on"] < act.today}
    )  # fmt: skip
    values = {"state": transition.after, "lapses_on": None}
    await act.write(Change(ENDORSEMENT, "shared-endorsement.lapsed", row["id"], values, row["version"]))


WATCHES: Final = (
    Watch("shared-proposal.time-over", MACHINE, UMBRELLA, "t.lapses_on", passed, _lapse),
    Watch("shared-endorsement.time-over", ENDORSED, ENDORSEMENT, "t.lapses_on", passed, _lapse_own),
)
