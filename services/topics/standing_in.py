"""Where this committee stands in a topic: as its lead by its own record, as a participant by its participation and the
lead's copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from schema.ids import derived_id, parse_id
from services.kit import copies
from services.kit.acts import Act
from services.topics.records import PARTICIPATION, TOPIC
from services.topics.steps import accepted, invitations_of


@dataclass(frozen=True, slots=True)
class Part:
    """A committee's part in a topic, as far as its own node knows.

    ``stage`` is None where nothing was heard of the topic. ``others`` are the codes of the other committees that take
    part, the lead among them.
    """

    topic: str
    lead: str
    stage: str | None
    takes_part: bool
    others: tuple[str, ...]
    row: Mapping[str, Any] | None

    @property
    def facts(self) -> dict[str, object]:
        """The facts of the rulebook."""
        return {"takes_part": self.takes_part, "topic_stage": self.stage}


def participation_id(code: str, topic: str) -> str:
    """The id of a committee's participation in a topic, which lead and participant compute alike."""
    return str(derived_id(code, PARTICIPATION.kind, topic))


async def part_in(act: Act, topic: str) -> Part:
    """The part of the acting committee; the topic or the participation is locked. Raises BAD_USER_INPUT for an id that
    is no topic's.
    """
    lead = parse_id(topic, kind=TOPIC.kind).owner
    return await _as_lead(act, topic) if lead == act.code else await _as_participant(act, topic, lead)


async def _as_lead(act: Act, topic: str) -> Part:
    row = (await act.lock(TOPIC, [topic])).get(topic)
    if row is None:
        return Part(topic, act.code, None, takes_part=False, others=(), row=None)
    others = tuple(accepted(await invitations_of(act, topic)))
    return Part(topic, act.code, row["stage"], takes_part=True, others=others, row=row)


async def _as_participant(act: Act, topic: str, lead: str) -> Part:
    own = participation_id(act.code, topic)
    row = (await act.lock(PARTICIPATION, [own])).get(own)
    copy = await held_topic(act, topic)
    stage = None if copy is None else copy["values"]["stage"]
    standing = [] if copy is None else copy["children"].get("topic_invitation", [])
    others = (lead, *(code for code in accepted(standing) if code != act.code))
    return Part(topic, lead, stage, row is not None and row["state"] == "ACCEPTED", others, row)


async def held_topic(act: Act, topic: str) -> Mapping[str, Any] | None:
    """The lead's copy of a topic: its ``values`` and ``children``; None where none came."""
    found = await copies.held(act.connection, topic)
    return None if found is None else found["body"]
