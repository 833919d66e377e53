"""Guards: named pure functions over facts. A rule holds when its guard answers True.

Facts by name; a command's caller gives those its rules need, and a missing one is a programming error:

====================  =====================================================================
dry_run               bool: only a preview is asked for (False when left out)
provenance, gaps      of the record before the command (RECORDED and none when left out)
proposers             how many proposers the filing has
text                  the record's text, or None
note, case_number, claimant   as given in the input, or None
case_number_taken     whether another filing of this committee, term and session has that number
reason_code           as given in the input
reason_codes          the codes of the committee's list of reasons
record_id, committee, term    of the record before the command (`committee` of the acting committee)
merged_here           how many filings were merged into this one
target_id, target_committee, target_term, target_state    of the filing to merge into; None if there is none
invited               codes to invite
already_invited       codes with an invitation that stands
authority_body, authority_document   as given in the input
topic_lead            code of the committee that leads the topic
answer                ACCEPT or DECLINE
active_claims         how many claims on the lead are active
====================  =====================================================================
"""

from collections.abc import Callable, Collection

from schema.rulebook.model import Facts

Guard = Callable[[Facts], bool]


def _given(facts: Facts, name: str) -> bool:
    value = facts[name]
    return isinstance(value, str) and bool(value.strip())


def _codes(facts: Facts, name: str) -> Collection[str]:
    value = facts[name]
    if isinstance(value, str) or not isinstance(value, Collection):
        raise TypeError(f"{name} must be a collection of codes")
    return value


def not_a_dry_run(facts: Facts) -> bool:
    """The command is meant, not tried."""
    return not facts.get("dry_run", False)


def gaps_are_filled(facts: Facts) -> bool:
    """The record was made here, or what its source leaves out has been filled in."""
    return facts.get("provenance", "RECORDED") == "RECORDED" or not facts.get("gaps", ())


def has_proposers(facts: Facts) -> bool:
    """Somebody stands behind the filing."""
    proposers = facts["proposers"]
    return isinstance(proposers, int) and proposers > 0


def has_text(facts: Facts) -> bool:
    """The record has a text."""
    return _given(facts, "text")


def has_note(facts: Facts) -> bool:
    """The command says why."""
    return _given(facts, "note")


def case_number_given(facts: Facts) -> bool:
    """A case number comes with the command."""
    return _given(facts, "case_number")


def case_number_free(facts: Facts) -> bool:
    """No other filing of the committee, term and session has the number."""
    return not facts["case_number_taken"]


def reason_is_listed(facts: Facts) -> bool:
    """The reason is one of the committee's own list."""
    return facts["reason_code"] in _codes(facts, "reason_codes")


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


def invites_others(facts: Facts) -> bool:
    """At least one other committee is named."""
    return any(code != facts["committee"] for code in _codes(facts, "invited"))


def does_not_invite_itself(facts: Facts) -> bool:
    """The lead is part of its own topic without an invitation."""
    return facts["committee"] not in _codes(facts, "invited")


def invites_once(facts: Facts) -> bool:
    """Nobody is invited who has an invitation already, nor twice in one command."""
    invited = list(_codes(facts, "invited"))
    return len(set(invited)) == len(invited) and not set(invited) & set(_codes(facts, "already_invited"))


def authority_given(facts: Facts) -> bool:
    """The deciding body and the document are named."""
    return _given(facts, "authority_body") and _given(facts, "authority_document")


def is_not_the_lead(facts: Facts) -> bool:
    """The answering committee is not the one that leads the topic."""
    return facts["topic_lead"] != facts["committee"]


def claimant_named(facts: Facts) -> bool:
    """A member is named as claimant."""
    return _given(facts, "claimant")


def no_active_claim(facts: Facts) -> bool:
    """Nobody else has claimed it."""
    return facts["active_claims"] == 0


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        not_a_dry_run,
        gaps_are_filled,
        has_proposers,
        has_text,
        has_note,
        case_number_given,
        case_number_free,
        reason_is_listed,
        target_exists,
        target_is_another,
        target_of_same_committee,
        target_of_same_term,
        no_chain,
        target_is_open,
        invites_others,
        does_not_invite_itself,
        invites_once,
        authority_given,
        is_not_the_lead,
        claimant_named,
        no_active_claim,
    )
}
