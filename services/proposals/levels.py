"""Which committees stand above one: those of higher levels whose area contains it, nearest first."""

from datetime import date

from schema.directory import division


def committees_above(code: str, on: date) -> tuple[str, ...]:
    """The codes above ``code`` by the directory on that day; none for a code that nobody had then."""
    found: list[str] = []
    place = division(code, at=on)
    while place is not None and place.parent is not None:
        found.append(place.parent)
        place = division(place.parent, at=on)
    return tuple(found)
