"""Editions of the rulebook: which rules are in force at which committee on which day.

One file a committee, and ``national.toml`` for the base; read and checked once, when the rulebook is imported.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from schema.rulebook.editions.edition import Edition, EditionError
from schema.rulebook.editions.overlay import lay
from schema.rulebook.editions.reading import editions_of
from schema.rulebook.interpreter import Rulebook
from schema.rulebook.machines import MACHINES
from schema.rulebook.model import Machine
from schema.rulebook.sources import DESIGN

__all__ = ["EDITIONS", "Edition", "EditionError", "Editions"]


@dataclass(frozen=True, slots=True)
class Editions:
    """Every edition, and the books that they make."""

    editions: tuple[Edition, ...]
    _books: Mapping[str | None, tuple[tuple[date, Rulebook], ...]]

    @classmethod
    def of(cls, editions: Iterable[Edition], machines: Iterable[Machine] = MACHINES) -> "Editions":
        """The books of these editions over the machines; raises EditionError."""
        found = tuple(sorted(editions, key=lambda each: (each.committee or "", each.valid_from)))
        machines = tuple(machines)
        if not any(each.committee is None for each in found):
            raise EditionError(["there is no national edition"])
        committees = dict.fromkeys(each.committee for each in found)
        return cls(found, {committee: _timeline(committee, found, machines) for committee in committees})

    def book(self, committee: str | None, on: date) -> Rulebook:
        """The rules of a committee on a day."""
        timeline = self._books.get(committee) or self._books[None]
        current = timeline[0][1]
        for first, book in timeline:
            if first > on:
                break
            current = book
        return current

    def books(self) -> tuple[Rulebook, ...]:
        """Every book there ever was, by committee and in the order of their days."""
        every = (book for timeline in self._books.values() for _, book in timeline)
        return tuple({(book.committee, book.version): book for book in every}.values())


def _timeline(
    committee: str | None, editions: tuple[Edition, ...], machines: tuple[Machine, ...]
) -> tuple[tuple[date, Rulebook], ...]:
    """The days on which something changes for a committee, each with the book from then on."""
    base = tuple(each for each in editions if each.committee is None)
    own = tuple(each for each in editions if each.committee == committee and committee is not None)
    bare = _bare(machines)
    books = []
    for day in sorted({date.min, *_days(base[1:]), *_days(own)}):
        below = next((each for each in reversed(base) if each.valid_from <= day), base[0])
        over = next((each for each in own if each.holds(day)), None)
        book = lay(below, bare)
        if over is not None:
            book = lay(over, book)
        books.append((day, book if day == date.min else replace(book, valid_from=day)))
    return tuple(books)


def _days(editions: tuple[Edition, ...]) -> set[date]:
    return {day for each in editions for day in (each.valid_from, each.until) if day is not None}


def _bare(machines: tuple[Machine, ...]) -> Rulebook:
    """The machines without an edition: what the national base is laid over."""
    return Rulebook(
        committee=None,
        version="",
        valid_from=date.min,
        scheme="",
        scheme_source=DESIGN,
        machines={machine.name: machine for machine in machines},
        limits={},
        vocabularies={},
    )


def _read() -> Editions:
    problems: list[str] = []
    found: list[Edition] = []
    for path in sorted(files(__name__).iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            try:
                found += editions_of(path.name.removesuffix(".toml"), path.read_text(encoding="utf-8"))
            except EditionError as problem:
                problems += problem.problems
    if problems:
        raise EditionError(problems)
    return Editions.of(found)


EDITIONS = _read()
"""The editions that this version ships."""
