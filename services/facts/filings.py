"""Facts of the proposals module: proposals that public pages name, as far as each page says."""

from collections.abc import Iterator

from schema.ids import derived_id
from services.facts.fact import fact
from services.facts.reading import Entry, entries
from services.handling.records import ASSIGNMENT
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
ASSIGNMENT_COLUMNS = ("filing_id", "position", "unit", "role", "state", "due_on")


# A page that names a unit says no more of its part than the name.
UNSAID = ("creditCode", "level", "area", "role", "state", "assigningBody", "issuedOn", "dueOn")


def filing_facts() -> Iterator[ImportRecord]:
    """Filings, and after them their assignments to the units that are named as handling them."""
    assignments: list[ImportRecord] = []
    for entry in entries("filings", "filing"):
        filing = str(derived_id(entry["owner"], "filing", "fact", entry["title"]))
        yield fact(FILING, filing, entry, FILING_COLUMNS, {"proposer": [], "review": []})
        assignments += _assignments(entry, filing)
    yield from assignments


def _assignments(entry: Entry, filing: str) -> Iterator[ImportRecord]:
    for position, unit in enumerate(entry.get("units", ()), 1):
        said = {"filing_id": filing, "position": position, "unit": unit, "source": entry["source"], "gaps": UNSAID}
        assignment = str(derived_id(entry["owner"], "assignment", filing, unit))
        yield fact(ASSIGNMENT, assignment, said, ASSIGNMENT_COLUMNS)
