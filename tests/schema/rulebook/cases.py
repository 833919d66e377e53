"""What the tests of all machines share: asking the rulebook, and facts under which every rule holds."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.rulebook import Transition, decide

GOOD: Mapping[str, object] = MappingProxyType(
    {
        "dry_run": False,
        "provenance": "RECORDED",
        "gaps": (),
        "proposers": 1,
        "text": "情况、分析和建议",
        "note": "说明",
        "case_number": "20260001",
        "case_number_taken": False,
        "reason_code": "ACADEMIC_DISCUSSION",
        "reason_codes": ("ACADEMIC_DISCUSSION", "NAMED_ACCUSATION"),
        "record_id": "440100:filing:1",
        "committee": "440100",
        "term": 14,
        "merged_here": 0,
        "target_id": "440100:filing:2",
        "target_committee": "440100",
        "target_term": 14,
        "target_state": "FILED",
        "invited": ("440113",),
        "already_invited": (),
        "authority_body": "主席会议",
        "authority_document": "穗政协〔2026〕7号",
        "topic_lead": "440500",
        "answer": "ACCEPT",
        "claimant": "丙",
        "active_claims": 0,
    }
)


def take(
    machine: str,
    command: str,
    state: str | None,
    facts: Mapping[str, object] = GOOD,
    *,
    roles: tuple[str, ...] = ("staff",),
) -> Transition:
    """Decide with good facts but for those given."""
    return decide(machine, command=command, state=state, roles=roles, facts={**GOOD, **facts})


def refused(
    machine: str,
    command: str,
    state: str | None,
    facts: Mapping[str, object] = GOOD,
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
