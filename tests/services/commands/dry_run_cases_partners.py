"""The cases of the partners module for :mod:`tests.services.commands.dry_run_cases`."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from schema.directory import divisions
from schema.ids import derived_id
from services.partners.records import AGREEMENT
from tests.services.commands.desk import AUTHORITY, CODE
from tests.services.commands.trial import Trial

Make = Callable[[Trial], Awaitable[str]]
PARTNER: Final = "350800"
STEP: Final[Mapping[str, Any]] = {"note": "说明", "authority": AUTHORITY}
NOTE: Final[Mapping[str, Any]] = {"note": "说明"}
_TERMS: Final = {"title": "对口合作", "covers": ["PROJECTS", "TOPICS"], "validFrom": "2026-11-01"}
_OTHERS: Final = (each.code for each in divisions() if each.level.value == "CITY" and each.code not in (CODE, PARTNER))
_NUMBERS: Final = itertools.count(1)


async def proposal(_trial: Trial) -> Mapping[str, Any]:
    """Each time to another committee: no two proposals to the same one are open."""
    return {**_TERMS, "partner": next(_OTHERS), "authority": AUTHORITY}


async def proposed(trial: Trial) -> str:
    return await trial.make("proposePartnerAgreement", committee=CODE, input=await proposal(trial))


def agreement(state: str, **more: object) -> Make:
    """How to come to an agreement with Longyan in a state that takes messages to get into."""

    async def made(trial: Trial) -> str:
        values = {
            "partner": PARTNER,
            "title": "对口合作",
            "state": state,
            "covers": ["PROJECTS"],
            "terms_hash": "ab" * 32,
            "counterpart_id": str(derived_id(PARTNER, "agreement", str(next(_NUMBERS)))),
            "proposed_by": PARTNER,
            "suspended_by": [],
            "published": False,
            "valid_from": "2026-11-01",
            **more,
        }
        return await trial.take_over(AGREEMENT, values)

    return made


RECEIVED: Final = agreement("RECEIVED", answer_due_on="2026-12-20")
ACTIVE: Final = agreement("ACTIVE")
SUSPENDED: Final = agreement("SUSPENDED", suspended_by=[CODE])
AGREE: Final[Mapping[str, Any]] = {"authority": AUTHORITY, "published": True}
