"""From an entry of a data file to a record to import."""

from collections.abc import Iterable, Mapping, Sequence

from services.facts.reading import Entry, source
from services.kit.events import Row
from services.kit.importing import ImportRecord
from services.kit.records import RecordKind


def fact(
    record: RecordKind,
    id: str,
    entry: Entry,
    columns: Iterable[str],
    children: Mapping[str, Sequence[Row]] | None = None,
) -> ImportRecord:
    """The record of an entry: its columns by their names (null where the entry has none), its source and its gaps."""
    origin = source(entry["source"])
    return ImportRecord(
        record=record,
        id=id,
        values={column: entry.get(column) for column in columns},
        provenance=origin.provenance,
        source=origin.citation,
        gaps=tuple(entry["gaps"]),
        children=children or {},
    )
