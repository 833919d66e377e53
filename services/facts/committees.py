"""Facts of the committees module: profiles, agreements and projects of partners, and the lists all start with."""

from collections.abc import Iterator

from schema.ids import committee_id, derived_id
from services.committees.records import PROFILE
from services.facts.fact import fact
from services.facts.reading import Entry, entries, load, source
from services.kit.importing import ImportRecord
from services.partners.records import AGREEMENT, PROJECT

PROFILE_COLUMNS = ("official_name", "term", "chairperson", "sector_count", "website")
AGREEMENT_COLUMNS = ("partner", "title", "purpose", "state", "signed_on", "valid_from", "valid_until")
PROJECT_COLUMNS = ("partners", "title", "summary", "state", "enterprises", "started_on")


def committee_facts() -> Iterator[ImportRecord]:
    """Profiles, agreements and projects."""
    for entry in entries("committees", "profile"):
        yield fact(PROFILE, str(committee_id(entry["owner"])), entry, PROFILE_COLUMNS)
    for entry in entries("committees", "agreement"):
        agreement = derived_id(entry["owner"], "agreement", "fact", entry["partner"])
        yield fact(AGREEMENT, str(agreement), entry, AGREEMENT_COLUMNS)
    for entry in entries("committees", "project"):
        project = derived_id(entry["owner"], "project", "fact", entry["title"])
        yield fact(PROJECT, str(project), entry, PROJECT_COLUMNS)


def sectors(code: str) -> list[Entry]:
    """The list of sectors that a committee keeps; the national one lies with its keeper alone."""
    kept = load("sectors")
    if kept["owner"] != code:
        return []
    citation = source(kept["source"]).citation
    return [
        {
            "name": sector["name"],
            "kind": sector["kind"],
            "from_term": sector.get("from_term"),
            "until_term": sector.get("until_term"),
            "source": citation,
            "position": position,
        }
        for position, sector in enumerate(kept["sector"], 1)
    ]


def refusal_reasons() -> list[Entry]:
    """The reasons not to file a proposal that every committee starts with."""
    citation = source(load("reasons")["source"]).citation
    return [
        {**reason, "source": citation, "position": position}
        for position, reason in enumerate(entries("reasons", "reason"), 1)
    ]
