"""What the tests of all machines share: the cases of every domain, and asking the rulebook with them."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.rulebook import BASE, Transition, decide
from tests.schema.rulebook import (
    cases_authority,
    cases_filing,
    cases_handling,
    cases_homes,
    cases_leads,
    cases_matters,
    cases_members,
    cases_nodes,
    cases_partners,
    cases_replies,
    cases_sectors,
    cases_shared,
    cases_shared_proposals,
    cases_supervision,
    cases_topics,
)
from tests.schema.rulebook.case import Cases, together

_PARTS = (
    *cases_authority.CASES,
    *cases_filing.CASES,
    *cases_handling.CASES,
    *cases_homes.CASES,
    *cases_leads.CASES,
    *cases_matters.CASES,
    *cases_members.CASES,
    *cases_nodes.CASES,
    *cases_partners.CASES,
    *cases_replies.CASES,
    *cases_sectors.CASES,
    *cases_shared.CASES,
    *cases_shared_proposals.CASES,
    *cases_supervision.CASES,
    *cases_topics.CASES,
)
CASES: Mapping[str, Cases] = MappingProxyType(
    {
        name: together(name, tuple(part for part in _PARTS if part.machine == name))
        for name in dict.fromkeys(part.machine for part in _PARTS)
    }
)
"""The cases of every machine."""

OF_ANY_RECORD: Mapping[str, object] = MappingProxyType({"provenance": "RECORDED", "gaps": ()})


def good(machine: str, command: str) -> Mapping[str, object]:
    """Facts under which every rule of the command holds."""
    cases = CASES.get(machine, Cases(machine))
    moves = BASE.machine(machine).moves_of(command)
    chosen = dict(move.choice for move in moves[:1] if move.choice is not None)
    return {**OF_ANY_RECORD, **chosen, **cases.facts, **cases.of_command.get(command, {})}


def take(
    machine: str,
    command: str,
    state: str | None,
    facts: Mapping[str, object] = OF_ANY_RECORD,
    *,
    roles: tuple[str, ...] = ("staff",),
) -> Transition:
    """Decide with good facts but for those given."""
    return decide(machine, command=command, state=state, roles=roles, facts={**good(machine, command), **facts})


def refused(
    machine: str,
    command: str,
    state: str | None,
    facts: Mapping[str, object] = OF_ANY_RECORD,
    *,
    roles: tuple[str, ...] = ("staff",),
) -> str:
    """The id of the rule that refuses; fails where none does, or where the refusal does not explain itself."""
    with pytest.raises(ShiziError) as caught:
        take(machine, command, state, facts, roles=roles)
    extensions = caught.value.extensions
    assert extensions["code"] == ErrorCode.RULE_REFUSED
    assert all(extensions[key] for key in ("messageZh", "source", "allowedWhen", "allowedWhenZh"))
    return str(extensions["rule"])
