"""A proposal through a whole year by the people who would do it, through the gateway: from register to archive."""

import base64
import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.system import System

COMMITTEE = "441800"
TERM = 9
LEAD_CODE, SUPPORT_CODE = "11441800MB0TEAT01G", "11441800MB0TEAT02K"
"""Credit codes that nobody has, with the check character that they would have."""
TODAY = (datetime.now(UTC) + timedelta(hours=8)).date()

FILING = """query($id: ID!) { node(id: $id) { ... on Filing {
  state outcome isKeyProposal caseNumber
  assignments { id unit role state round dueOn replies { round grade { letter label canonical scheme }
                letter { fileName mediaType sha256 base64 } } }
  feedback { round work result } } } }"""


@dataclass(slots=True)
class Person:
    """Somebody with a token, who sends commands."""

    system: System
    token: str

    def send(self, command: str, declared: str, given: dict[str, Any], shown: str = "id state") -> dict[str, Any]:
        """One command under a key of its own; the record that its payload shows."""
        names = ", ".join(f"${name}: {type_}" for name, type_ in _pairs(declared))
        passed = ", ".join(f"{name}: ${name}" for name, _ in _pairs(declared))
        answer = self.system.ask(
            f"mutation({names}, $k: String!) {{ {command}({passed}, idempotencyKey: $k) {{ record {{ {shown} }} }} }}",
            {**given, "k": str(uuid.uuid4())},
            token=self.token,
        )
        record: dict[str, Any] = answer.data[command]["record"]
        return record

    def on(self, command: str, id: str, input_type: str = "", /, **values: Any) -> dict[str, Any]:
        """A command on a record."""
        if not input_type:
            return self.send(command, "id ID!", {"id": id})
        return self.send(command, f"id ID!, input {input_type}!", {"id": id, "input": values})


def _pairs(declared: str) -> list[tuple[str, str]]:
    return [(name, type_) for name, type_ in (part.split() for part in declared.split(","))]


