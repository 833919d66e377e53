"""Looking back through the gateway: totals as they were, and a record's story from all committees."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.e2e.test_topics_and_leads import accept, invite, propose
from tests.system import System, until

TOTALS = "query($at: String!) @asOf(at: $at) { filingTotals { received completeness { complete nodes { status } } } }"
STORY = """query($id: ID!) { history(id: $id) { totalCount completeness { complete } edges { node {
  recordId event command version by rules subject authority { documentNumber } committee { code }
  messages { peer direction kind number } } } } }"""


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"


def test_before_there_was_anything(busy: System) -> None:
    then = busy.ask(TOTALS, {"at": "2020-01-01T00:00:00Z"}).data["filingTotals"]
    now = busy.ask("{ filingTotals { received } }").data["filingTotals"]
    assert then["received"] == 0 < now["received"]
    assert then["completeness"]["complete"]
    assert len(then["completeness"]["nodes"]) == 8
    ahead = busy.ask(TOTALS, {"at": instant(datetime.now(UTC) + timedelta(days=2))})
    assert ahead.codes == ["BAD_USER_INPUT"], "told once, though eight committees say so"


def test_a_topics_story_is_told_by_those_who_take_part(busy: System) -> None:
    lead = busy.token("440500", "signer")
    topic = propose(busy, lead)
    invite(busy, topic, ["440606"], lead)
    accept(busy, topic, "440606")

    def story(token: str) -> list[dict[str, Any]]:
        told = busy.ask(STORY, {"id": topic}, token=token).data["history"]
        return [edge["node"] for edge in told["edges"]]

    until("both acts are numbered", lambda: len(story(lead)) >= 3, 15)
    events = story(lead)
    commands = [each["command"] for each in events]
    assert commands[:2] == ["proposeJointTopic", "inviteJointTopic"]
    [answered] = [each for each in events if each["command"] == "answerParticipation"]
    assert answered["committee"]["code"] == "440606"
    assert "signer" in answered["by"]
    assert answered["subject"] is None, "accounts are for the committee's own staff"
    assert answered["authority"]["documentNumber"] == "测政协〔2026〕7号"
    assert {"peer": "440500", "direction": "SENT"}.items() <= answered["messages"][0].items()
    assert answered["rules"]
    assert busy.ask(STORY, {"id": topic}).data["history"]["edges"] == [], "the public sees none of it"
