"""Projects what was fetched onto what the client asked: its order, its names, its nulls.

A null where none may be makes the nearest nullable parent null and leaves at most one error, none when an error of
a subgraph explains it already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from gateway.execute.errors import Errors, Path
from gateway.execute.leaves import LeafError, completed_leaf
from gateway.operation.selection import holds
from gateway.operation.shapes import FieldShape, LeafShape, ListShape, ObjectShape, Shape
from schema.errors import ErrorCode, ShiziError


class _Null(Enum):
    """A null that its parent must become too."""

    SPREADS = "spreads"


_SPREADS: Final = _Null.SPREADS


@dataclass(frozen=True, slots=True)
class Projection:
    """Projects one answer."""

    variables: Mapping[str, Any]
    errors: Errors

    def data(self, shape: ObjectShape, fetched: Mapping[str, Any]) -> dict[str, Any] | None:
        """The `data` of the answer."""
        value = self._complete(shape, dict(fetched), (), shape.type)
        return None if value is _SPREADS else value

    def _complete(self, shape: Shape, value: Any, path: Path, coordinate: str) -> Any:
        if value is None:
            return self._null(shape, path, coordinate)
        match shape:
            case LeafShape():
                return self._leaf(shape, value, path, coordinate)
            case ListShape():
                return self._list(shape, value, path, coordinate)
            case ObjectShape():
                return self._object(shape, value, path, coordinate)

    def _null(self, shape: Shape, path: Path, coordinate: str) -> Any:
        if not shape.required:
            return None
        self.errors.violation(path, coordinate, _missing(coordinate))
        return _SPREADS

    def _wrong(self, shape: Shape, path: Path, coordinate: str, reason: str) -> Any:
        self.errors.violation(path, coordinate, _unusable(coordinate, reason))
        return _SPREADS if shape.required else None

    def _leaf(self, shape: LeafShape, value: Any, path: Path, coordinate: str) -> Any:
        try:
            return completed_leaf(shape, value)
        except LeafError as error:
            return self._wrong(shape, path, coordinate, str(error))

    def _list(self, shape: ListShape, value: Any, path: Path, coordinate: str) -> Any:
        if not isinstance(value, list):
            return self._wrong(shape, path, coordinate, "not a list")
        items = [self._complete(shape.item, item, (*path, index), coordinate) for index, item in enumerate(value)]
        if any(item is _SPREADS for item in items):
            return _SPREADS if shape.required else None
        return items

    def _object(self, shape: ObjectShape, value: Any, path: Path, coordinate: str) -> Any:
        if not isinstance(value, dict):
            return self._wrong(shape, path, coordinate, "not an object")
        name = shape.type if shape.type_key is None else value.get(shape.type_key)
        if not isinstance(name, str) or name not in shape.possible:
            return self._wrong(shape, path, coordinate, "of a type that this graph does not have there")
        out: dict[str, Any] = {}
        for field in self._fields(shape, name):
            if field.is_typename:
                out[field.key] = name
                continue
            item = self._complete(field.shape, value.get(field.key), (*path, field.key), field.coordinate)
            if item is _SPREADS:
                return _SPREADS if shape.required else None
            out[field.key] = item
        return out

    def _fields(self, shape: ObjectShape, name: str) -> Iterator[FieldShape]:
        """The fields of a concrete object in the client's order, those of one response key made one."""
        active = [
            field
            for field in shape.fields
            if (field.only is None or name in field.only) and (not field.when or holds(field.when, self.variables))
        ]
        if not shape.repeats:
            yield from active
            return
        united: dict[str, FieldShape] = {}
        for field in active:
            earlier = united.get(field.key)
            united[field.key] = field if earlier is None else replace(earlier, shape=_both(earlier.shape, field.shape))
        yield from united.values()


def _both(first: Shape, second: Shape) -> Shape:
    """The shape of a value that is selected twice; validation saw to it that both have the same wrapping."""
    if isinstance(first, ListShape) and isinstance(second, ListShape):
        return replace(first, item=_both(first.item, second.item))
    if isinstance(first, ObjectShape) and isinstance(second, ObjectShape):
        return replace(first, fields=first.fields + second.fields, repeats=True)
    return first


def _missing(coordinate: str) -> ShiziError:
    return ShiziError(
        ErrorCode.INCOMPLETE,
        f"{coordinate} cannot be null, but nobody answered it.",
        f"{coordinate} 不得为空，但没有节点给出它的值。",
    )


def _unusable(coordinate: str, reason: str) -> ShiziError:
    return ShiziError(
        ErrorCode.INCOMPLETE,
        f"The value of {coordinate} is unusable: {reason}.",
        f"{coordinate} 的值无法使用：{reason}。",
    )
