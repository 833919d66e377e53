"""Reading what a client sent with a command: every text bounded and clean, or BAD_USER_INPUT naming the argument."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from schema.errors import ShiziError, bad_user_input

LONGEST_TEXT = 100_000
TITLE = 500
NAME = 200
NOTE = 5_000


def refuse_unclean(value: object, path: str = "arguments") -> None:
    """Raise BAD_USER_INPUT for a text anywhere in ``value`` that holds NUL, is no Unicode text, or is far too long."""
    if isinstance(value, str):
        _refuse_unclean_text(value, path)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            refuse_unclean(part, f"{path}.{name}")
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            refuse_unclean(part, f"{path}[{index}]")


def _refuse_unclean_text(value: str, path: str) -> None:
    if "\0" in value:
        raise _bad(path, "must not contain the NUL character", "不能含有 NUL 字符")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _bad(path, "is not valid Unicode text", "不是有效的 Unicode 文本")
    if len(value) > LONGEST_TEXT:
        raise _too_long(path, LONGEST_TEXT)


def plain(value: Any) -> Any:
    """Coerced arguments as JSON has them: enums by name, days as text."""
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


class Input:
    """An input object by its GraphQL names."""

    __slots__ = ("_path", "_values")

    def __init__(self, values: Mapping[str, Any] | None, path: str = "input") -> None:
        self._values: Mapping[str, Any] = values or {}
        self._path = path

    def has(self, name: str) -> bool:
        """Whether it is given at all, and not as null."""
        return self._values.get(name) is not None

    def text(self, name: str, *, most: int = LONGEST_TEXT) -> str:
        """A text that must be there and say something; its outer white space is dropped."""
        value = self.optional_text(name, most=most)
        if value is None:
            raise _bad(self._at(name), "must not be empty", "不能为空")
        return value

    def optional_text(self, name: str, *, most: int = LONGEST_TEXT) -> str | None:
        """A text of at most ``most`` characters, or None where it is left out or blank."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise _bad(self._at(name), "must be a text", "应为文本")
        value = value.strip()
        if len(value) > most:
            raise _too_long(self._at(name), most)
        return value or None

    def integer(self, name: str, low: int, high: int) -> int | None:
        """A whole number between ``low`` and ``high``, or None where it is left out."""
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise _bad(self._at(name), f"must be a whole number from {low} to {high}", f"应为 {low} 至 {high} 的整数")
        return value

    def flag(self, name: str) -> bool | None:
        """A truth value, or None where it is left out."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, bool):
            raise _bad(self._at(name), "must be true or false", "应为 true 或 false")
        return value

    def day(self, name: str) -> date:
        """A date that must be there."""
        value = self._values.get(name)
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(self.text(name, most=10))
        except ValueError:
            raise _bad(self._at(name), "must be a date, YYYY-MM-DD", "应为 YYYY-MM-DD 格式的日期") from None

    def optional_day(self, name: str) -> date | None:
        """A date, or None where it is left out."""
        return None if self._values.get(name) is None else self.day(name)

    def words(self, name: str, *, most: int) -> list[str]:
        """A list of texts, ``most`` at the longest."""
        return [Input({name: value}, self._path).text(name) for value in self._list(name, most)]

    def numbers(self, name: str, *, most: int) -> list[int]:
        """A list of whole numbers, ``most`` at the longest."""
        values = self._list(name, most)
        if any(not isinstance(value, int) or isinstance(value, bool) for value in values):
            raise _bad(self._at(name), "must hold whole numbers", "应为整数")
        return values

    def parts(self, name: str, *, most: int) -> list[Input]:
        """A list of input objects, ``most`` at the longest."""
        return [Input(value, f"{self._at(name)}[{index}]") for index, value in enumerate(self._list(name, most))]

    def optional_parts(self, name: str, *, most: int) -> list[Input]:
        """A list of input objects, empty where it is left out."""
        return [] if self._values.get(name) is None else self.parts(name, most=most)

    def json(self, name: str) -> object:
        """Whatever is given, which must be something."""
        if self._values.get(name) is None:
            raise _bad(self._at(name), "must be given", "必须给出")
        return self._values[name]

    def part(self, name: str) -> Input:
        """An input object that must be there."""
        value = self._values.get(name)
        if not isinstance(value, Mapping):
            raise _bad(self._at(name), "must be given", "必须给出")
        return Input(value, self._at(name))

    def _list(self, name: str, most: int) -> list[Any]:
        value = self._values.get(name)
        if not isinstance(value, list | tuple):
            raise _bad(self._at(name), "must be a list", "应为列表")
        if len(value) > most:
            raise _bad(self._at(name), f"must have at most {most} entries", f"最多 {most} 项")
        return list(value)

    def wrong(self, name: str, en: str, zh: str) -> ShiziError:
        """A refusal of one of the values, for a reason of the caller's."""
        return _bad(self._at(name), en, zh)

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}"


def _bad(path: str, en: str, zh: str) -> ShiziError:
    return bad_user_input(f"{path} {en}.", f"{path} {zh}。", argument=path)


def _too_long(path: str, most: int) -> ShiziError:
    return _bad(path, f"must have at most {most} characters", f"不能超过 {most} 个字符")
