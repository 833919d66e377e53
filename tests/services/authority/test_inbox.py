"""What waits for whom at a committee: each kind of wait, each kind of asker, its last days, its pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest

from schema.ids import derived_id, new_id
from schema.inbox import InboxKind
from services.inbox import WAITS
from services.topics.records import PARTICIPATION
from tests.services.commands import dry_run_cases_authority as acts
from tests.services.commands import dry_run_cases_partners as partners
from tests.services.commands import dry_run_cases_shared_proposals as shared
from tests.services.commands import dry_run_cases_topics as topics
from tests.services.commands.desk import DRAFT
from tests.services.commands.dry_run_cases import (
    ASSIGNMENT,
    ROUNDS,
    cosigning,
    filed,
    lead,
    reviewed,
    submitted,
)
from tests.services.commands.dry_run_cases_handling import HANDOVER, UNIT
from tests.services.commands.dry_run_cases_replies import SUPPORT
from tests.services.commands.trial import CITIZEN, CLERK, MEMBER, STAFF, Sender, Trial
from tests.services.node_client import CODE

pytestmark = pytest.mark.asyncio(loop_scope="module")

ASK = """query($as: [String!], $kinds: [InboxKind!], $overdue: Boolean, $first: Int, $after: String) {
  inbox(committee: "440100", as: $as, kinds: $kinds, overdue: $overdue, first: $first, after: $after) {
    totalCount overdueCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node {
      kind record recordVersion title roles since until provisional overdue } } } }"""
ACTIONS = """query($kinds: [InboxKind!], $as: [String!]) {
  inbox(committee: "440100", kinds: $kinds, as: $as, first: 100) { edges { node { record actions {
    command drafts ends verdict to needs { id } input { name type required }
    preview { changes { record fields { name after } } } } } } } }"""
PERSON = {"term": 19, "fromDay": "2022-01-10"}


async def ask(trial: Trial, sender: Sender, **variables: Any) -> Any:
    """A page; ``roles`` are those asked about."""
    if "roles" in variables:
        variables["as"] = variables.pop("roles")
    answered = await trial.ask(ASK, sender, **variables)
    assert "errors" not in answered, answered["errors"]
    return answered["data"]["inbox"]


async def items(trial: Trial, sender: Sender, kind: str, **variables: Any) -> dict[str, Any]:
    """What waits in one way, by record."""
    found = await ask(trial, sender, kinds=[kind], first=100, **variables)
    return {each["node"]["record"]: each["node"] for each in found["edges"]}


async def invited(trial: Trial) -> str:
    """A participation that another committee's invitation made."""
    topic = str(new_id("440500", "topic", at=trial.clock.now()))
    told = {
        "topic_title": "练江",
        "invited_at": trial.clock.now(),
        "respond_by": date(2026, 12, 15),
        "provisional": False,
    }
    return await trial.take_over(PARTICIPATION, {"topic_id": topic, "state": "INVITED", **told})


async def returned(trial: Trial) -> str:
    filing = await submitted(trial)
    await trial.send("returnFiling", id=filing, input={"note": "请补充"})
    return filing


async def circulated(trial: Trial) -> str:
    """This committee's part in a topic whose draft it is asked to endorse."""
    return str(derived_id(CODE, PARTICIPATION.kind, await topics.asked(trial)))


async def agreed(trial: Trial) -> str:
    """This committee's endorsement of a shared proposal that was agreed and that it has not filed."""
    umbrella = (await shared.to_file(trial))["sharedProposal"]
    id_: str = await trial.node.database.writer.fetchval(
        "SELECT id FROM shared_endorsement WHERE shared_proposal_id = $1", umbrella
    )
    return id_


