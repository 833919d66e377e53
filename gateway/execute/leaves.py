"""Scalars and enum values as they may stand in an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from types import MappingProxyType
from typing import Any, Final

from gateway.operation.shapes import LeafShape

_INT_MIN: Final = -(2**31)
_INT_MAX: Final = 2**31 - 1


class LeafError(ValueError):
    """A value that its type does not have; the message says which."""


def completed_leaf(shape: LeafShape, value: Any) -> Any:
    """The value as clients get it. Raises LeafError. Custom scalars are whatever JSON they are."""
    if shape.values is not None:
        if isinstance(value, str) and value in shape.values:
            return value
        raise LeafError(f"{_short(value)} is no value of {shape.type}")
    complete = _SCALARS.get(shape.type)
    return value if complete is None else complete(value)


def leaf_fault(shape: LeafShape, value: Any) -> str | None:
    """Why a subgraph cannot have meant this value. An enum value we do not know may be a newer one: no fault."""
    if shape.values is not None:
        return None if isinstance(value, str) else f"{_short(value)} is no {shape.type}"
    try:
        completed_leaf(shape, value)
    except LeafError as error:
        return str(error)
    return None


def _int(value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and _INT_MIN <= value <= _INT_MAX:
        return value
    raise LeafError(f"{_short(value)} is no Int")


def _float(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        return value
    raise LeafError(f"{_short(value)} is no Float")


def _string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise LeafError(f"{_short(value)} is no String")


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise LeafError(f"{_short(value)} is no Boolean")


def _id(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise LeafError(f"{_short(value)} is no ID")


_SCALARS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {"Int": _int, "Float": _float, "String": _string, "Boolean": _boolean, "ID": _id}
)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "…"
