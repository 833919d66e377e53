"""Fields of the signed records, read strictly: exactly the names that the format has, each in its one spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar

from schema.ids import NODE_CODE
from schema.ledger.canonical import malformed
from schema.ledger.errors import MalformedError
from schema.ledger.limits import SAFE_INTEGER, VERSION

E = TypeVar("E", bound=StrEnum)

KEY_ID: Final = re.compile(r"[0-9a-f]{16}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
SUITE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KIND: Final = re.compile(r"(?=.{3,80}\Z)[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9]*(-[a-z0-9]+)*)+")
"""`<record-slug>.<event>`, such as `joint-topic.invited`."""

PART: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,99}")
"""The name of a personal part."""

_MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z", re.ASCII)


class Fields:
    """The fields of one record; every reader raises MalformedError naming record and field."""

    __slots__ = ("_values", "_what")

    def __init__(self, values: Mapping[str, Any], names: frozenset[str], what: str) -> None:
        if values.keys() != names:
            listed = ", ".join(sorted(names))
            raise malformed(what, f"must have exactly the fields {listed}", f"的字段应恰为 {listed}")
        self._values = values
        self._what = what

    def version(self) -> None:
        """`v` is the one this code can read."""
        if self._values["v"] != VERSION or isinstance(self._values["v"], bool):
            raise self._bad("v", f"must be {VERSION}", f"应为 {VERSION}")

    def value(self, name: str) -> Any:
        """The value as it is."""
        return self._values[name]

    def text(self, name: str, pattern: re.Pattern[str]) -> str:
        """Text of a pattern."""
        value = self._values[name]
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise self._bad(name, "has not the form it must have", "格式不正确")
        return value

    def code(self, name: str) -> str:
        """A committee's node code."""
        return self.text(name, NODE_CODE)

    def number(self, name: str) -> int:
        """A number in a ledger, from 1."""
        value = self._values[name]
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= SAFE_INTEGER:
            raise self._bad(name, "must be a whole number from 1", "应为从 1 起的整数")
        return value

    def count(self, name: str) -> int:
        """How many, from 0."""
        value = self._values[name]
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= SAFE_INTEGER:
            raise self._bad(name, "must be a whole number from 0", "应为从 0 起的整数")
        return value

    def optional_text(self, name: str, most: int) -> str | None:
        """Free text of at most ``most`` characters, or null."""
        value = self._values[name]
        if value is None or (isinstance(value, str) and len(value) <= most):
            return value
        raise self._bad(name, f"must be null or a text of at most {most} characters", f"应为空或不超过 {most} 字的文本")

    def choice(self, name: str, of: type[E]) -> E:
        """One of the values of an enum."""
        value = self._values[name]
        for member in of:
            if member.value == value:
                return member
        raise self._bad(name, f"must be one of {', '.join(of)}", f"应为 {'、'.join(of)} 之一")

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._values[name]
        if not isinstance(value, bool):
            raise self._bad(name, "must be true or false", "应为 true 或 false")
        return value

    def list(self, name: str, most: int) -> list[Any]:
        """A list of at most ``most`` values."""
        value = self._values[name]
        if isinstance(value, list) and len(value) <= most:
            return value
        raise self._bad(name, f"must be a list of at most {most}", f"应为不超过 {most} 项的列表")

    def names(self, name: str) -> tuple[str, ...]:
        """A sorted list of distinct names of personal parts."""
        value = self._values[name]
        if isinstance(value, list) and all(isinstance(part, str) and PART.fullmatch(part) for part in value):
            parts = tuple(value)
            if parts == tuple(sorted(set(parts))):
                return parts
        raise self._bad(name, "must be a sorted list of names", "应为排序的名称列表")

    def moment(self, name: str) -> datetime:
        """A time in UTC with six decimals."""
        value = self._values[name]
        if isinstance(value, str) and _MOMENT.fullmatch(value):
            try:
                return datetime.fromisoformat(value)
            except ValueError:
                pass
        raise self._bad(name, "must be a time such as 2026-05-01T08:30:00.000000Z", "应为 UTC 时间（六位小数）")

    def _bad(self, name: str, en: str, zh: str) -> MalformedError:
        return malformed(f"{self._what}: {name}", en, zh)


def moment_text(at: datetime) -> str:
    """The one spelling of a time. Raises ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("a time in a ledger needs a zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"
