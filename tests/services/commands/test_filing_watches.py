"""The last day of co-signing, once the calendar reaches it."""

from datetime import date

from services.kit.watch import Watcher
from services.proposals.watches import WATCHES
from tests.services.commands.desk import PROPOSER, Desk


async def test_a_provisional_last_day_of_co_signing_becomes_firm(desk: Desk) -> None:
    filing = await desk.draft()
    await desk.send("inviteFilingCosigners", {"cosigners": [PROPOSER | {"name": "委员乙", "first": False}]}, id=filing)
    pending = "UPDATE filing SET cosign_due_on = '2026-12-12', cosign_provisional = true WHERE id = $1"
    await desk.database.writer.execute(pending, filing)  # as a calendar that ended before would have left it
    watching = Watcher(desk.database, desk.clock, WATCHES, committed=lambda: None)
    assert (await watching.look(), await watching.look()) == (1, 0)
    row = await desk.row("filing", filing)
    assert (row["cosign_due_on"], row["cosign_provisional"], row["state"]) == (date(2026, 12, 14), False, "COSIGNING")
    assert await desk.rows("SELECT count(*) FROM cosignature WHERE filing_id = $1", filing) == [(1,)]
