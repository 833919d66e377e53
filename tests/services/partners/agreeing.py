"""Short ways to an agreement between two committees."""

from __future__ import annotations

from typing import Any, Final

from services.partners.agreements import counterpart_of
from tests.services.commands.desk import AUTHORITY
from tests.services.exchange.between import Between

GUANGZHOU, LONGYAN, SHANTOU = "440100", "350800", "440500"
TERMS: Final = {
    "title": "广州市政协、龙岩市政协对口合作协议",
    "covers": ["SHARING", "PROJECTS", "TOPICS"],
    "validFrom": "2026-11-01",
    "validUntil": "2031-10-31",
    "authority": AUTHORITY,
}
STEP: Final = {"note": "理由", "authority": AUTHORITY}


async def proposed(cities: Between, by: str = GUANGZHOU, to: str = LONGYAN, **more: Any) -> tuple[str, str]:
    """A proposal under way: the ids of the record of the side that proposed it, and of the other side's."""
    terms = {**TERMS, "partner": to, **more}
    ours = (await cities.send(by, "proposePartnerAgreement", terms, committee=by)).record_id
    return ours, counterpart_of(to, ours)


async def concluded(cities: Between, by: str = GUANGZHOU, to: str = LONGYAN, **more: Any) -> tuple[str, str]:
    """An agreement in force; the ids as of :func:`proposed`."""
    ours, theirs = await proposed(cities, by, to, **more)
    await cities.settle()
    await cities.send(to, "agreePartnerAgreement", {"authority": AUTHORITY}, id=theirs)
    await cities.settle()
    return ours, theirs


async def states(cities: Between, ours: str, theirs: str) -> tuple[str, str]:
    """The states of both records of an agreement."""
    rows = [await cities.row(id_[:6], "partner_agreement", id_) for id_ in (ours, theirs)]
    return rows[0]["state"], rows[1]["state"]
