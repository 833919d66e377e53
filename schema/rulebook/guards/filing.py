"""Guards of the machine of a filing. Facts by name:

====================  =====================================================================
content_checked       the parts that the reviewer found there; None where no list is kept
content_asked         the parts that the committee asks of a proposal
case_number           as given in the input, or None
case_number_taken     whether another filing of this committee, term and session has that number
reason_code           as given in the input
reason_codes          the codes of the committee's list of reasons
record_id, committee, term    of the record before the command (`committee` of the acting committee)
merged_here           how many filings were merged into this one
target_id, target_committee, target_term, target_state    of the filing to merge into; None if there is none
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, given
from schema.rulebook.model import Facts


def content_is_checked(facts: Facts) -> bool:
    """A list of what was checked, where one is given, holds all that the committee asks for."""
    return facts["content_checked"] is None or set(codes(facts, "content_asked")) <= set(
        codes(facts, "content_checked")
    )


def case_number_given(facts: Facts) -> bool:
    """A case number comes with the command."""
    return given(facts, "case_number")


def case_number_free(facts: Facts) -> bool:
    """No other filing of the committee, term and session has the number."""
    return not facts["case_number_taken"]


def reason_is_listed(facts: Facts) -> bool:
    """The reason is one of the committee's own list."""
    return facts["reason_code"] in codes(facts, "reason_codes")


def target_exists(facts: Facts) -> bool:
    """There is such a filing here."""
    return facts["target_id"] is not None


def target_is_another(facts: Facts) -> bool:
    """A filing is not merged into itself."""
    return facts["target_id"] != facts["record_id"]


def target_of_same_committee(facts: Facts) -> bool:
    """Both filings belong to the acting committee."""
    return facts["target_committee"] == facts["committee"]


def target_of_same_term(facts: Facts) -> bool:
    """Both filings are of one term."""
    return facts["target_term"] == facts["term"]


def no_chain(facts: Facts) -> bool:
    """Neither is the target merged itself, nor was anything merged into the filing that goes."""
    return facts["target_state"] != "MERGED" and facts["merged_here"] == 0


def target_is_open(facts: Facts) -> bool:
    """The target is filed, or passed preliminary review."""
    return facts["target_state"] in ("FILED", "PRELIM_PASSED")


ALL = (
    content_is_checked,
    case_number_given,
    case_number_free,
    reason_is_listed,
    target_exists,
    target_is_another,
    target_of_same_committee,
    target_of_same_term,
    no_chain,
    target_is_open,
)
