"""What every offer between committees has: somebody it goes to, and a last day for the answer."""

from __future__ import annotations

from datetime import date

from schema.calendar import CALENDAR, Due, due
from schema.directory import division
from services.kit.acts import Act
from services.kit.inputs import Input


def another_committee(act: Act, given: Input, name: str) -> str:
    """The code of a committee that the input names. Raises BAD_USER_INPUT for one that the directory does not know."""
    return known_committee(act, given, name, given.text(name, most=6))


def known_committee(act: Act, given: Input, name: str, code: str) -> str:
    """A code that stands in the input under that name. Raises BAD_USER_INPUT for one that the directory does not
    know.
    """
    if division(code, at=act.today) is None:
        raise given.wrong(name, f"names {code}, which no committee has", f"中的 {code} 不是政协的代码")
    return code


def answer_due(act: Act, limit: str) -> Due:
    """The last day for an answer to what the act offers: as the input ``answerBy`` wants it, else by the limit. Says
    that the clock starts. Raises BAD_USER_INPUT for a day that is over.
    """
    wanted = act.input.optional_day("answerBy")
    if wanted is None:
        last = due(act.book.limit(limit), act.today)
    elif wanted < act.today:
        raise act.input.wrong("answerBy", "must not be over already", "不能早于今天")
    else:
        last = Due(wanted, not CALENDAR.covers(wanted), CALENDAR.version, limit)
    act.clock("answerDueOn", last)
    return last


def overdue(act: Act, last: date | None) -> bool:
    """Whether the last day for an answer is over."""
    return last is not None and last < act.today
