"""Moves of a filing while it is handed over, and the machine of an assignment (承办任务)."""

from schema.rulebook.model import Move, Text

FILING_MOVES: tuple[Move, ...] = ()
FILING_VERBS: dict[str, tuple[str, Text]] = {}
