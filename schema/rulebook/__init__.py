"""Who may do what, when, and by which rule: machines and editions as data, and their pure interpreter."""

from collections.abc import Collection
from datetime import date

from schema.rulebook.allowed import Action, Verdict, allowed_actions
from schema.rulebook.editions import EDITIONS
from schema.rulebook.interpreter import Refusal, Rulebook
from schema.rulebook.limits import Limit, LimitUnit
from schema.rulebook.model import Facts, Machine, Term, Transition

BASE = EDITIONS.book(None, date.max)
"""The rules that every committee starts from, as they are today."""


def rulebook(committee: str | None, on: date) -> Rulebook:
    """The rules of a committee on a day: the national base of that day and the committee's own edition over it.

    None asks for the base alone; a committee without editions of its own has the base. A day before the first national
    edition is judged by that edition.
    """
    return EDITIONS.book(committee, on)


def decide(
    machine: str,
    *,
    command: str,
    state: str | None,
    roles: Collection[str],
    facts: Facts,
    committee: str | None = None,
    on: date | None = None,
) -> Transition:
    """The transition of `machine` (a record type, such as ``Filing``) that `command` makes from `state`, by the
    rulebook of the committee on that day; without a day, by today's.

    Raises RULE_REFUSED naming the rule, its source, the reason and what would allow the command.
    """
    verdict = rulebook(committee, on or date.max).judge(machine, command, state, roles, facts)
    if isinstance(verdict, Refusal):
        raise verdict.error()
    return verdict


__all__ = [
    "BASE",
    "Action",
    "Facts",
    "Limit",
    "LimitUnit",
    "Machine",
    "Refusal",
    "Rulebook",
    "Term",
    "Transition",
    "Verdict",
    "allowed_actions",
    "decide",
    "rulebook",
]
