"""Facts of the topics module: joint topics, what the invited committees answered, and what suggestions came of it."""

from collections.abc import Iterator
from functools import cache

from schema.ids import derived_id
from services.facts.fact import fact
from services.facts.reading import Entry, entries
from services.kit.importing import ImportRecord
from services.topics.records import PARTICIPATION, SUGGESTION, TOPIC

TOPIC_COLUMNS = ("title", "summary", "year", "stage", "leading_official", "task_force")
SUGGESTION_COLUMNS = ("topic_id", "title", "recipients", "route", "delivered_on")
SUGGESTION_GAPS = ["title", "route", "deliveredOn"]


def topic_id(lead: str, title: str) -> str:
    """The id of a topic of the data files."""
    return str(derived_id(lead, "topic", "fact", title))


def participation_id(committee: str, topic: str) -> str:
    """The id of a committee's participation, which lead and participant compute alike."""
    return str(derived_id(committee, "participation", topic))


def topic_facts() -> Iterator[ImportRecord]:
    """Topics with their invitations, the suggestions of those that were delivered, and participations."""
    for entry in entries("topics", "topic"):
        topic = topic_id(entry["owner"], entry["title"])
        yield fact(TOPIC, topic, entry, TOPIC_COLUMNS, {"topic_invitation": _invitations(entry, topic)})
    for entry in entries("topics", "topic"):
        if "recipients" in entry:
            yield _suggestion(entry)
    for entry in entries("topics", "participation"):
        topic = topic_id(entry["lead"], entry["topic"])
        columns = ("topic_id", "state", "answered_on", "note", "authority")
        yield fact(PARTICIPATION, participation_id(entry["owner"], topic), entry | {"topic_id": topic}, columns)


def _invitations(entry: Entry, topic: str) -> list[Entry]:
    return [
        {
            "committee": code,
            "participation_id": participation_id(code, topic),
            "invited_at": None,
            "authority": None,
            "state": _answers().get((code, topic), "INVITED"),
        }
        for code in entry.get("invited", ())
    ]


@cache
def _answers() -> dict[tuple[str, str], str]:
    """What each invited committee answered, by its code and the topic."""
    return {
        (entry["owner"], topic_id(entry["lead"], entry["topic"])): entry["state"]
        for entry in entries("topics", "participation")
    }


def _suggestion(entry: Entry) -> ImportRecord:
    topic = topic_id(entry["owner"], entry["title"])
    delivered = {
        "topic_id": topic,
        "recipients": entry["recipients"],
        "source": entry["source"],
        "gaps": SUGGESTION_GAPS,
    }
    suggestion = str(derived_id(entry["owner"], "suggestion", "fact", topic))
    return fact(SUGGESTION, suggestion, delivered, SUGGESTION_COLUMNS)