KINDS: dict[str, tuple[Callable[[Trial], Awaitable[str]], Sender, list[str] | None]] = {
    "ACT_TO_REVIEW": (acts.drafted, acts.REVIEWER, None),
    "ACT_TO_SIGN": (acts.reviewed, acts.SIGNER, None),
    "ACT_TO_REVISE": (acts.returned, acts.CLERK, None),
    "INVITATION_TO_ANSWER": (invited, CLERK, None),
    "TOPIC_DRAFT_TO_ENDORSE": (circulated, CLERK, None),
    "PLAN_TO_ANSWER": (partners.asked_consent, CLERK, None),
    "AGREEMENT_TO_ANSWER": (partners.RECEIVED, CLERK, None),
    "PROJECT_TO_ANSWER": (partners.PART["INVITED"], CLERK, None),
    "PROJECT_TO_START": (partners.project("ACCEPTED"), CLERK, None),
    "ENDORSEMENT_TO_GIVE": (shared.asked, CLERK, None),
    "SHARED_PROPOSAL_TO_FILE": (agreed, CLERK, None),
    "COSIGNATURE_TO_GIVE": (cosigning, CLERK, ["member"]),
    "FILING_TO_REVISE": (returned, CLERK, ["member"]),
    "FILING_TO_REVIEW": (submitted, CLERK, None),
    "FILING_TO_DECIDE": (reviewed, CLERK, None),
    "FILING_TO_HAND_OVER": (filed, HANDOVER, None),
    "ASSIGNMENT_TO_SIGN": (ASSIGNMENT["issued"], UNIT, None),
    "RETURN_TO_ANSWER": (ASSIGNMENT["returning"], HANDOVER, None),
    "REPLY_DUE": (ROUNDS.drafted, UNIT, None),
    "OPINION_DUE": (ROUNDS.supporting, SUPPORT, None),
    "FEEDBACK_DUE": (ROUNDS.replied, CLERK, None),
    "REHANDLING_TO_DECIDE": (ROUNDS.dissatisfied, CLERK, None),
    "FILING_TO_CLOSE": (ROUNDS.satisfied, CLERK, None),
    "LOOK_BACK_TO_CLOSE": (ROUNDS.looked_back_on, CLERK, None),
    "LEAD_TO_SCREEN": (lead, CLERK, None),
    "LEAD_TO_ADOPT": (lambda trial: lead(trial, "screenCitizenLead"), CLERK, None),
    "LEAD_TO_CLAIM": (lambda trial: lead(trial, "screenCitizenLead", "adoptCitizenLead"), MEMBER, None),
}
"""For each kind, how to come to a record that waits so, and who asks in which roles."""


async def test_every_kind_is_registered_once_with_commands_that_end_it(trial: Trial) -> None:
    kinds = [each.kind for each in WAITS]
    assert sorted(kinds) == sorted(each.value for each in InboxKind) == sorted(KINDS)
    mutation = trial.node.contract.schema.mutation_type
    assert mutation is not None
    assert {command for each in WAITS for command in each.ends} <= set(mutation.fields)
    assert all(each.ends and each.whom for each in WAITS)


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_of_wait(trial: Trial, kind: str) -> None:
    make, sender, roles = KINDS[kind]
    record = await make(trial)
    found = (await items(trial, sender, kind, roles=roles))[record]
    waits = next(each for each in WAITS if each.kind == kind)
    assert set(found["roles"]) <= set(waits.whom)
    assert found["title"]
    assert found["since"].startswith("2026-11-23T08:00")
    assert found["overdue"] is False
    answered = await trial.ask(ACTIONS, sender, kinds=[kind], **{"as": roles})
    assert "errors" not in answered, answered["errors"]
    (shown,) = [each["node"] for each in answered["data"]["inbox"]["edges"] if each["node"]["record"] == record]
    assert [each["command"] for each in shown["actions"] if each["ends"]], shown


async def test_the_reviewer_the_signer_and_the_drafter(trial: Trial) -> None:
    act = await acts.drafted(trial)
    found = (await items(trial, acts.REVIEWER, "ACT_TO_REVIEW"))[act]
    assert (found["until"], found["roles"], found["recordVersion"]) == ("2026-12-01", ["reviewer"], 1)
    assert found["title"] == "inviteJointTopic：拟邀请番禺"
    drafter = Sender("reviewer", {"sub": "clerk-1"})
    assert act not in await items(trial, drafter, "ACT_TO_REVIEW")
    assert act in await items(trial, drafter, "ACT_TO_REVIEW", roles=["reviewer"])
    assert act not in await items(trial, acts.CLERK, "ACT_TO_REVIEW")
    assert act not in await items(trial, acts.SIGNER, "ACT_TO_SIGN")
    await trial.send("reviewBindingAct", acts.REVIEWER, id=act, input={})
    assert act not in await items(trial, acts.REVIEWER, "ACT_TO_REVIEW")
    assert act in await items(trial, acts.SIGNER, "ACT_TO_SIGN")
    await trial.send("returnBindingAct", acts.SIGNER, id=act, input={"note": "请核对"})
    assert act not in await items(trial, acts.SIGNER, "ACT_TO_SIGN")
    assert act in await items(trial, acts.CLERK, "ACT_TO_REVISE")
    assert act not in await items(trial, CLERK, "ACT_TO_REVISE")


