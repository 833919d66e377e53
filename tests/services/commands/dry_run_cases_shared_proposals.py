"""The cases of the shared proposals module for :mod:`tests.services.commands.dry_run_cases`: what other committees did
reaches this one by their messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from schema.ids import derived_id, new_id
from schema.shared_proposals.hashing import text_hash
from services.kit.receiving import Delivery, apply_delivery
from services.shared_proposals.handlers import HANDLERS
from tests.services.commands.desk import AUTHORITY, CODE, PROPOSER
from tests.services.commands.trial import Trial
from tests.services.writing import key

OTHER: Final = "440500"
TITLE: Final = "关于统一监测标准的提案"
TEXT: Final = "情况、分析与建议。"
HASH: Final = text_hash(TITLE, TEXT)
DAYS: Final[Mapping[str, str]] = {"respondBy": "2026-12-15", "fileBy": "2027-01-31"}
CIRCULATED: Final[Mapping[str, Any]] = {"committees": [OTHER, "350800"], "authority": AUTHORITY, **DAYS}
ENDORSE: Final[Mapping[str, Any]] = {"answer": "ENDORSE", "textHash": HASH, "authority": AUTHORITY}
WITHDRAW: Final[Mapping[str, Any]] = {"note": "情况有变", "authority": AUTHORITY}
VARIANT: Final[Mapping[str, Any]] = {"text": "本地的情况、分析与建议。", "reason": "市情不同"}
SUPERVISE: Final[Mapping[str, Any]] = {"committees": [OTHER], "authority": AUTHORITY}
MADE: Final = {"sharedFiling": "shared-filing", "filing": "filing"}
BINDING: Final[Mapping[str, Any]] = {"authority": AUTHORITY}


async def hear(trial: Trial, kind: str, **body: Any) -> None:
    """A message of the other committee, applied here."""
    async with trial.node.database.writer.acquire() as connection, connection.transaction():
        now = trial.clock.now()
        outcome = await apply_delivery(connection, CODE, now, Delivery(OTHER, 1, kind, body, now), HANDLERS)
    assert outcome.refusal is None, str(outcome)


async def _column(trial: Trial, table: str, column: str, id: str) -> str:
    found: str = await trial.node.database.writer.fetchval(f"SELECT {column} FROM {table} WHERE id = $1", id)
    return found


async def umbrella(trial: Trial) -> str:
    """A draft of this committee."""
    return await trial.make("draftSharedProposal", committee=CODE, input={"title": TITLE, "text": TEXT})


async def circulated(trial: Trial) -> str:
    return await trial.make("circulateSharedProposal", id=await umbrella(trial), input=CIRCULATED)


async def asked(trial: Trial) -> str:
    """What the other committee asks this one to endorse; the id of the endorsement."""
    theirs = str(new_id(OTHER, "shared-proposal", at=trial.clock.now()))
    await hear(
        trial, "shared-proposal.invited", sharedProposal=theirs, title=TITLE, text=TEXT, number=1, textHash=HASH,
        parties=[OTHER, CODE, "350800"], **DAYS,
    )  # fmt: skip
    return str(derived_id(CODE, "endorsement", theirs))


async def endorsed(trial: Trial) -> str:
    return await trial.make("answerSharedProposalEndorsement", id=await asked(trial), input=ENDORSE)


async def to_file(trial: Trial) -> Mapping[str, Any]:
    """What this committee may file now."""
    theirs = await _column(trial, "shared_endorsement", "shared_proposal_id", await endorsed(trial))
    await hear(trial, "shared-proposal.agreed", sharedProposal=theirs, number=1, textHash=HASH)
    return {"sharedProposal": theirs, "term": 14, "session": 2, "proposers": [PROPOSER]}


async def shared_filing(trial: Trial) -> str:
    return await trial.make("fileSharedProposal", committee=CODE, input=await to_file(trial))


async def shared_and_filed(trial: Trial) -> str:
    """A shared filing whose filing is filed."""
    id_ = await shared_filing(trial)
    filing = await _column(trial, "shared_filing", "filing_id", id_)
    for step in ("submitFiling", "prelimReviewFiling"):
        await trial.send(step, id=filing)
    await trial.send("fileFiling", id=filing, input={"caseNumber": key()})
    return id_


async def consented(trial: Trial) -> str:
    """An umbrella of this committee that the other one filed, handles and lets be supervised."""
    only = {**CIRCULATED, "committees": [OTHER]}
    id_ = await trial.make("circulateSharedProposal", id=await umbrella(trial), input=only)
    said = {"sharedProposal": id_, "number": 1, "textHash": HASH}
    answer = {"state": "ENDORSED", "validUntil": DAYS["fileBy"], "authority": AUTHORITY}
    await hear(trial, "shared-endorsement.answered", **said, **answer)
    ids = {name: str(new_id(OTHER, kind, at=trial.clock.now())) for name, kind in MADE.items()}
    told = {**said, **ids, "term": 14, "state": "DRAFT", "grades": [], "consented": False}
    await hear(trial, "shared-filing.drafted", **told)
    filed = {"state": "HANDLING", "outcome": "FILED", "caseNumber": "7", "consented": True}
    await hear(trial, "shared-filing.reported", **{**told, **filed})
    return id_
