"""Where a record stands: its machine, its state, and the facts that are known before any command says more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from services.kit.acts import Act
from services.kit.records import RecordKind


@dataclass(frozen=True, slots=True)
class Standing:
    """``facts`` are those of the record; a fact that only a command's input gives is left out. ``personal`` names the
    facts that hold for the asking person alone: they are not known of somebody else.
    """

    machine: str
    state: str | None
    facts: Mapping[str, object]
    personal: frozenset[str] = frozenset()


Stand: TypeAlias = Callable[[Act], Awaitable[Standing]]
"""Reads where the record of an act stands; the act has no input, and nothing is written."""


@dataclass(frozen=True, slots=True)
class Standings:
    """How the standing of one kind of record is found, and the module whose sharing policy holds for it."""

    record: RecordKind
    module: str
    stand: Stand