@dataclass(slots=True)
class Office:
    """The people of one proposal."""

    system: System
    staff: Person = field(init=False)
    member: Person = field(init=False)
    handover: Person = field(init=False)
    lead: Person = field(init=False)
    support: Person = field(init=False)

    def __post_init__(self) -> None:
        self.staff, self.member, self.handover = (self.person(role) for role in ("staff", "member", "handover"))
        self.support = self.person("unit", SUPPORT_CODE)
        arguments = ("--committee", COMMITTEE, "--role", "unit", "--subject", "unit-1", "--unit", LEAD_CODE)
        done = self.system.shizi("token", *arguments)
        assert done.returncode == 0, done.stderr
        self.lead = Person(self.system, done.stdout.strip())

    def person(self, role: str, unit: str | None = None) -> Person:
        return Person(self.system, self.system.token(COMMITTEE, role, f"{role}{unit or ''}", unit))

    def filing(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.system.ask(FILING, {"id": id}, token=self.staff.token).data["node"]
        return found


@pytest.fixture(scope="module")
def office(busy: System) -> Office:
    return Office(busy)


def test_from_the_register_to_the_archive(office: Office) -> None:
    filing = filed_proposal(office)
    assigned = handed_over(office, filing)
    answered(office, filing, assigned)
    dissatisfied_then_satisfied(office, filing)
    closed = office.staff.on("closeFiling", filing)
    assert closed["state"] == "CLOSED"
    archived = office.staff.on(
        "archiveFiling", filing, "ArchiveFilingInput", number=f"D{uuid.uuid4().hex[:6]}", retention="PERMANENT"
    )
    assert archived["state"] == "ARCHIVED"
    assert office.filing(filing)["outcome"] == "FILED"


def filed_proposal(office: Office) -> str:
    staff, member = office.staff, office.member
    person = staff.send(
        "registerMember", "committee NodeCode!, input RegisterMemberInput!",
        {
            "committee": COMMITTEE,
            "input": {"name": "测试委员甲", "term": TERM, "fromDay": "2022-01-10", "subject": "member"},
        },
        "id",
    )  # fmt: skip
    draft = member.send(
        "draftFiling", "committee NodeCode!, input DraftFilingInput!",
        {
            "committee": COMMITTEE,
            "input": {
                "title": "关于完善北江沿岸慢行系统的提案",
                "text": "情况：沿岸步道不连贯。分析：分段建设，缺少统筹。建议：统一规划，分期贯通。",
                "term": TERM, "session": 2, "proposers": [{"member": person["id"]}],
            },
        },
    )  # fmt: skip
    assert member.on("submitFiling", draft["id"])["state"] == "SUBMITTED"
    assert staff.on("prelimReviewFiling", draft["id"])["state"] == "PRELIM_PASSED"
    filed = staff.on("fileFiling", draft["id"], "FileFilingInput", caseNumber=f"Y{uuid.uuid4().hex[:6]}")
    assert filed["state"] == "FILED"
    staff.on(
        "designateKeyFiling", draft["id"], "DesignateKeyFilingInput",
        body="主席会议", decidedOn="2026-03-02", documentNumber="测政协〔2026〕1号",
    )  # fmt: skip
    assert office.filing(draft["id"])["isKeyProposal"] is True
    return str(draft["id"])


def handed_over(office: Office, filing: str) -> dict[str, str]:
    def unit(name: str, code: str, role: str) -> dict[str, str]:
        place = {"level": "CITY", "area": COMMITTEE, "assigningBody": "市政府办公室", "assigningLevel": "CITY"}
        return {"unit": name, "creditCode": code, "role": role, **place}

    done = office.handover.on(
        "assignFiling", filing, "AssignFilingInput", plan="LEAD_WITH_SUPPORT",
        undertakers=[unit("测试住建局", LEAD_CODE, "LEAD"), unit("测试水利局", SUPPORT_CODE, "SUPPORT")],
    )  # fmt: skip
    assert done["state"] == "ASSIGNED"
    assignments = {each["role"]: each for each in office.filing(filing)["assignments"]}
    assert all(each["dueOn"] > TODAY.isoformat() for each in assignments.values())
    lead, support = assignments["LEAD"]["id"], assignments["SUPPORT"]["id"]
    assert office.lead.on("signAssignment", lead)["state"] == "SIGNED"
    refused = office.system.ask(
        'mutation($id: ID!) { signAssignment(id: $id, idempotencyKey: "x") { replayed } }',
        {"id": support}, token=office.lead.token,
    )  # fmt: skip
    assert refused.codes[0] in ("FORBIDDEN", "RULE_REFUSED", "NOT_FOUND")
    assert office.support.on("signAssignment", support)["state"] == "SIGNED"
    assert office.filing(filing)["state"] == "HANDLING"
    return {"LEAD": lead, "SUPPORT": support}


def answered(office: Office, filing: str, assigned: dict[str, str]) -> None:
    office.support.on(
        "sendSupportOpinionAssignment", assigned["SUPPORT"], "SendSupportOpinionAssignmentInput",
        text="堤岸部分由我局配合。", signedBy="测试局长乙",
    )  # fmt: skip
    reply(office, assigned["LEAD"], "B")
    seen = office.filing(filing)
    assert seen["state"] == "REPLIED"
    (lead,) = [each for each in seen["assignments"] if each["role"] == "LEAD"]
    (answer,) = lead["replies"]
    assert answer["grade"]["letter"] == "B"
    letter = base64.b64decode(answer["letter"]["base64"])
    assert letter.startswith(b"%PDF")
    assert hashlib.sha256(letter).hexdigest() == answer["letter"]["sha256"]


def reply(office: Office, assignment: str, grade: str) -> None:
    office.lead.on("draftReplyAssignment", assignment, "DraftReplyAssignmentInput", text="您的提案收悉，答复如下。")
    issued = office.lead.on(
        "issueReplyAssignment", assignment, "IssueReplyAssignmentInput",
        grade=grade, signedBy="测试局长甲", contactName="测试联系人", contactPhone="0763-0000000",
        letterNumber=f"测建函〔2026〕{uuid.uuid4().hex[:4]}号",
    )  # fmt: skip
    assert issued["state"] == "REPLIED"


def dissatisfied_then_satisfied(office: Office, filing: str) -> None:
    feed = {"work": "SATISFIED", "channel": "VISIT"}
    office.member.on(
        "giveFeedbackFiling", filing, "GiveFeedbackFilingInput", **feed, result="DISSATISFIED", note="没有时间表。"
    )
    assert office.staff.on("rehandleFiling", filing)["state"] == "REHANDLING"
    again = [each for each in office.filing(filing)["assignments"] if each["round"] == 2]
    for each in again:
        person = office.lead if each["role"] == "LEAD" else office.support
        person.on("signAssignment", each["id"])
    for each in again:
        if each["role"] == "SUPPORT":
            office.staff.on(
                "waiveSupportOpinionAssignment", each["id"], "WaiveSupportOpinionAssignmentInput", note="意见未变。"
            )
    (lead,) = [each["id"] for each in again if each["role"] == "LEAD"]
    reply(office, lead, "A")
    office.member.on("giveFeedbackFiling", filing, "GiveFeedbackFilingInput", **feed, result="SATISFIED")
    seen = office.filing(filing)
    assert seen["state"] == "FEEDBACK_DONE"
    assert [(each["round"], each["result"]) for each in seen["feedback"]] == [(1, "DISSATISFIED"), (2, "SATISFIED")]
