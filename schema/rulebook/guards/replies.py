"""Guards of replies, feedback and look-backs. Facts by name:

====================  =====================================================================
assignment_role       SOLE, LEAD, SUPPORT or SPLIT; None where a source does not say
reply_text            as given in the input, or None
signed_by, contact_name, contact_phone, letter_number    as given in the input, or None
grade                 the letter given in the input; None where none is given
grades                the letters of the committee's scheme
missing_opinions      how many supporting opinions are neither in nor waived
open_replies          how many replies of the round are still due
by_proposer           whether whoever gives feedback is the office or one of the proposers; None where no register tells
rated_dissatisfied    whether the input is dissatisfied with the work or with the result
dissatisfied          whether the latest feedback is dissatisfied with the work or with the result
rehandling_decided    whether it was decided what follows from that
feedback_due_on, today    days; the first may be None
is_key_proposal       bool
resolved              whether every reply of the latest round says that the matter is resolved
new_grades            the letters given to replies by a look-back
finding               what the look-back found, or None
graded_here           whether every assignment graded anew is one of this proposal that was replied to
====================  =====================================================================

Of `guards.handling` they use ``unit`` and ``assigned_unit``.
"""

from datetime import date

from schema.rulebook.guards.facts import codes, given
from schema.rulebook.model import Facts


def answers_the_proposer(facts: Facts) -> bool:
    """The unit handles alone, leads, or answers its own part."""
    return facts["assignment_role"] in ("SOLE", "LEAD", "SPLIT")


def supports(facts: Facts) -> bool:
    """The unit supports a lead."""
    return facts["assignment_role"] == "SUPPORT"


def has_reply_text(facts: Facts) -> bool:
    """There is a text."""
    return given(facts, "reply_text")


def is_signed(facts: Facts) -> bool:
    """The unit's leader signed."""
    return given(facts, "signed_by")


def has_contact(facts: Facts) -> bool:
    """Somebody can be asked, and how."""
    return given(facts, "contact_name") and given(facts, "contact_phone")


def has_letter_number(facts: Facts) -> bool:
    """The letter has a number."""
    return given(facts, "letter_number")


def grade_in_scheme(facts: Facts) -> bool:
    """The letter is one of the committee's scheme."""
    return facts["grade"] in codes(facts, "grades")


def new_grades_in_scheme(facts: Facts) -> bool:
    """Every grade of the look-back is one of the committee's scheme."""
    return set(codes(facts, "new_grades")) <= set(codes(facts, "grades"))


def opinions_in(facts: Facts) -> bool:
    """Every supporting opinion is in or waived."""
    return facts["missing_opinions"] == 0


def replies_complete(facts: Facts) -> bool:
    """No reply of the round is still due."""
    return facts["open_replies"] == 0


def given_by_proposer(facts: Facts) -> bool:
    """The feedback is a proposer's own, or the office records it."""
    return bool(facts["by_proposer"])


def dissatisfaction_explained(facts: Facts) -> bool:
    """Whoever is dissatisfied says with what."""
    return not facts["rated_dissatisfied"] or given(facts, "note")


def is_dissatisfied(facts: Facts) -> bool:
    """The latest feedback is dissatisfied."""
    return bool(facts["dissatisfied"])


def rehandling_undecided(facts: Facts) -> bool:
    """What follows from the feedback is still open."""
    return not facts["rehandling_decided"]


def settled(facts: Facts) -> bool:
    """The feedback is not dissatisfied, or it was decided what follows from it."""
    return not facts["dissatisfied"] or bool(facts["rehandling_decided"])


def feedback_lapsed(facts: Facts) -> bool:
    """The time for feedback is over."""
    due, today = facts["feedback_due_on"], facts["today"]
    return isinstance(due, date) and isinstance(today, date) and due < today


def worth_a_look_back(facts: Facts) -> bool:
    """A key proposal, or one that was not resolved when it was replied to."""
    return bool(facts["is_key_proposal"]) or not facts["resolved"]


def has_finding(facts: Facts) -> bool:
    """The look-back found something."""
    return given(facts, "finding")


def grades_replies_of_this(facts: Facts) -> bool:
    """Only replies to this proposal are graded anew."""
    return bool(facts["graded_here"])


ALL = (
    answers_the_proposer,
    supports,
    has_reply_text,
    is_signed,
    has_contact,
    has_letter_number,
    grade_in_scheme,
    new_grades_in_scheme,
    opinions_in,
    replies_complete,
    given_by_proposer,
    dissatisfaction_explained,
    is_dissatisfied,
    rehandling_undecided,
    settled,
    feedback_lapsed,
    worth_a_look_back,
    has_finding,
    grades_replies_of_this,
)
