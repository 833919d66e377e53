"""What comes of a topic beside its suggestions: outputs that the lead and the participants link, and tracks."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.ids import parse_id
from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME, NOTE, TITLE
from services.kit.receiving import Delivery
from services.topics.at_the_lead import told
from services.topics.records import PARTICIPATION, TOPIC
from services.topics.steps import MACHINE, take_step
from services.topics.taking_part import MACHINE as PART_MACHINE
from services.topics.taking_part import tell_lead

KINDS: Final = frozenset({"RESEARCH_REPORT", "PROPOSAL", "PLENARY_SPEECH", "OPINION_REPORT"})
MOST: Final = 10_000


def _output(act: Act, named: str = "record") -> dict[str, Any]:
    """An output as a command or a message names it; in a message ``record`` is the sender's copy, so that the output's
    record is ``named`` otherwise. Raises BAD_USER_INPUT.
    """
    given, record = act.input, act.input.optional_text(named, most=100)
    kind = given.text("kind", most=NAME)
    if kind not in KINDS:
        raise given.wrong("kind", "is no kind of output", "不是成果的种类")
    if record is not None:
        parse_id(record)
    return {"kind": kind, "title": given.text("title", most=TITLE), "record": record, "linked_on": act.today}


def _added(rows: Sequence[Mapping[str, Any]], output: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*rows, {"position": len(rows) + 1, **output}]


async def _link(act: Act) -> Done:
    transition = act.decide(MACHINE, act.record["stage"], {"takes_part": True})
    rows = await act.rows(TOPIC, "topic_output", act.record["id"])
    outputs = _added(rows, {"committee": act.code, **_output(act)})
    return await take_step(act, act.record, transition, "topic.output-linked", children={"topic_output": outputs})


async def _link_own(act: Act) -> Done:
    row = act.record
    transition = act.decide(PART_MACHINE, row["state"], {})
    output = _output(act)
    rows = await act.rows(PARTICIPATION, "participation_output", row["id"])
    said = {"kind": output["kind"], "title": output["title"], "output": output["record"]}
    return await tell_lead(
        act, row, "participation.output-linked", {"state": transition.after}, said,
        children={"participation_output": _added(rows, output)},
    )  # fmt: skip


async def linked(act: Act, delivery: Delivery) -> None:
    """A participant's output is listed with the topic."""
    here = await told(act, delivery)
    transition = here.derive("linkOutputJointTopic")
    rows = await here.act.rows(TOPIC, "topic_output", here.row["id"])
    outputs = _added(rows, {"committee": delivery.peer, **_output(here.act, "output")})
    await take_step(here.act, here.row, transition, "topic.output-linked", children={"topic_output": outputs})


async def _open_track(act: Act) -> Done:
    transition = act.decide(MACHINE, act.record["stage"], {})
    rows = await act.rows(TOPIC, "topic_track", act.record["id"])
    track = {
        "position": len(rows) + 1, "kind": act.input.text("kind", most=NAME),
        "title": act.input.text("title", most=TITLE), "opened_on": act.today, "closed_on": None, "result": None,
    }  # fmt: skip
    return await take_step(act, act.record, transition, "topic.track-opened", children={"topic_track": [*rows, track]})


async def _close_track(act: Act) -> Done:
    position, result = act.input.integer("position", 1, MOST), act.input.optional_text("result", most=NOTE)
    rows = await act.rows(TOPIC, "topic_track", act.record["id"])
    open_ = any(row["position"] == position and row["closed_on"] is None for row in rows)
    transition = act.decide(MACHINE, act.record["stage"], {"track_open": open_})
    closed = {"closed_on": act.today, "result": result}
    tracks = [row | (closed if row["position"] == position else {}) for row in rows]
    return await take_step(act, act.record, transition, "topic.track-closed", children={"topic_track": tracks})


OUTCOMES: Final = (
    Command("linkOutputJointTopic", TOPIC, _link),
    Command("linkOutputParticipation", PARTICIPATION, _link_own),
    Command("openTrackJointTopic", TOPIC, _open_track),
    Command("closeTrackJointTopic", TOPIC, _close_track),
)
