"""What is seen of a binding act, and by whom; what may be done with it."""

from __future__ import annotations

from typing import Any

import pytest

from schema.ids import new_id
from tests.services.commands.dry_run_cases_authority import CLERK, REVIEWER, SIGNER, drafted, reviewed
from tests.services.commands.trial import CITIZEN, MEMBER, Sender, Trial
from tests.services.writing import key, number

pytestmark = pytest.mark.asyncio(loop_scope="module")

STRANGER = Sender("signer", {"committee": "440500", "ro": True})
ACT = """query($id: ID!) { node(id: $id) { ... on BindingAct { command target targetVersion followsTarget content
  decidingBody note wantedOn state chain nextStep round draftedBy steps { round code outcome by at note }
  authority { body documentNumber } signedBy signedAt result } } }"""
LIST = """query($f: BindingActFilter) { bindingActs(filter: $f) { edges { node { id } } } }"""
DRAFT = """mutation($topic: ID!, $key: String!) { draftBindingAct(committee: "440100", idempotencyKey: $key, input: {
  command: "answerParticipation", decidingBody: "主席会议", content: { topic: $topic, answer: ACCEPT } })
  { record { state content } } }"""
HISTORY = "query($id: ID!) { history(id: $id) { edges { node { event command } } } }"
ALLOWED = "query($on: ID!) { allowedActions(on: $on) { command verdict to refusal { id } needs { id } } }"


async def shown(trial: Trial, id: str, sender: Sender) -> Any:
    return (await trial.ask(ACT, sender, id=id))["data"]["node"]


async def test_an_act_as_it_is_read(trial: Trial) -> None:
    act = await reviewed(trial)
    found = await shown(trial, act, CLERK)
    assert found["content"] == {"committees": ["440113"]}
    assert [(each["code"], each["outcome"], each["by"]) for each in found["steps"]] == [
        ("DRAFT", "DRAFTED", "clerk-1"), ("REVIEW", "REVIEWED", "chief-1"),
    ]  # fmt: skip
    assert (found["state"], found["nextStep"], found["chain"]) == ("REVIEWED", "SIGN", ["DRAFT", "REVIEW", "SIGN"])
    assert (found["wantedOn"], found["authority"], found["result"]) == ("2026-12-01", None, None)
    await trial.send(
        "signBindingAct", SIGNER, id=act, input={"body": "主席会议", "decidedOn": "2026-11-20", "documentNumber": "1号"}
    )
    found = await shown(trial, act, CLERK)
    assert (found["authority"], found["signedBy"]) == ({"body": "主席会议", "documentNumber": "1号"}, "secretary-1")
    assert found["result"] == found["target"]


async def test_only_the_committees_own_people_see_it(trial: Trial) -> None:
    act = await drafted(trial)
    assert [await shown(trial, act, sender) is not None for sender in (CLERK, MEMBER, STRANGER, CITIZEN)] == [
        True, True, False, False,
    ]  # fmt: skip
    wanted = {"target": (await shown(trial, act, CLERK))["target"]}
    answered = await trial.ask(LIST, REVIEWER, f=wanted)
    assert [each["node"]["id"] for each in answered["data"]["bindingActs"]["edges"]] == [act]
    for sender in (STRANGER, CITIZEN):
        (error,) = (await trial.ask(LIST, sender, f=wanted))["errors"]
        assert error["extensions"]["code"] == "FORBIDDEN"  # DENIED, once a gateway gathers


async def test_the_content_may_be_written_in_the_document(trial: Trial) -> None:
    topic = str(new_id("440500", "topic", at=trial.clock.now()))
    answered = await trial.ask(DRAFT, CLERK, topic=topic, key=key())
    assert answered["data"]["draftBindingAct"]["record"] == {
        "state": "DRAFTED", "content": {"topic": topic, "answer": "ACCEPT"},
    }  # fmt: skip


async def test_the_story_of_what_an_act_is_on_tells_of_the_act_to_its_own_people(trial: Trial) -> None:
    act = await reviewed(trial)
    given = {"body": "主席会议", "decidedOn": "2026-11-20", "documentNumber": "9号"}
    await trial.send("signBindingAct", SIGNER, id=act, input=given)
    target = (await shown(trial, act, CLERK))["target"]
    await number(trial.node.database, trial.clock)
    told = []
    for sender in (CLERK, STRANGER):
        answered = await trial.ask(HISTORY, sender, id=target)
        edges = [] if answered["data"] is None else answered["data"]["history"]["edges"]
        told.append([(each["node"]["event"], each["node"]["command"]) for each in edges])
    assert told[0] == [
        ("topic.proposed", "proposeJointTopic"), ("binding-act.drafted", "draftBindingAct"),
        ("binding-act.reviewed", "reviewBindingAct"), ("topic.invited", "inviteJointTopic"),
        ("binding-act.signed", "signBindingAct"),
    ]  # fmt: skip
    assert not any(event.startswith("binding-act") for event, _ in told[1])


async def allowed(trial: Trial, act: str, sender: Sender) -> dict[str, tuple[str, str | None]]:
    found = (await trial.ask(ALLOWED, sender, on=act))["data"]["allowedActions"]
    return {
        each["command"].removesuffix("BindingAct"): (
            each["verdict"], each["to"] or (each["refusal"] and each["refusal"]["id"].removeprefix("binding-act."))
        )
        for each in found
    }  # fmt: skip


async def test_what_each_may_do(trial: Trial) -> None:
    act = await drafted(trial)
    clerk, chief = await allowed(trial, act, CLERK), await allowed(trial, act, REVIEWER)
    assert (clerk["revise"], clerk["withdraw"]) == (("ALLOWED", "DRAFTED"), ("ALLOWED", "WITHDRAWN"))
    assert (clerk["review"], clerk["sign"]) == (("REFUSED", "review.actor"), ("REFUSED", "sign.actor"))
    assert (chief["review"], chief["return"]) == (("ALLOWED", "REVIEWED"), ("NEEDS", "RETURNED"))
    assert chief["revise"] == ("REFUSED", "revise.own")
    assert (await allowed(trial, act, SIGNER))["sign"] == ("REFUSED", "sign.state")
    signer = await allowed(trial, await reviewed(trial), SIGNER)
    assert (signer["sign"], signer["withdraw"]) == (("NEEDS", "SIGNED"), ("ALLOWED", "WITHDRAWN"))
