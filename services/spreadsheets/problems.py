"""What can be wrong with a file or a row of it, said in both languages with a code and a place."""

from dataclasses import dataclass
from typing import Final

from schema.errors import ShiziError, bad_user_input

SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken. ``row`` counts as the spreadsheet program does; ``column`` is the column's header."""

    row: int
    column: str
    value: str
    code: str
    zh: str
    en: str

    def __str__(self) -> str:
        place = f"第 {self.row} 行「{self.column}」" if self.column else f"第 {self.row} 行"
        return f"{place} {self.value!r} [{self.code}] {self.zh} · {self.en}"


def shown(value: object) -> str:
    """A cell's value as a report shows it: one line, not too long."""
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def refused(code: str, zh: str, en: str, place: str = "") -> ShiziError:
    """The refusal of a whole file, a mapping or a sheet; nothing was written. ``place`` is where in it."""
    mark = f"[{code}] {place}{': ' if place else ''}"
    return bad_user_input(f"{mark}{en}", f"{mark}{zh}", problem=code, place=place)
