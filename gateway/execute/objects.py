"""Walking fetched data: the objects at a response path, and merging entities into them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from gateway.execute.errors import Path
from gateway.planner.plan import Jump, Only, ResponsePath

Target = tuple[dict[str, Any], Path]
"""An object in the fetched data, and the path at which the client sees it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One entity to ask for, and everywhere it belongs."""

    representation: Mapping[str, Any]
    targets: list[Target]


def objects_at(value: Any, path: ResponsePath, type_key: str, place: Path = ()) -> Iterator[Target]:
    """The objects at a path, lists entered, whatever is null or of another type passed over."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from objects_at(item, path, type_key, (*place, index))
    elif isinstance(value, dict):
        if not path:
            yield value, place
        elif isinstance(path[0], Only):
            if value.get(type_key) == path[0].type:
                yield from objects_at(value, path[1:], type_key, place)
        else:
            yield from objects_at(value.get(path[0].key), path[1:], type_key, (*place, path[0].key))


def wanted_entities(step: Jump, data: Mapping[str, Any], type_key: str) -> list[Wanted]:
    """What a jump must ask for, each entity once. Objects that lack a key, or have a null in it, are passed over."""
    found: dict[bytes, Wanted] = {}
    for target in objects_at(data, step.path, type_key):
        values = [target[0].get(part.key) for part in step.key]
        if any(value is None for value in values):
            continue
        representation = {
            "__typename": step.type,
            **{part.name: value for part, value in zip(step.key, values, strict=True)},
        }
        slot = orjson.dumps(representation, option=orjson.OPT_SORT_KEYS)
        found.setdefault(slot, Wanted(representation, [])).targets.append(target)
    return list(found.values())


def merge_into(target: dict[str, Any], value: Mapping[str, Any]) -> None:
    """Merge an entity into an object: null never erases, objects merge, lists of one length merge item by item."""
    for key, new in value.items():
        old = target.get(key)
        if old is None:
            target[key] = new
        elif isinstance(old, dict) and isinstance(new, dict):
            merge_into(old, new)
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            target[key] = [_merged(first, second) for first, second in zip(old, new, strict=True)]
        elif new is not None:
            target[key] = new


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        merge_into(old, new)
        return old
    return old if new is None else new
