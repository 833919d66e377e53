"""A proposal from draft to filing through the gateway by one committee, and what everyone else may see of it."""

import uuid
from typing import Any

import pytest

from tests.system import Answer, System

RECORD = (
    "record { id version state outcome caseNumber reviews { decision reasonCode } proposers { name first } visibility }"
)
INPUT = {
    "title": "关于完善老旧小区加装电梯协商机制的提案",
    "text": "情况、分析与建议。",
    "term": 14,
    "session": 2,
    "proposers": [{"kind": "MEMBER", "name": "测试委员甲", "first": True}],
}


class Office:
    """One person's commands at one committee, each under a key of its own unless told."""

    def __init__(self, system: System, committee: str, role: str = "staff") -> None:
        self.system, self.committee = system, committee
        self.token = system.token(committee, role)

    def draft(self, **change: Any) -> Answer:
        return self.system.ask(
            f"mutation($c: NodeCode!, $i: DraftFilingInput!, $k: String!) "
            f"{{ draftFiling(committee: $c, input: $i, idempotencyKey: $k) {{ replayed {RECORD} }} }}",
            {
                "c": change.pop("committee", self.committee),
                "k": change.pop("key", str(uuid.uuid4())),
                "i": INPUT | change,
            },
            token=self.token,
        )

    def act(
        self, command: str, id: str, given: str = "", *, key: str | None = None, version: int | None = None
    ) -> Answer:
        return self.system.ask(
            f"mutation($id: ID!, $k: String!, $v: Int) "
            f"{{ {command}(id: $id, idempotencyKey: $k, expectedVersion: $v{given}) {{ replayed {RECORD} }} }}",
            {"id": id, "k": key or str(uuid.uuid4()), "v": version},
            token=self.token,
        )


@pytest.fixture(scope="session")
def office(busy: System) -> Office:
    return Office(busy, "440100")


def submitted(office: Office) -> str:
    drafted = office.draft().data["draftFiling"]["record"]
    assert (drafted["state"], drafted["outcome"], drafted["visibility"]) == ("DRAFT", None, "NODE")
    sent = office.act("submitFiling", drafted["id"]).data["submitFiling"]["record"]
    assert (sent["state"], sent["outcome"]) == ("SUBMITTED", "PENDING")
    return str(sent["id"])


def reviewed(office: Office) -> str:
    filing = submitted(office)
    assert office.act("prelimReviewFiling", filing).data["prelimReviewFiling"]["record"]["state"] == "PRELIM_PASSED"
    return filing


def test_filed_with_its_case_number_once(office: Office) -> None:
    filing, number = reviewed(office), f"T{uuid.uuid4().hex[:8]}"
    filed = office.act("fileFiling", filing, f', input: {{ caseNumber: "{number}" }}').data["fileFiling"]["record"]
    assert (filed["state"], filed["outcome"], filed["caseNumber"]) == ("FILED", "FILED", number)
    again = office.act("fileFiling", reviewed(office), f', input: {{ caseNumber: "{number}" }}')
    assert again.codes == ["RULE_REFUSED"]
    assert again.body["data"] is None or again.body["data"]["fileFiling"] is None


def test_refused_with_a_coded_reason(office: Office) -> None:
    filing = reviewed(office)
    unknown = office.act("refuseFiling", filing, ', input: { reasonCode: "NO_SUCH_REASON" }')
    assert unknown.codes == ["RULE_REFUSED"]
    (error,) = unknown.body["errors"]
    assert error["extensions"]["rule"] and error["extensions"]["source"] and error["extensions"]["messageZh"]
    refused = office.act("refuseFiling", filing, ', input: { reasonCode: "ACADEMIC_DISCUSSION" }').data["refuseFiling"][
        "record"
    ]
    assert (refused["state"], refused["outcome"]) == ("NOT_FILED", "NOT_FILED")
    assert refused["reviews"][-1] == {"decision": "NOT_FILED", "reasonCode": "ACADEMIC_DISCUSSION"}


def test_returned_corrected_and_submitted_again(office: Office) -> None:
    filing = submitted(office)
    back = office.act("returnFiling", filing, ', input: { note: "请补充具体建议" }').data["returnFiling"]["record"]
    assert back["state"] == "RETURNED"
    assert office.act("submitFiling", filing).data["submitFiling"]["record"]["state"] == "SUBMITTED"


