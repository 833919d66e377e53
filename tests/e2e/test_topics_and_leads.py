"""A joint topic whose participants answer at their own committees, and a citizen's lead from submission to claim."""

import uuid
from typing import Any

from tests.system import System, until

AUTHORITY = {"body": "主席会议", "decidedOn": "2026-11-02", "documentNumber": "测政协〔2026〕7号"}
STATES = "query($id: ID!) { node(id: $id) { ... on JointTopic { stage participations { committee { code } state } } } }"


def states(system: System, id: str, token: str) -> dict[str, str]:
    topic = system.ask(STATES, {"id": id}, token=token).data["node"]
    return {p["committee"]["code"]: p["state"] for p in topic["participations"]}


def propose(system: System, token: str) -> str:
    """A topic of 440500 that nobody was invited to yet."""
    proposed = system.ask(
        "mutation($i: ProposeJointTopicInput!, $k: String!) "
        '{ proposeJointTopic(committee: "440500", input: $i, idempotencyKey: $k) { record { id stage } } }',
        {"i": {"title": "练江流域协同治理（测试）", "year": 2026}, "k": str(uuid.uuid4())},
        token=token,
    ).data["proposeJointTopic"]["record"]
    assert proposed["stage"] == "PROPOSED"
    return str(proposed["id"])


def invite(system: System, topic: str, committees: list[str], token: str) -> None:
    invited = system.ask(
        "mutation($id: ID!, $i: InviteJointTopicInput!, $k: String!) "
        "{ inviteJointTopic(id: $id, input: $i, idempotencyKey: $k) "
        "{ record { stage } deliveries { peer state } } }",
        {"id": topic, "i": {"committees": committees, "authority": AUTHORITY}, "k": str(uuid.uuid4())},
        token=token,
    ).data["inviteJointTopic"]
    assert invited["record"]["stage"] == "INVITING"
    assert sorted(d["peer"] for d in invited["deliveries"]) == sorted(committees)


def accept(system: System, topic: str, committee: str) -> None:
    """The committee accepts; the lead's node applies the answer and signs that, seconds later.

    The invitation may arrive at the very moment of the answer, which is then sent again.
    """
    key, token = str(uuid.uuid4()), system.token(committee, "signer")

    def known_to_the_lead() -> bool:
        answer = system.ask(
            "mutation($i: AnswerParticipationInput!, $k: String!) "
            f'{{ answerParticipation(committee: "{committee}", input: $i, idempotencyKey: $k) '
            "{ record { state committee { code } } deliveries { peer state } } }",
            {"i": {"topic": topic, "answer": "ACCEPT", "authority": AUTHORITY}, "k": key},
            token=token,
        )
        if answer.body.get("errors"):
            assert answer.codes == ["CONFLICT"], answer.text
            return False
        payload = answer.data["answerParticipation"]
        assert payload["record"] == {"state": "ACCEPTED", "committee": {"code": committee}}
        return {each["state"] for each in payload["deliveries"]} == {"APPLIED"}

    until("the lead knows of the answer", known_to_the_lead, 30)


def test_each_committee_answers_for_itself(busy: System) -> None:
    lead = busy.token("440500", "signer")
    topic = propose(busy, lead)
    invite(busy, topic, ["440983", "440606"], lead)
    assert states(busy, topic, lead) == {"440606": "INVITED", "440983": "INVITED"}
    accept(busy, topic, "440606")
    assert states(busy, topic, lead) == {"440606": "ACCEPTED", "440983": "INVITED"}
    assert states(busy, topic, busy.token("440983")) == {"440606": "UNKNOWN", "440983": "INVITED"}
    busy.kill("440983")
    try:
        answer = busy.ask(STATES, {"id": topic}, token=lead)
        found = {p["committee"]["code"]: p["state"] for p in answer.data["node"]["participations"]}
        assert found["440983"] == "UNKNOWN"
        named = {n["code"]: n["status"] for n in answer.body["extensions"]["completeness"]["nodes"]}
        assert named["440983"] == "DOWN"
    finally:
        assert busy.shizi("start", "440983").returncode == 0
    until("440983 LIVE again", lambda: busy.statuses()["440983"] == "LIVE", 15)


