"""Moves of a filing and of its assignments from the reply to the close of the matter."""

from schema.rulebook.model import Move, Text

FILING_MOVES: tuple[Move, ...] = ()
FILING_VERBS: dict[str, tuple[str, Text]] = {}

ASSIGNMENT_MOVES: tuple[Move, ...] = ()
ASSIGNMENT_VERBS: dict[str, tuple[str, Text]] = {}
