"""An example register, marked SYNTHETIC: the members, bodies and sessions of a coming term.

The example filings belong to the term before it. A committee that keeps members of a term takes proposals of that term
from them alone; so the example register never stands in the way of a proposal of the present term.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schema.ids import derived_id
from services.committees.records import BODY, MEMBER, SESSION
from services.facts.reading import source
from services.facts.synthetic import SESSION as LAST_SESSION
from services.facts.synthetic import TERM as LAST_TERM
from services.kit.events import Row
from services.kit.importing import ImportRecord
from services.kit.records import RecordKind

TERM = LAST_TERM + 1
FIRST_DAY = date(2026, 10, 13)
NAMES = "甲乙丙丁戊己庚辛壬癸"
SECTORS = ("示例教育界", "示例经济界")
PARTY = "示例党派市委会"


@dataclass(frozen=True, slots=True)
class _Session:
    """A plenary session and the days around it."""

    term: int
    session: int
    accepts_from: date
    opens_on: date
    accepts_until: date
    closes_on: date


SESSIONS = (
    _Session(LAST_TERM, LAST_SESSION, date(2025, 10, 14), date(2026, 1, 12), date(2026, 1, 14), date(2026, 1, 16)),
    _Session(TERM, 1, FIRST_DAY, date(2027, 1, 11), date(2027, 1, 13), date(2027, 1, 15)),
)


def synthetic_register(code: str) -> Iterator[ImportRecord]:
    """The example register of a committee; the subjects of its members' tokens are ``example-1`` and so on."""
    for number in range(1, len(NAMES) + 1):
        yield _example(MEMBER, member_id(code, number), _member(number), "NODE")
    for kind, name, term, convenor in _BODIES:
        body = {
            "kind": kind,
            "name": name,
            "term": term,
            "convenor_id": member_id(code, convenor) if convenor else None,
        }
        yield _example(BODY, str(derived_id(code, BODY.kind, kind, name, str(term))), body)
    for each in SESSIONS:
        values = {name: _plain(getattr(each, name)) for name in _Session.__slots__}
        yield _example(SESSION, str(derived_id(code, SESSION.kind, str(each.term), str(each.session))), values)


def member_id(code: str, number: int) -> str:
    """The id of an example member, counted from 1."""
    return str(derived_id(code, MEMBER.kind, "synthetic", str(number)))


_BODIES = (
    ("SECTOR", SECTORS[0], TERM, 1),
    ("SECTOR", SECTORS[1], TERM, 2),
    ("SECTOR_GROUP", "示例界别小组", TERM, 3),
    ("PARTY", PARTY, None, 4),
    ("PEOPLES_ORGANISATION", "示例人民团体", None, None),
    ("SPECIAL_COMMITTEE", "示例专门委员会", TERM, 5),
)


def _member(number: int) -> Row:
    """Every second member is of the other sector; every fourth belongs to the example party."""
    return {
        "name": f"示例委员{NAMES[number - 1]}",
        "sector": SECTORS[number % 2 - 1],
        "party": PARTY if number % 4 == 0 else None,
        "term": TERM,
        "subject": f"example-{number}",
        "from_day": FIRST_DAY.isoformat(),
    }


def _example(record: RecordKind, id: str, values: Row, visibility: str = "PUBLISHED") -> ImportRecord:
    origin = source("synthetic")
    return ImportRecord(record, id, values, origin.provenance, origin.citation, visibility=visibility)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
