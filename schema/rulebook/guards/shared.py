"""Guards of shared proposals; some are those of joint plans too. Facts by name:

====================  =====================================================================
committee, invited    see the guards of joint topics
unanswered            how many invited committees have not answered and still have time to
endorsing             how many committees endorse this version, the lead among them
text_as_endorsed, local_variant    whether the text is the endorsed one, or recorded as a local variant
filed_in_term         how many filings of it the acting committee has in the term
filed                 how many of its filings are filed
open_filings          how many of its filings have not ended
concerned, consenting codes of the committees whose consent is needed, and of those that gave it
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, holds, number
from schema.rulebook.model import Facts


def everybody_answered(facts: Facts) -> bool:
    """No answer is awaited any more."""
    return number(facts, "unanswered") == 0


def two_endorse(facts: Facts) -> bool:
    """At least two committees stand behind it (DOMAIN rule P11)."""
    return number(facts, "endorsing") >= 2


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


def everybody_consents(facts: Facts) -> bool:
    """Every committee whose consent is needed gave it."""
    return set(codes(facts, "concerned")) <= set(codes(facts, "consenting"))


ALL = (
    everybody_answered,
    two_endorse,
    endorsed_text_is_kept,
    not_filed_here_yet,
    a_filing_is_filed,
    every_filing_ended,
    everybody_consents,
)