async def test_a_unit_sees_its_own_and_staff_see_all_units(trial: Trial) -> None:
    assignment = await ASSIGNMENT["issued"](trial)
    assert assignment in await items(trial, UNIT, "ASSIGNMENT_TO_SIGN")
    assert assignment not in await items(trial, SUPPORT, "ASSIGNMENT_TO_SIGN")
    assert assignment not in await items(trial, CLERK, "ASSIGNMENT_TO_SIGN")
    found = (await items(trial, CLERK, "ASSIGNMENT_TO_SIGN", roles=["unit"]))[assignment]
    assert (found["title"], found["until"], found["provisional"]) == (DRAFT["title"], "2027-02-23", True)
    others = (await ask(trial, UNIT, first=100))["edges"]
    assert {each["node"]["kind"] for each in others} <= {"ASSIGNMENT_TO_SIGN", "REPLY_DUE", "OPINION_DUE"}


async def test_a_member_sees_what_waits_for_that_member(trial: Trial) -> None:
    first, second = [
        await trial.make("registerMember", committee=CODE, input={**PERSON, "name": name, "subject": subject})
        for name, subject in (("委员戊", "member-5"), ("委员己", "member-6"))
    ]
    draft = {**DRAFT, "term": 19, "proposers": [{"member": first, "first": True, "signed": True}]}
    filing = await trial.make("draftFiling", committee=CODE, input=draft)
    await trial.send("inviteFilingCosigners", id=filing, input={"cosigners": [{"member": second}]})
    invited, proposer = Sender("member", {"sub": "member-6"}), Sender("member", {"sub": "member-5"})
    assert filing in await items(trial, invited, "COSIGNATURE_TO_GIVE")
    assert filing not in await items(trial, proposer, "COSIGNATURE_TO_GIVE")
    await trial.send("cosignFiling", invited, id=filing)
    assert filing not in await items(trial, invited, "COSIGNATURE_TO_GIVE")


async def test_days_are_counted_in_china(trial: Trial) -> None:
    trial.clock.advance(timedelta(hours=8, minutes=30))  # 24 November, half past midnight in China
    try:
        assignment = await ASSIGNMENT["returning"](trial)
        found = (await items(trial, STAFF, "RETURN_TO_ANSWER"))[assignment]
        assert (found["since"], found["until"]) == ("2026-11-23T16:30:00.000000Z", "2026-12-01")
        draft = await acts.draft(trial) | {"wantedOn": "2026-11-23"}
        late = await trial.make("draftBindingAct", acts.CLERK, committee=CODE, input=draft)
        assert (await items(trial, acts.REVIEWER, "ACT_TO_REVIEW", overdue=True))[late]["overdue"] is True
        assert late not in await items(trial, acts.REVIEWER, "ACT_TO_REVIEW", overdue=False)
        assert (await ask(trial, acts.REVIEWER, kinds=["ACT_TO_REVIEW"]))["overdueCount"] >= 1
    finally:
        trial.clock.advance(-timedelta(hours=8, minutes=30))
    assert (await items(trial, acts.REVIEWER, "ACT_TO_REVIEW"))[late]["overdue"] is False
    await trial.send("withdrawBindingAct", acts.CLERK, id=late, input={})


