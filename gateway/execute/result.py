"""The outcome of running a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schema.completeness import Completeness


@dataclass(frozen=True, slots=True)
class Result:
    """A GraphQL answer, and how complete it is when a partition had part in it."""

    data: dict[str, Any] | None
    errors: list[dict[str, Any]]
    completeness: Completeness | None
