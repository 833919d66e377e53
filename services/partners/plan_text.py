"""The text of a joint plan: what one version says, the digest by which all know that they mean the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson

from schema.ids import owner_of, parse_id
from services.kit.inputs import TITLE, Input

ITEMS: Final = 200
YEARS: Final = (1949, 2199)
TEXT_OF_ITEM: Final = ("position", "title", "lead", "topic_id")
"""What of an item is part of the text; results come later."""

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlanText:
    """What a version of a plan says; ``parties`` are the codes of all, the drafting one among them, in order."""

    title: str
    year: int
    parties: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the text as canonical JSON."""
        text = {"title": self.title, "year": self.year, "parties": self.parties, "items": text_of(self.items)}
        return hashlib.sha256(orjson.dumps(text, option=orjson.OPT_SORT_KEYS)).hexdigest()

    @property
    def topic_leads(self) -> tuple[str, ...]:
        """The committees that lead the topics named."""
        return tuple(owner_of(each["topic_id"]) for each in self.items if each["topic_id"])


def text_of(items: Sequence[Item]) -> list[dict[str, Any]]:
    """The items without their results."""
    return [{name: each[name] for name in TEXT_OF_ITEM} for each in items]


def read_items(given: Input, parties: Sequence[str]) -> tuple[Item, ...]:
    """The items in a command's input or in a peer's message. Raises BAD_USER_INPUT."""
    return tuple(
        {
            "position": place,
            "title": each.text("title", most=TITLE),
            "lead": _lead(each, parties),
            "topic_id": _topic(each),
        }
        for place, each in enumerate(given.parts("items", most=ITEMS), 1)
    )


def _lead(given: Input, parties: Sequence[str]) -> str | None:
    lead = given.optional_text("lead", most=6)
    if lead is not None and lead not in parties:
        raise given.wrong("lead", "must be one of the parties", "须为计划的一方")
    return lead


def _topic(given: Input) -> str | None:
    topic = given.optional_text("topic", most=100)
    return None if topic is None else str(parse_id(topic, kind="topic"))


def told_items(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Items as a message carries them, under the names of the command's input."""
    return [{"title": each["title"], "lead": each["lead"], "topic": each["topic_id"]} for each in items]
