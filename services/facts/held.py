"""Titles that are known but belong into nobody's records: no node to own them, or no module for their kind yet."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum

from services.facts.reading import entries, source


class Held(Enum):
    """Why a title is kept back, in both languages."""

    NO_NODE = "所属政协没有节点", "its committee has no node here"
    NO_MODULE = "尚无这类记录的模块", "no module has records of its kind yet"

    @property
    def zh(self) -> str:
        return self.value[0]

    @property
    def en(self) -> str:
        return self.value[1]


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """A title with the body it belongs to, as printed."""

    kind: str
    title: str
    body: str
    because: Held
    source: str


def held_titles() -> list[HeldTitle]:
    """All titles that are kept back, in the order of the data file."""
    return [
        HeldTitle(
            entry["kind"], entry["title"], entry["body"], Held[entry["held_because"]], source(entry["source"]).citation
        )
        for entry in entries("held", "title")
    ]


def held_counts() -> dict[Held, int]:
    """How many titles are kept back for each reason."""
    counted = Counter(title.because for title in held_titles())
    return {reason: counted[reason] for reason in Held}
