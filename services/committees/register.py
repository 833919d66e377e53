"""What the register's commands ask of the database before they decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.committees.records import MEMBER
from services.kit.acts import Act


async def next_term(act: Act, term: int) -> date | None:
    """The day on which a later term opens, where its first session is scheduled."""
    opens: date | None = await act.connection.fetchval(
        "SELECT min(opens_on) FROM plenary_session WHERE term > $1", term
    )
    return opens


async def subject_taken(act: Act, term: int, subject: str | None) -> bool:
    """Whether another member of the term than the one at hand has this subject."""
    return bool(
        await act.connection.fetchval(
            "SELECT EXISTS (SELECT FROM member WHERE term = $1 AND subject = $2 AND id IS DISTINCT FROM $3)",
            term, subject, act.id,
        )
    )  # fmt: skip


async def convenor_fits(act: Act, convenor: str | None, term: int | None) -> bool:
    """Whether nobody is named, or a member who serves today, in that term where one is given."""
    if convenor is None:
        return True
    member = (await act.lock(MEMBER, [convenor])).get(convenor)
    return member is not None and _serves(member, act.today) and term in (None, member["term"])


def _serves(member: Mapping[str, Any], day: date) -> bool:
    last = member["until_day"]
    return bool(member["from_day"] <= day and (last is None or day <= last))


async def sessions_around(act: Act, term: int, session: int) -> dict[str, object]:
    """When the scheduled session before this one closes and the one after it opens; whether this one is scheduled."""
    row = await act.connection.fetchrow(
        "SELECT max(closes_on) FILTER (WHERE (term, session) < ($1, $2)) AS earlier_closes,"
        " min(opens_on) FILTER (WHERE (term, session) > ($1, $2)) AS later_opens,"
        " coalesce(bool_or((term, session) = ($1, $2)), false) AS session_taken FROM plenary_session",
        term, session,
    )  # fmt: skip
    assert row is not None
    return dict(row)
