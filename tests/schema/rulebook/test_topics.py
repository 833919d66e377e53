"""The moves and rules of a joint topic and of a participation, each once accepted and once refused."""

import pytest

from tests.schema.rulebook.cases import refused, take


def test_a_topic_is_proposed_once() -> None:
    assert take("JointTopic", "proposeJointTopic", None).after == "PROPOSED"
    assert refused("JointTopic", "proposeJointTopic", "PROPOSED") == "joint-topic.propose.state"
    assert refused("JointTopic", "proposeJointTopic", None, roles=("member",)) == "joint-topic.propose.actor"


@pytest.mark.parametrize("stage", ["PROPOSED", "INVITING"])
def test_others_are_invited_until_the_topic_is_established(stage: str) -> None:
    assert take("JointTopic", "inviteJointTopic", stage).after == "INVITING"
    assert refused("JointTopic", "inviteJointTopic", "ESTABLISHED") == "joint-topic.invite.state"
    assert refused("JointTopic", "inviteJointTopic", stage, roles=("member",)) == "joint-topic.invite.actor"


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("joint-topic.invite.others", {"invited": ()}),
        ("joint-topic.invite.others", {"invited": ("440100",)}),
        ("joint-topic.invite.self", {"invited": ("440113", "440100")}),
        ("joint-topic.invite.once", {"invited": ("440113", "440113")}),
        ("joint-topic.invite.once", {"already_invited": ("440113",)}),
        ("joint-topic.invite.authority", {"authority_body": ""}),
        ("joint-topic.invite.authority", {"authority_document": " "}),
    ],
)
def test_each_rule_of_an_invitation_refuses(rule: str, facts: dict[str, object]) -> None:
    assert refused("JointTopic", "inviteJointTopic", "PROPOSED", facts) == rule
    assert rule in take("JointTopic", "inviteJointTopic", "PROPOSED").rules


@pytest.mark.parametrize("before", [None, "INVITED"])
@pytest.mark.parametrize(("answer", "after"), [("ACCEPT", "ACCEPTED"), ("DECLINE", "DECLINED")])
def test_an_invitation_is_answered_either_way(before: str | None, answer: str, after: str) -> None:
    assert take("Participation", "answerParticipation", before, {"answer": answer}).after == after


@pytest.mark.parametrize("state", ["ACCEPTED", "DECLINED", "WITHDRAWN"])
def test_it_is_answered_once(state: str) -> None:
    assert refused("Participation", "answerParticipation", state) == "participation.answer.state"


def test_a_clerk_answers_with_authority_and_not_for_the_lead() -> None:
    assert refused("Participation", "answerParticipation", None, roles=("member",)) == "participation.answer.actor"
    assert (
        refused("Participation", "answerParticipation", None, {"topic_lead": "440100"}) == "participation.answer.lead"
    )
    for missing in ("authority_body", "authority_document"):
        rule = refused("Participation", "answerParticipation", None, {missing: None})
        assert rule == "participation.answer.authority"