async def test_actions_with_their_dry_runs(trial: Trial) -> None:
    filing = await submitted(trial)
    answered = await trial.ask(ACTIONS, CLERK, kinds=["FILING_TO_REVIEW"])
    shown = {each["node"]["record"]: each["node"]["actions"] for each in answered["data"]["inbox"]["edges"]}[filing]
    by_name = {each["command"]: each for each in shown}
    passing, returning = by_name["prelimReviewFiling"], by_name["returnFiling"]
    assert [each["ends"] for each in shown] == sorted((each["ends"] for each in shown), reverse=True)
    assert (passing["verdict"], returning["verdict"]) == ("ALLOWED", "NEEDS")
    changes = {field["name"]: field["after"] for change in passing["preview"]["changes"] for field in change["fields"]}
    assert changes["state"] == '"PRELIM_PASSED"'
    assert returning["preview"] is None
    assert {"name": "note", "type": "String!", "required": True} in returning["input"]
    assert [each["id"] for each in returning["needs"]] == ["filing.return.note"]
    assert "fileFiling" not in by_name
    state = await trial.node.database.writer.fetchval("SELECT state FROM filing WHERE id = $1", filing)
    assert state == "SUBMITTED"
    asked = await trial.ask(ACTIONS, CLERK, kinds=["FILING_TO_REVIEW"], **{"as": ["staff"]})
    assert all(
        action["preview"] is None for each in asked["data"]["inbox"]["edges"] for action in each["node"]["actions"]
    )


async def test_what_only_a_signer_sends_is_offered_as_a_draft(trial: Trial) -> None:
    participation, offered = await invited(trial), []
    for sender in (CLERK, acts.SIGNER):
        answered = await trial.ask(ACTIONS, sender, kinds=["INVITATION_TO_ANSWER"])
        (found,) = [
            each["node"]["actions"] for each in answered["data"]["inbox"]["edges"]
            if each["node"]["record"] == participation
        ]  # fmt: skip
        offered.append([(each["command"], each["drafts"], each["verdict"]) for each in found if each["ends"]])
        assert [each["name"] for each in found[0]["input"]][:2] in (["command", "target"], ["topic", "answer"])
    assert offered == [[("draftBindingAct", "answerParticipation", "NEEDS")], [("answerParticipation", None, "NEEDS")]]


async def test_pages_are_one_list_in_the_order_of_last_days(trial: Trial) -> None:
    for make in (acts.drafted, submitted, cosigning, ASSIGNMENT["returning"], lead):
        await make(trial)
    roles = ["staff", "reviewer", "member", "handover"]
    whole = await ask(trial, CLERK, roles=roles, first=100)
    assert whole["totalCount"] == len(whole["edges"]) >= 5
    days = [each["node"]["until"] or "9999" for each in whole["edges"]]
    assert days == sorted(days)
    pages, after = [], None
    while True:
        page = await ask(trial, CLERK, roles=roles, first=2, after=after)
        assert page["totalCount"] == whole["totalCount"]
        assert page["pageInfo"]["hasPreviousPage"] == (after is not None)
        pages += page["edges"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert pages == whole["edges"]
    for wrong in ({"first": 101}, {"first": -1}, {"after": "x"}, {"after": after}):
        (error,) = (await trial.ask(ASK, CLERK, **wrong))["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"
    empty = await ask(trial, CLERK, roles=[])
    assert (empty["edges"], empty["totalCount"], empty["pageInfo"]["endCursor"]) == ([], 0, None)


@pytest.mark.parametrize(
    ("sender", "roles", "code"),
    [
        (CITIZEN, None, "UNAUTHENTICATED"),
        (Sender("staff", {"committee": "440500", "ro": True}), None, "FORBIDDEN"),
        (MEMBER, ["staff"], "FORBIDDEN"),
        (UNIT, ["signer"], "FORBIDDEN"),
        (CLERK, ["emperor"], "BAD_USER_INPUT"),
    ],
)
async def test_who_may_not_ask(trial: Trial, sender: Sender, roles: list[str] | None, code: str) -> None:
    (error,) = (await trial.ask(ASK, sender, **{"as": roles}))["errors"]
    assert error["extensions"]["code"] == code


async def test_another_committees_inbox_is_not_here(trial: Trial) -> None:
    (error,) = (await trial.ask('{ inbox(committee: "440500") { totalCount } }', CLERK))["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
