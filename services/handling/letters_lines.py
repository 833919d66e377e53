"""Breaking Chinese text into lines of a width, as GB/T 15834-2011 has it: no line starts with a mark that closes or
pauses, none ends with one that opens, and dashes, ellipses, Latin words and numbers are not torn apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

Measure = Callable[[str], float]
"""The width of a text in points."""

NEVER_FIRST: Final = frozenset("，。、；：？！”’）》〉】〕〗」』…—～·%‰℃,.;:?!)]}")
NEVER_LAST: Final = frozenset("“‘（《〈【〔〖「『([{")

_PART = re.compile(r"[!-~\u00c0-\u024f]+|——|……|.", re.DOTALL)
"""What is never torn apart: a run of Latin letters, digits and their marks; a dash; an ellipsis; else one character."""

_MISSING: Final = "〓"
"""Printers' mark for a character that the font's encoding does not have."""


def printable(text: str) -> str:
    """What a font of the basic plane can show: tabs as spaces, no other controls, rarer characters as 〓."""
    shown = (" " if character == "\t" else character for character in text)
    return "".join(
        _MISSING if ord(character) > 0xFFFF else character
        for character in shown
        if character == "\n" or character >= " "
    )


def broken(text: str, width: float, measure: Measure, *, indent: float = 0.0) -> list[str]:
    """One paragraph as lines no wider than ``width``, the first shorter by ``indent``; at least one line."""
    lines: list[str] = []
    line, room = "", width - indent
    for part in _unbroken(text, width, measure):
        if line and measure(line + part.rstrip(" ")) > room:
            lines.append(line.rstrip(" "))
            line, room = "", width
        line += part if line or not lines else part.lstrip(" ")
    return [*lines, line.rstrip(" ")] if line or not lines else lines


def _unbroken(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Pieces between which a line may end; a piece wider than a whole line is given up character by character."""
    for piece in _pieces(text):
        if measure(piece) <= width:
            yield piece
        else:
            yield from piece


def _pieces(text: str) -> Iterator[str]:
    """Parts of the text, those that belong together joined."""
    piece = ""
    for part in _PART.findall(text):
        if piece and part[0] not in NEVER_FIRST and piece[-1] not in NEVER_LAST:
            yield piece
            piece = ""
        piece += part
    if piece:
        yield piece
