"""Guards on handing a filing up, letting it go, making it key and archiving it. Facts by name:

=======================  =====================================================================
merged_here              how many filings were merged into this one
replied                  how many units have replied or sent their opinion
visibility               of the record before the command
upper_committee          the code given in the input
upper_committees         the codes of the committees of higher levels whose area contains this one
authority_body           as given in the input
is_key                   bool: it is a key proposal already
archive_number           as given in the input, or None
archive_number_taken     bool: another filing of the committee has that number
retention, retention_years   as given in the input; no years for good
=======================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, given
from schema.rulebook.model import Facts


def nothing_merged_here(facts: Facts) -> bool:
    """No other filing was merged into this one."""
    return facts["merged_here"] == 0


def nobody_has_replied(facts: Facts) -> bool:
    """No unit has replied to the proposer or sent its opinion."""
    return facts["replied"] == 0


def committee_is_above(facts: Facts) -> bool:
    """The named committee is of a higher level and its area contains this one."""
    return facts["upper_committee"] in codes(facts, "upper_committees")


def is_not_internal(facts: Facts) -> bool:
    """The filing may leave the office at all."""
    return facts["visibility"] != "RESTRICTED"


def is_published(facts: Facts) -> bool:
    """Everybody may see it."""
    return facts["visibility"] == "PUBLISHED"


def is_not_published(facts: Facts) -> bool:
    """It is not open to everybody yet."""
    return facts["visibility"] != "PUBLISHED"


def chairpersons_decided(facts: Facts) -> bool:
    """The body that is named is a chairpersons' meeting."""
    return "主席会议" in str(facts["authority_body"])


def is_not_key_yet(facts: Facts) -> bool:
    """It was not made a key proposal before."""
    return not facts["is_key"]


def archive_number_given(facts: Facts) -> bool:
    """An archive number comes with the command."""
    return given(facts, "archive_number")


def archive_number_free(facts: Facts) -> bool:
    """No other filing of the committee has the number."""
    return not facts["archive_number_taken"]


def retention_is_definite(facts: Facts) -> bool:
    """A fixed term has years, keeping for good has none."""
    return (facts["retention"] == "FIXED_TERM") == (facts["retention_years"] is not None)


ALL = (
    nothing_merged_here,
    nobody_has_replied,
    committee_is_above,
    is_not_internal,
    is_published,
    is_not_published,
    chairpersons_decided,
    is_not_key_yet,
    archive_number_given,
    archive_number_free,
    retention_is_definite,
)
