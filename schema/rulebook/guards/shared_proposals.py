"""Guards of shared proposals, of a committee's endorsement and of the filing it makes. Facts by name:

======================  =====================================================================
committee, invited      see the guards of joint topics
today                   the day of the command
respond_by, file_by     the last days for an answer, and for a filing of it
unanswered              how many invited committees have not answered and still have time to
endorsing               how many committees stand behind the frozen version, the lead among them
version, latest         the version that an endorsement names, and the latest frozen one
party_state             how the lead's record has the committee that answers; None where it was never asked
filings                 how many filings of it are known to its lead
filings_of_it           how many of them are the withdrawing committee's
endorsement_stands      whether the acting committee's own endorsement of the agreed version is in force
text_as_endorsed, local_variant    whether the text is the endorsed one, or recorded as a local variant with its reason
filed_in_term           how many filings of it the acting committee has in the term
filed                   how many of its filings are filed
open_filings            how many of its filings have not ended, or are still to come
concerned, handling, consenting    codes of the committees to be supervised, of those whose filing is being handled,
                        and of those that agreed
asked_hash, given_hash  the hash of the text a committee was asked about, and the one its answer names
valid_until             until when its endorsement is to hold
filing_state            the state of the committee's own filing
consented               whether it agreed to joint supervision before
======================  =====================================================================
"""

from datetime import date

from schema.rulebook.guards.facts import codes, holds, number
from schema.rulebook.model import Facts

HANDLED = frozenset({"FILED", "ASSIGNED", "HANDLING", "REPLIED", "FEEDBACK_DONE", "REHANDLING", "FOLLOW_UP"})
"""States of a filing that was filed and has not ended."""


def _day(facts: Facts, name: str) -> date:
    value = facts[name]
    if not isinstance(value, date):
        raise TypeError(f"{name} must be a day")
    return value


def time_to_answer_is_left(facts: Facts) -> bool:
    """Whoever is asked has at least the next day to answer."""
    return _day(facts, "respond_by") > _day(facts, "today")


def filing_follows_the_answers(facts: Facts) -> bool:
    """Nobody has to file before everybody may still answer."""
    return _day(facts, "file_by") >= _day(facts, "respond_by")


def everybody_answered(facts: Facts) -> bool:
    """No answer is awaited any more."""
    return number(facts, "unanswered") == 0


def two_endorse(facts: Facts) -> bool:
    """At least two committees stand behind it (DOMAIN rule P11)."""
    return number(facts, "endorsing") >= 2


def agreement_is_lost(facts: Facts) -> bool:
    """Fewer than two stand behind it, and nobody has filed it."""
    return number(facts, "endorsing") < 2 and number(facts, "filings") == 0


def endorses_the_latest(facts: Facts) -> bool:
    """An endorsement is of the latest version."""
    return facts["version"] is not None and facts["version"] == facts["latest"]


def answer_is_awaited(facts: Facts) -> bool:
    """The committee was asked, and its time is not over."""
    return facts["party_state"] == "INVITED"


def withdraws_before_filing(facts: Facts) -> bool:
    """Whoever has filed it withdraws the filing."""
    return number(facts, "filings_of_it") == 0


def own_endorsement_stands(facts: Facts) -> bool:
    """The committee endorsed the agreed version, and that endorsement is in force."""
    return holds(facts, "endorsement_stands")


def endorsed_text_is_kept(facts: Facts) -> bool:
    """The text is the endorsed one, or recorded as a local variant (P11)."""
    return holds(facts, "text_as_endorsed") or holds(facts, "local_variant")


def not_filed_here_yet(facts: Facts) -> bool:
    """One filing per committee and term (P11)."""
    return number(facts, "filed_in_term") == 0


def a_filing_is_filed(facts: Facts) -> bool:
    """At least one of its filings is filed."""
    return number(facts, "filed") > 0


def every_filing_ended(facts: Facts) -> bool:
    """All of its filings are closed or final."""
    return number(facts, "open_filings") == 0


def concerned_are_handling(facts: Facts) -> bool:
    """Somebody is to be supervised, and everybody named has a filing that is being handled."""
    return bool(codes(facts, "concerned")) and set(codes(facts, "concerned")) <= set(codes(facts, "handling"))


def endorses_what_it_was_asked(facts: Facts) -> bool:
    """An endorsement names the very text; whoever declines need not."""
    return facts["answer"] != "ENDORSE" or facts["given_hash"] == facts["asked_hash"]


def endorsement_lasts(facts: Facts) -> bool:
    """An endorsement holds for some days, and no longer than there is time to file."""
    return _day(facts, "today") <= _day(facts, "valid_until") <= _day(facts, "file_by")


def filing_may_be_reworded(facts: Facts) -> bool:
    """The filing is a draft, or was returned for revision."""
    return facts["filing_state"] in ("DRAFT", "RETURNED")


def filing_is_handled(facts: Facts) -> bool:
    """The filing was filed and has not ended."""
    return facts["filing_state"] in HANDLED


def has_not_consented(facts: Facts) -> bool:
    """Once is enough."""
    return not holds(facts, "consented")


ALL = (
    time_to_answer_is_left,
    filing_follows_the_answers,
    everybody_answered,
    two_endorse,
    agreement_is_lost,
    endorses_the_latest,
    answer_is_awaited,
    withdraws_before_filing,
    own_endorsement_stands,
    endorsed_text_is_kept,
    not_filed_here_yet,
    a_filing_is_filed,
    every_filing_ended,
    concerned_are_handling,
    endorses_what_it_was_asked,
    endorsement_lasts,
    filing_may_be_reworded,
    filing_is_handled,
    has_not_consented,
)
