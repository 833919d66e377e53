"""Who may do what, when, and by which rule: machines as data and their pure interpreter."""

from collections.abc import Collection

from schema.rulebook.filing import FILING
from schema.rulebook.interpreter import Refusal, Rulebook
from schema.rulebook.leads import CITIZEN_LEAD
from schema.rulebook.model import Facts, Machine, Transition
from schema.rulebook.topics import JOINT_TOPIC, PARTICIPATION

BASE = Rulebook(version="2026-11", machines=(FILING, JOINT_TOPIC, PARTICIPATION, CITIZEN_LEAD))
"""The rules every committee starts from."""


def decide(machine: str, *, command: str, state: str | None, roles: Collection[str], facts: Facts) -> Transition:
    """The transition of `machine` (a record type, such as ``Filing``) that `command` makes from `state`.

    Raises RULE_REFUSED naming the rule, its source, the reason and what would allow the command.
    """
    verdict = BASE.judge(machine, command, state, roles, facts)
    if isinstance(verdict, Refusal):
        raise verdict.error()
    return verdict


__all__ = ["BASE", "Facts", "Machine", "Refusal", "Rulebook", "Transition", "decide"]
