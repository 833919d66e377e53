"""Checks what a node sent against the shape of what it was asked, before any of it is used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.execute.leaves import leaf_fault
from gateway.operation.selection import holds
from gateway.operation.shapes import LeafShape, ListShape, ObjectShape, Shape


def fault_in(shape: Shape, value: Any, variables: Mapping[str, Any], place: str = "data") -> str | None:
    """The first thing that is wrong with a value, in words; None when nothing is."""
    if value is None:
        return f"{place} is null" if shape.required else None
    match shape:
        case LeafShape():
            found = leaf_fault(shape, value)
            return None if found is None else f"{place}: {found}"
        case ListShape():
            return _list_fault(shape, value, variables, place)
        case ObjectShape():
            return _object_fault(shape, value, variables, place)


def _list_fault(shape: ListShape, value: Any, variables: Mapping[str, Any], place: str) -> str | None:
    if not isinstance(value, list):
        return f"{place} is no list"
    for index, item in enumerate(value):
        found = fault_in(shape.item, item, variables, f"{place}.{index}")
        if found is not None:
            return found
    return None


def _object_fault(shape: ObjectShape, value: Any, variables: Mapping[str, Any], place: str) -> str | None:
    if not isinstance(value, dict):
        return f"{place} is no object"
    name = shape.type if shape.type_key is None else value.get(shape.type_key)
    if not isinstance(name, str) or name not in shape.possible:
        return f"{place} is of no type that {shape.type} stands for"
    for field in shape.fields:
        if field.only is not None and name not in field.only:
            continue
        if field.key not in value:
            if holds(field.when, variables):
                return f"{place} lacks {field.key}"
            continue
        found = fault_in(field.shape, value[field.key], variables, f"{place}.{field.key}")
        if found is not None:
            return found
    return None
