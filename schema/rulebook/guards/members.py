"""Guards of the register. Facts by name:

==========================  ===============================================================
from_day, until_day         of a membership; until_day as given by the command that ends it
next_term_opens             opening day of the first session of a later term, or None
subject_taken               bool: another member of the term has the same token subject
convenor_fits               bool: no convenor is named, or a member of the term who serves today
body_taken                  bool: a body of this kind, name and term is registered
accepts_from, opens_on, accepts_until, closes_on   of the session, as given
session_taken               bool: this session of the term is scheduled
earlier_closes, later_opens  the nearest scheduled sessions by term and number: when the one
                            before closes and the one after opens, or None
today                       the day in China
==========================  ===============================================================
"""

from datetime import date

from schema.rulebook.model import Facts


def _day(facts: Facts, name: str) -> date:
    value = facts[name]
    assert isinstance(value, date)
    return value


def term_is_not_over(facts: Facts) -> bool:
    """The membership begins before a later term does."""
    return facts["next_term_opens"] is None or _day(facts, "from_day") < _day(facts, "next_term_opens")


def subject_is_free(facts: Facts) -> bool:
    """One person's token stands for one member of a term."""
    return not facts["subject_taken"]


def ends_after_it_began(facts: Facts) -> bool:
    """The last day of a membership is not before its first."""
    return _day(facts, "from_day") <= _day(facts, "until_day")


def ends_within_its_term(facts: Facts) -> bool:
    """The last day of a membership is not after a later term has opened."""
    return facts["next_term_opens"] is None or _day(facts, "until_day") <= _day(facts, "next_term_opens")


def convenor_is_of_the_term(facts: Facts) -> bool:
    """Who signs for a body serves in its term."""
    return bool(facts["convenor_fits"])


def body_is_new(facts: Facts) -> bool:
    """No body of this kind, name and term is registered."""
    return not facts["body_taken"]


def session_days_in_order(facts: Facts) -> bool:
    """It accepts, opens, stops accepting and closes in this order."""
    days = [_day(facts, name) for name in ("accepts_from", "opens_on", "accepts_until", "closes_on")]
    return days == sorted(days)


def session_is_new(facts: Facts) -> bool:
    """This session of the term is not scheduled yet."""
    return not facts["session_taken"]


def session_in_sequence(facts: Facts) -> bool:
    """Sessions follow each other as they are numbered."""
    earlier, later = facts["earlier_closes"], facts["later_opens"]
    after = earlier is None or _day(facts, "earlier_closes") < _day(facts, "opens_on")
    return after and (later is None or _day(facts, "closes_on") < _day(facts, "later_opens"))


def session_is_over(facts: Facts) -> bool:
    """Its last day has passed."""
    return _day(facts, "closes_on") < _day(facts, "today")


ALL = (
    session_is_over,
    term_is_not_over,
    subject_is_free,
    ends_after_it_began,
    ends_within_its_term,
    convenor_is_of_the_term,
    body_is_new,
    session_days_in_order,
    session_is_new,
    session_in_sequence,
)
