"""Values of one request, and the numbered parameters through which a statement takes them. No value enters SQL text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

from graphql.execution.values import VariableValues


@dataclass(frozen=True, slots=True)
class Place:
    """The committee whose node answers, and those above it, nearest first."""

    code: str
    level: str
    upper: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What a viewer may see here.

    ``committee`` is the viewer's own, ``visibilities`` are seen without looking at a record's audience, and ``insider``
    passes the sharing policy. ``roles`` are those that the viewer holds at this committee, and ``unit`` is whom the
    viewer speaks for in the role of a unit. ``as_of`` is the instant, of recorded time, that is looked at; None: now.
    """

    committee: str | None
    visibilities: tuple[str, ...]
    insider: bool
    roles: frozenset[str] = frozenset()
    unit: str | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One request for one root field: who asks where and when, with which variables and arguments.

    ``today`` is the day that is looked at, ``policy_day`` the day on which it is asked.
    ``extra`` holds what a kind of statement adds: the page, the ids looked up.
    """

    place: Place
    view: View
    today: date
    policy_day: date
    variables: VariableValues
    arguments: Mapping[str, Any]
    extra: Any = None


Binder: TypeAlias = Callable[[Call], object]


@dataclass(slots=True)
class Parameters:
    """Numbers a statement's parameters; asking for the same one again gives the same number.

    ``roles`` are the viewer's roles in which records are seen whatever their visibility, and ``admitted`` the modules
    of those records; the statement's text depends on them.
    """

    roles: frozenset[str] = frozenset()
    admitted: frozenset[str] = frozenset()
    binders: list[Binder] = field(default_factory=list)
    _numbers: dict[object, int] = field(default_factory=dict)

    def bind(self, key: object, type_: str, binder: Binder) -> str:
        """The SQL of a parameter of the PostgreSQL type ``type_``, whose value is ``binder(call)``."""
        number = self._numbers.get(key)
        if number is None:
            self.binders.append(binder)
            number = self._numbers[key] = len(self.binders)
        return f"${number}::{type_}"


def own(parameters: Parameters) -> str:
    """The code of the committee whose node this is."""
    return parameters.bind("own", "text", lambda call: call.place.code)


def today(parameters: Parameters) -> str:
    """The day that is looked at."""
    return parameters.bind("today", "date", lambda call: call.today)


def policy_day(parameters: Parameters) -> str:
    """The day whose sharing policy holds, whichever day is looked at: that of the request."""
    return parameters.bind("policy day", "date", lambda call: call.policy_day)