def test_merged_with_proposers_carried_over(office: Office) -> None:
    target, source = reviewed(office), reviewed(office)
    assert office.act("mergeFiling", source, f', input: {{ target: "{source}" }}').codes == ["RULE_REFUSED"]
    merged = office.act("mergeFiling", source, f', input: {{ target: "{target}" }}').data["mergeFiling"]["record"]
    assert (merged["state"], merged["outcome"]) == ("MERGED", "MERGED")
    seen = office.system.ask(
        "query($id: ID!) { node(id: $id) { ... on Filing { proposers { name first } } } }",
        {"id": target},
        token=office.token,
    ).data["node"]
    assert [p["first"] for p in seen["proposers"]].count(True) == 1
    assert len(seen["proposers"]) == 2


def test_converted_and_withdrawn(office: Office) -> None:
    converted = office.act("convertFiling", reviewed(office), ', input: { note: "转为社情民意" }').data[
        "convertFiling"
    ]["record"]
    assert converted["outcome"] == "CONVERTED"
    withdrawn = office.act("withdrawFiling", submitted(office)).data["withdrawFiling"]["record"]
    assert withdrawn["outcome"] == "WITHDRAWN"
    filed = reviewed(office)
    done = office.act("fileFiling", filed, f', input: {{ caseNumber: "W{uuid.uuid4().hex[:8]}" }}')
    assert done.data["fileFiling"]["record"]["state"] == "FILED"
    assert office.act("withdrawFiling", filed).codes == ["RULE_REFUSED"]


def test_the_same_key_replays_and_other_content_conflicts(office: Office) -> None:
    key = str(uuid.uuid4())
    first = office.draft(key=key).data["draftFiling"]
    second = office.draft(key=key).data["draftFiling"]
    assert (first["replayed"], second["replayed"]) == (False, True)
    assert first["record"]["id"] == second["record"]["id"]
    assert office.draft(key=key, title="另一件提案").codes == ["CONFLICT"]


def test_a_stale_version_is_a_conflict_that_names_the_current_one(office: Office) -> None:
    filing = office.draft().data["draftFiling"]["record"]["id"]
    assert office.act("submitFiling", filing, version=1).data["submitFiling"]["record"]["version"] == 2
    stale = office.act("withdrawFiling", filing, version=1)
    assert stale.codes == ["CONFLICT"]
    assert stale.body["errors"][0]["extensions"]["currentVersion"] == 2


def test_a_dry_run_says_what_would_be_and_makes_nothing(office: Office) -> None:
    answer = office.system.ask(
        "mutation($c: NodeCode!, $i: DraftFilingInput!) "
        '{ draftFiling(committee: $c, input: $i, idempotencyKey: "d", dryRun: true) '
        "{ replayed record { id } preview { replays changes { record kind event } } } }",
        {"c": "440100", "i": INPUT},
        token=office.token,
    )
    change = {"record": None, "kind": "filing", "event": "filing.drafted"}
    assert answer.data["draftFiling"] == {
        "replayed": False, "record": None, "preview": {"replays": False, "changes": [change]},
    }  # fmt: skip


def test_what_may_be_done_is_answered_by_the_owner(office: Office) -> None:
    ask = "query($on: ID!, $as: [String!]) { allowedActions(on: $on, as: $as) { command verdict to refusal { id } } }"
    filing = submitted(office)
    found = office.system.ask(ask, {"on": filing}, token=office.token).data["allowedActions"]
    verdicts = {each["command"]: each["verdict"] for each in found}
    assert (verdicts["prelimReviewFiling"], verdicts["fileFiling"]) == ("ALLOWED", "REFUSED")
    stranger = Office(office.system, "440500")
    assert office.system.ask(ask, {"on": filing}, token=stranger.token).codes == ["NOT_FOUND"]


def test_nobody_writes_for_another_committee(busy: System, office: Office) -> None:
    stranger = Office(busy, "440500")
    assert stranger.draft(committee="440100").codes == ["FORBIDDEN"]
    filing = submitted(office)
    assert stranger.act("withdrawFiling", filing).codes[0] in ("FORBIDDEN", "NOT_FOUND")
    anonymous = busy.ask(
        'mutation($id: ID!) { withdrawFiling(id: $id, idempotencyKey: "x") { replayed } }', {"id": filing}
    )
    assert anonymous.codes == ["UNAUTHENTICATED"]


def test_a_draft_is_seen_by_its_own_committee_alone(busy: System, office: Office) -> None:
    filing = office.draft().data["draftFiling"]["record"]["id"]
    question = "query($id: ID!) { node(id: $id) { id } }"
    assert busy.ask(question, {"id": filing}, token=office.token).data == {"node": {"id": filing}}
    assert busy.ask(question, {"id": filing}).body["data"] == {"node": None}
    assert busy.ask(question, {"id": filing}, token=busy.token("440500")).body["data"] == {"node": None}
