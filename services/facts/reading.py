"""Reads the data files beside this module, and the sources that their entries name."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """A page or work, as records cite it, and what its facts are."""

    citation: str
    provenance: str


@cache
def load(name: str) -> Entry:
    """The data file of that name. Callers read it only."""
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def entries(name: str, kind: str) -> list[Entry]:
    """The entries of one kind in a data file, in their order."""
    found: list[Entry] = load(name).get(kind, [])
    return found


def source(key: str) -> Source:
    """The source of that key. Raises KeyError."""
    found = load("sources")[key]
    return Source(found["citation"], found["provenance"])
