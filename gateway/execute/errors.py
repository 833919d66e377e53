"""The errors of one answer: each with the path that the client knows, none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from schema.errors import ErrorCode, ShiziError

Path = tuple[str | int, ...]

MOST_ERRORS: Final = 100
"""Of one reply, and of one projection; beyond that enough was said."""


def code_of(error: object) -> str:
    """The code that a GraphQL error carries, INTERNAL when it carries none."""
    extensions = error.get("extensions") if isinstance(error, dict) else None
    code = extensions.get("code") if isinstance(extensions, dict) else None
    return code if isinstance(code, str) else ErrorCode.INTERNAL.value


def message_of(error: object) -> str:
    """The message that a GraphQL error carries."""
    message = error.get("message") if isinstance(error, dict) else None
    return message if isinstance(message, str) and message else "An error without a message."


def path_of(error: object) -> Path:
    """The path that a GraphQL error carries, empty when it carries none or something else."""
    path = error.get("path") if isinstance(error, dict) else None
    if isinstance(path, list) and all(isinstance(part, str | int) for part in path):
        return tuple(path)
    return ()


class Errors:
    """Collects the errors of one answer."""

    def __init__(self) -> None:
        self._entries: list[dict[str, Any]] = []
        self._above: set[Path] = set()
        self._coordinates: set[str] = set()

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The errors as GraphQL has them."""
        return self._entries

    def add(self, error: ShiziError, path: Path, coordinates: Iterable[str] = ()) -> None:
        """An error of ours. `coordinates` are fields that are missing because of it, anywhere in the answer."""
        self._append(error.message, path, error.extensions)
        self._coordinates.update(coordinates)

    def adopt(self, errors: Iterable[object], place: Callable[[Path], Path | None], node: str | None) -> None:
        """Errors of a subgraph. `place` gives the client's path for its path, None for what the answer left out."""
        for error in list(errors)[:MOST_ERRORS]:
            path = place(path_of(error))
            if path is None:
                continue
            carried = error.get("extensions") if isinstance(error, dict) else None
            extensions = dict(carried) if isinstance(carried, dict) else {}
            extensions["code"] = code_of(error)
            if node is not None:
                extensions["node"] = node
            self._append(message_of(error), path, extensions)

    def violation(self, path: Path, coordinate: str, error: ShiziError) -> None:
        """A value that may not be: says so, unless an error at or below the place, or a step that failed, says why."""
        if path not in self._above and coordinate not in self._coordinates and len(self._entries) < MOST_ERRORS:
            self.add(error, path)

    def _append(self, message: str, path: Path, extensions: dict[str, object]) -> None:
        entry = {"message": message, "path": list(path), "extensions": extensions}
        if entry not in self._entries:
            self._entries.append(entry)
        self._above.update(path[:length] for length in range(1, len(path) + 1))
