"""Facts of the proposals module: proposals that public pages name, as far as each page says."""

from collections.abc import Iterator

from schema.ids import derived_id
from services.facts.fact import fact
from services.facts.reading import Entry, entries
from services.kit.importing import ImportRecord
from services.proposals.records import FILING

FILING_COLUMNS = (
    "title",
    "text",
    "term",
    "session",
    "case_number",
    "state",
    "outcome",
    "origin",
    "is_key_proposal",
    "submitted_at",
    "filed_at",
    "happened_in",
    "merged_into",
)


def filing_facts() -> Iterator[ImportRecord]:
    """Filings with the units that are named as handling them."""
    for entry in entries("filings", "filing"):
        filing = str(derived_id(entry["owner"], "filing", "fact", entry["title"]))
        children = {"proposer": [], "assignment": _assignments(entry, filing), "review": []}
        yield fact(FILING, filing, entry, FILING_COLUMNS, children)


def _assignments(entry: Entry, filing: str) -> list[Entry]:
    return [
        {
            "id": str(derived_id(entry["owner"], "assignment", filing, unit)),
            "position": position,
            "unit": unit,
            "role": None,
            "state": None,
            "due_on": None,
        }
        for position, unit in enumerate(entry.get("units", ()), 1)
    ]
