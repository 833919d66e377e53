"""One step of a joint topic at its lead: the next version of the topic, and what its participants are told of it.

Everybody who takes part is told each change with a copy; who is only invited hears of the invitation, nobody else hears
of anything.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.rulebook import Transition
from services.kit.acts import Act, Done
from services.kit.events import Change, Message, Row
from services.topics.records import TOPIC

MACHINE: Final = "JointTopic"
CHANGED: Final = "joint-topic.changed"
PRESENT: Final = frozenset({"INVITED", "ACCEPTED"})
"""States in which an invited committee may see the topic."""

Rows = Sequence[Mapping[str, Any]]


async def invitations_of(act: Act, topic: str) -> list[dict[str, Any]]:
    """Whom the lead invited, in the order of their codes."""
    rows = await act.rows(TOPIC, "topic_invitation", topic)
    return sorted(rows, key=lambda row: str(row["committee"]))


def accepted(invitations: Rows) -> list[str]:
    """The codes of the participants, the lead not among them."""
    return [row["committee"] for row in invitations if row["state"] == "ACCEPTED"]


def invitation_of(invitations: Rows, code: str) -> Mapping[str, Any] | None:
    """The invitation of one committee, or None."""
    return next((row for row in invitations if row["committee"] == code), None)


def with_invitation(invitations: Rows, code: str, **changes: object) -> list[dict[str, Any]]:
    """The invitations, with some values of one committee's changed."""
    return [dict(row) | (changes if row["committee"] == code else {}) for row in invitations]


def origin(row: Mapping[str, Any]) -> dict[str, object]:
    """Where a record came from, for a rulebook that is asked about a record the act is not on."""
    return {"provenance": row["provenance"], "gaps": row["gaps"]}


def seen_by(row: Mapping[str, Any], invitations: Rows) -> dict[str, object]:
    """A topic that only the committee saw is shared with those it invites, and no longer with those who left; a
    published one stays as it is.
    """
    if row["visibility"] not in ("NODE", "SHARED"):
        return {}
    invited = {each["committee"] for each in invitations}
    present = {each["committee"] for each in invitations if each["state"] in PRESENT}
    audience = sorted({*row["audience"]} - invited | present)
    return {"visibility": "SHARED", "audience": audience}


async def take_step(
    act: Act, row: Mapping[str, Any], transition: Transition, event: str, values: Row | None = None, *,
    invitations: Rows | None = None, children: Mapping[str, Rows] | None = None,
    kind: str = CHANGED, said: Row | None = None, also: Sequence[Message] = (), based_on: int | None = None,
) -> Done:  # fmt: skip
    """Write the topic's next version and tell those who take part in it by a message ``kind`` with ``said``.

    ``invitations`` are given where they change; ``also`` are messages to others, or instead of the common one.
    """
    standing = invitations if invitations is not None else await invitations_of(act, row["id"])
    rows: dict[str, Rows] = dict(children or {})
    shown: dict[str, object] = {}
    if invitations is not None:
        rows["topic_invitation"] = invitations
        shown = seen_by(row, invitations)
    addressed = {message.peer for message in also}
    body = {"topic": row["id"], "stage": transition.after, "event": event, **(said or {})}
    common = [Message(code, kind, body) for code in accepted(standing) if code not in addressed]
    messages = (*also, *common)
    change = Change(
        TOPIC, event, row["id"], {"stage": transition.after, **shown, **(values or {})},
        row["version"] if based_on is None else based_on, children=rows, messages=messages,
    )  # fmt: skip
    return Done(await act.write(change), peers=tuple(message.peer for message in messages))
