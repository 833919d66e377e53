"""Reading what units answered: who sees drafts and opinions, replies with grade and letter, feedback, the schemes."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from services.kit.identity import Viewer
from services.port import view_of
from tests.services.commands.desk import CODE, MEMBER, STAFF, Desk
from tests.services.commands.handing_over import HANDOVER, speaker
from tests.services.handling.answering import BAD, GOOD, TEXT, again, answer, draft, feedback, issue, led, opine, signed
from tests.services.reads.asking import ANYONE, Asker

ANSWERS = """query($id: ID!) { node(id: $id) { ... on Filing { feedbackDueOn
  feedback { round work result channel note recordedByOffice decision decisionNote }
  lookBacks { note finding grades { assignment note grade { letter canonical } } }
  assignments { round role state
    replies { round text signedBy contactName contactPhone letterNumber
      grade { scheme letter label canonical ambiguous loss lossEn } letter { fileName mediaType sha256 base64 } }
    replyDrafts { text note } supportOpinion { unit lead text signedBy waived }
    receivedOpinions { unit text } } } } }"""
SCHEMES = """query($other: String!) { gradeSchemes { committee { code } id nameZh source mark
  grades { letter label canonical ambiguous loss }
  comparison(other: $other) { other comparable exact bands { meanings letters otherLetters } } } }"""

REPLY = {
    "round": 1, "text": TEXT, "signedBy": "王五", "contactName": "赵六", "contactPhone": "020-00000000",
    "letterNumber": "测函〔2026〕1号",
    "grade": {
        "scheme": "national", "letter": "B", "label": "正在解决或列入规划逐步解决",
        "canonical": ["IN_PROGRESS", "PLANNED"], "ambiguous": True,
        "loss": "“正在解决”与“列入规划”合为一类，分不清是否已经动手。",
        "lossEn": "Being solved and planned share one letter, so it does not say whether work has begun.",
    },
}  # fmt: skip

COUNTS = {
    "filings(filter: { satisfaction: SATISFIED })": 1,
    "filings(filter: { satisfaction: DISSATISFIED })": 0,
    "assignments(filter: { meaning: PLANNED })": 2,
    "assignments(filter: { meaning: RESOLVED })": 0,
}


class Reading:
    """Asks about what was done at a desk."""

    def __init__(self, desk: Desk) -> None:
        self.asker = Asker(desk.database, desk.clock)

    async def filing(self, id: str, viewer: Viewer | None) -> Any:
        """The proposal as somebody sees it."""
        view = ANYONE if viewer is None else view_of(viewer, CODE)
        return (await self.asker.ask(ANSWERS, view, id=id))["node"]


async def test_who_sees_what_of_an_answer(desk: Desk) -> None:
    filing, units = await signed(desk, led(2))
    await draft(desk, units[1], 1, "没有具体措施。")
    await desk.send("rejectReplyDraftAssignment", {"note": "不具体"}, id=units[1])
    await opine(desk, units[2], 2)
    await answer(desk, units[1], 1)
    await desk.database.writer.execute("UPDATE filing SET visibility = 'PUBLISHED'")
    await desk.database.writer.execute("UPDATE assignment SET visibility = 'PUBLISHED'")
    reading = Reading(desk)
    await reading.asker.share_all()
    drafts = [{"text": "没有具体措施。", "note": "不具体"}, {"text": TEXT, "note": None}]
    received = [{"unit": "示例单位2", "text": "会办意见：同意。"}]
    sent = {"unit": "示例单位2", "lead": units[1], "text": "会办意见：同意。", "signedBy": "钱七", "waived": False}
    seen = {
        "staff": (STAFF, drafts, received, sent),
        "handover": (HANDOVER, drafts, received, sent),
        "member": (MEMBER, [], [], None),
        "anyone": (None, [], [], None),
        "the lead": (speaker(1), drafts, received, sent),
        "the support": (speaker(2), [], received, sent),
        "another unit": (speaker(3), [], [], None),
    }
    for who, (viewer, drafted, in_, out) in seen.items():
        lead, support = (await reading.filing(filing, viewer))["assignments"]
        assert (lead["replyDrafts"], lead["receivedOpinions"]) == (drafted, in_), who
        assert support["supportOpinion"] == out, who
        assert (lead["supportOpinion"], support["replies"], support["replyDrafts"]) == (None, [], []), who
        (reply,) = lead["replies"]
        letter = reply.pop("letter")
        assert hashlib.sha256(base64.b64decode(letter["base64"])).hexdigest() == letter["sha256"], who
        assert (letter["fileName"], letter["mediaType"]) == ("1-示例单位1-答复.pdf", "application/pdf")
        assert reply == REPLY, who


async def test_rounds_feedback_and_look_backs(desk: Desk) -> None:
    filing, units = await signed(desk, led(2))
    await opine(desk, units[2], 2)
    await answer(desk, units[1], 1)
    await feedback(desk, filing, BAD)
    await desk.send("rehandleFiling", {"note": "请当面沟通"}, id=filing)
    reading = Reading(desk)
    assert (await reading.filing(filing, STAFF))["feedbackDueOn"] is None
    units = await again(desk, filing)
    await opine(desk, units[2], 2)
    await draft(desk, units[1], 1)
    await issue(desk, units[1], 1, "B")
    await feedback(desk, filing, GOOD)
    await desk.send("closeFiling", id=filing)
    await desk.send("openLookBackFiling", {"note": "次年回访"}, id=filing)
    found = {"finding": "已建成", "grades": [{"assignment": units[1], "grade": "A", "note": "已通车"}]}
    await desk.send("closeLookBackFiling", found, id=filing)
    seen = await reading.filing(filing, STAFF)
    assert [(each["round"], each["state"]) for each in seen["assignments"]] == [
        (1, "REPLIED"), (1, "OPINION_SENT"), (2, "REPLIED"), (2, "OPINION_SENT"),
    ]  # fmt: skip
    assert [reply["round"] for each in seen["assignments"] for reply in each["replies"]] == [1, 2]
    assert [each["grade"]["letter"] for each in seen["assignments"][2]["replies"]] == ["B"]
    said = {"recordedByOffice": True, "decision": None, "decisionNote": None, "note": None}
    assert seen["feedback"] == [
        {"round": 1, **said, **BAD, "decision": "REHANDLE", "decisionNote": "请当面沟通"}, {"round": 2, **said, **GOOD},
    ]  # fmt: skip
    grade = {"letter": "A", "canonical": ["RESOLVED"]}
    assert seen["lookBacks"] == [
        {
            "note": "次年回访", "finding": "已建成",
            "grades": [{"assignment": units[1], "note": "已通车", "grade": grade}],
        }
    ]  # fmt: skip
    for what, count in COUNTS.items():
        document = f"{{ {what} {{ totalCount }} }}"
        (answered,) = (await reading.asker.ask(document, view_of(STAFF, CODE))).values()
        assert answered["totalCount"] == count, what


async def test_the_scheme_of_a_committee_and_how_it_compares(desk: Desk) -> None:
    reading = Reading(desk)
    (scheme,) = (await reading.asker.ask(SCHEMES, other="city-planned-is-c"))["gradeSchemes"]
    assert (scheme["committee"], scheme["id"], scheme["mark"]) == ({"code": CODE}, "national", "K")
    assert [(grade["letter"], grade["ambiguous"]) for grade in scheme["grades"]] == [
        ("A", False), ("B", True), ("C", True),
    ]  # fmt: skip
    assert scheme["comparison"]["comparable"]
    assert not scheme["comparison"]["exact"]
    assert scheme["comparison"]["bands"][1] == {
        "meanings": ["IN_PROGRESS", "PLANNED"], "letters": ["B"], "otherLetters": ["B", "C"],
    }  # fmt: skip
    (scheme,) = (await reading.asker.ask(SCHEMES, other="nowhere"))["gradeSchemes"]
    assert scheme["comparison"] is None
    left_out = await reading.asker.ask('{ gradeSchemes(nodes: ["440500"]) { id } }')
    assert left_out["gradeSchemes"] == []
