"""What waits for somebody, as data: each domain says which of its records wait, for whom, since when and until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kit.records import RecordKind


@dataclass(frozen=True, slots=True)
class Waits:
    """One kind of wait. All texts are SQL over ``{row}``, a row of the record's table.

    ``kind`` is a value of InboxKind. ``where`` says which records wait, and ``whom`` for which roles: for each, which
    of those records are this person's own (``{subject}``, ``{unit}``), ``true`` where whoever has the role will do.
    ``since`` is a time, ``until`` a day or null, ``provisional`` whether the calendar ends before it. ``ends`` are the
    commands that end the wait; one that makes another record is offered without being judged.
    """

    kind: str
    record: RecordKind
    module: str
    where: str
    whom: Mapping[str, str]
    ends: tuple[str, ...]
    since: str = "{row}.recorded_at"
    until: str = "null"
    provisional: str = "false"
    title: str = "{row}.title"

    def __str__(self) -> str:
        return f"{self.kind}: {self.record.kind} for {', '.join(self.whom)} until {', '.join(self.ends)}"
