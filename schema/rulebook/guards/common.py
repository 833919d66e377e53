"""Guards that several machines use. Facts by name:

====================  =====================================================================
provenance, gaps      of the record before the command (RECORDED and none when left out)
clicked               bool: the command binds the committee and whoever sends it does not sign for it (False when left
                      out)
text                  the record's text, or None
note                  as given in the input, or None
authority_body, authority_document   as given in the input
recipients            the units or committees to send to, as given in the input
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes, given
from schema.rulebook.model import Facts


def gaps_are_filled(facts: Facts) -> bool:
    """The record was made here, or what its source leaves out has been filled in."""
    return facts.get("provenance", "RECORDED") == "RECORDED" or not facts.get("gaps", ())


def a_signer_binds(facts: Facts) -> bool:
    """An act that binds the committee comes from somebody who signs for it."""
    return not facts.get("clicked", False)


def has_text(facts: Facts) -> bool:
    """The record has a text."""
    return given(facts, "text")


def has_note(facts: Facts) -> bool:
    """The command says why."""
    return given(facts, "note")


def authority_given(facts: Facts) -> bool:
    """The deciding body and the document are named."""
    return given(facts, "authority_body") and given(facts, "authority_document")


def recipients_named(facts: Facts) -> bool:
    """Somebody is to get it."""
    return bool(codes(facts, "recipients"))


ALL = (
    gaps_are_filled,
    a_signer_binds,
    has_text,
    has_note,
    authority_given,
    recipients_named,
)