def test_a_citizens_lead_is_screened_adopted_and_claimed_once(busy: System) -> None:
    sent = busy.ask(
        "mutation($i: SubmitCitizenLeadInput!, $k: String!) "
        '{ submitCitizenLead(committee: "440100", input: $i, idempotencyKey: $k) { receipt } }',
        {
            "i": {
                "title": "建议增设社区图书角",
                "text": "附近没有阅读空间。",
                "category": "民生保障",
                "contact": "13800000000",
            },
            "k": str(uuid.uuid4()),
        },
    ).data["submitCitizenLead"]
    question = 'query($r: String!) { citizenLeadByReceipt(committee: "440100", receipt: $r) { id state title } }'
    lead = busy.ask(question, {"r": sent["receipt"]}).data["citizenLeadByReceipt"]
    assert lead["state"] == "SUBMITTED"

    staff = busy.token("440100")
    for command, state in (("screenCitizenLead", "SCREENED"), ("adoptCitizenLead", "ADOPTED")):
        answer = busy.ask(
            f"mutation($id: ID!, $k: String!) {{ {command}(id: $id, idempotencyKey: $k) {{ record {{ state }} }} }}",
            {"id": lead["id"], "k": str(uuid.uuid4())},
            token=staff,
        )
        assert answer.data[command]["record"]["state"] == state
    claim = (
        "mutation($id: ID!, $i: ClaimCitizenLeadInput!, $k: String!) "
        "{ claimCitizenLead(id: $id, input: $i, idempotencyKey: $k) { record { state claimant } } }"
    )
    member = busy.token("440100", "member", "member-1")
    claimed = busy.ask(claim, {"id": lead["id"], "i": {"claimant": "委员甲"}, "k": str(uuid.uuid4())}, token=member)
    assert claimed.data["claimCitizenLead"]["record"] == {"state": "CLAIMED", "claimant": "委员甲"}
    second = busy.ask(claim, {"id": lead["id"], "i": {"claimant": "委员乙"}, "k": str(uuid.uuid4())}, token=member)
    assert second.codes == ["RULE_REFUSED"]
    assert busy.ask(question, {"r": sent["receipt"]}).data["citizenLeadByReceipt"]["state"] == "CLAIMED"
    assert busy.ask(question, {"r": "not-a-receipt"}).body["data"] == {"citizenLeadByReceipt": None}


def test_a_flood_of_anonymous_leads_is_slowed(busy: System) -> None:
    codes = []
    for _ in range(60):
        answer = busy.ask(
            'mutation($k: String!) { submitCitizenLead(committee: "441800", idempotencyKey: $k, '
            'input: { title: "重复的来信", text: "内容" }) { receipt } }',
            {"k": str(uuid.uuid4())},
        )
        if answer.body.get("errors"):
            codes = answer.codes
            break
    assert codes == ["RATE_LIMITED"]


def test_what_binds_is_drafted_reviewed_and_signed(busy: System) -> None:
    """By three people; the inbox of each says what waits for them, and nobody is told before the signature."""
    clerk, chief, secretary = (
        busy.token("440500", role, subject)
        for role, subject in (("staff", "clerk-1"), ("reviewer", "chief-1"), ("signer", "secretary-1"))
    )
    topic = propose(busy, clerk)
    given = {"committees": ["440606"]}
    refused = busy.ask(
        "mutation($id: ID!, $i: InviteJointTopicInput!) "
        '{ inviteJointTopic(id: $id, input: $i, idempotencyKey: "click") { record { stage } } }',
        {"id": topic, "i": {**given, "authority": AUTHORITY}},
        token=clerk,
    )
    assert [error["extensions"]["rule"] for error in refused.body["errors"]] == ["authority.signer"]
    act = busy.ask(
        'mutation($topic: ID!, $k: String!) { draftBindingAct(committee: "440500", idempotencyKey: $k, input: { '
        'command: "inviteJointTopic", target: $topic, content: { committees: ["440606"] }, decidingBody: "主席会议" }) '
        "{ record { id state content } } }",
        {"topic": topic, "k": str(uuid.uuid4())},
        token=clerk,
    ).data["draftBindingAct"]["record"]
    assert (act["state"], act["content"]) == ("DRAFTED", given)
    assert act["id"] in waiting(busy, "ACT_TO_REVIEW", chief)
    step(busy, "reviewBindingAct", act["id"], "ReviewBindingActInput", {"note": "同意"}, chief)
    assert act["id"] in waiting(busy, "ACT_TO_SIGN", secretary)
    assert states(busy, topic, clerk) == {}
    signed = step(busy, "signBindingAct", act["id"], "AuthorityInput", AUTHORITY, secretary)
    assert [each["peer"] for each in signed["deliveries"]] == ["440606"]
    assert list(states(busy, topic, clerk)) == ["440606"]


def waiting(system: System, kind: str, token: str) -> list[str]:
    """The records that wait so for the holder of the token."""
    found = system.ask(
        'query($kinds: [InboxKind!]) { inbox(committee: "440500", kinds: $kinds) '
        "{ edges { cursor node { record actions { command preview { changes { event } } } } } } }",
        {"kinds": [kind]},
        token=token,
    ).data["inbox"]
    return [each["node"]["record"] for each in found["edges"]]


def step(system: System, command: str, id: str, type_: str, given: dict[str, str], token: str) -> dict[str, Any]:
    """One step of a binding act."""
    payload: dict[str, Any] = system.ask(
        f"mutation($id: ID!, $i: {type_}!, $k: String!) "
        f"{{ {command}(id: $id, input: $i, idempotencyKey: $k) {{ record {{ state }} deliveries {{ peer state }} }} }}",
        {"id": id, "i": given, "k": str(uuid.uuid4())},
        token=token,
    ).data[command]
    return payload
