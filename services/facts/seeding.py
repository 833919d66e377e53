"""Loads the facts into the committees' databases; repeating it changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

from schema.ids import parse_id
from services.facts.committees import committee_facts, refusal_reasons, sectors
from services.facts.filings import filing_facts
from services.facts.held import Held, held_counts
from services.facts.policies import sharing_policy
from services.facts.reports import report_facts
from services.facts.synthetic import synthetic_filings
from services.facts.synthetic_register import synthetic_register
from services.facts.topics import topic_facts
from services.kit.clock import Clock
from services.kit.importing import ImportRecord, ImportSummary, import_records
from services.kit.opening import open_node

COMMITTEES = ("440000", "440100", "440113", "440500", "441800", "440606", "440983", "350800")
Said = Callable[[str, ImportSummary], None]


@dataclass(frozen=True, slots=True)
class SeedSummary:
    """What each committee got, and what was kept back."""

    committees: dict[str, ImportSummary]
    held: dict[Held, int] = field(default_factory=held_counts)

    @property
    def imported(self) -> int:
        return sum(summary.imported for summary in self.committees.values())

    @property
    def present(self) -> int:
        return sum(summary.present for summary in self.committees.values())


@cache
def _facts() -> tuple[ImportRecord, ...]:
    return tuple(chain(committee_facts(), topic_facts(), filing_facts(), report_facts()))


def facts_of(code: str) -> list[ImportRecord]:
    """The facts that a committee owns."""
    return [each for each in _facts() if parse_id(each.id).owner == code]


def examples(code: str, count: int) -> list[ImportRecord]:
    """So many example filings of a committee and its example register; nothing for none."""
    return [*synthetic_register(code), *synthetic_filings(code, count)] if count else []


async def seed(
    dsn: str,
    home: Path,
    clock: Clock,
    *,
    committees: Sequence[str] = COMMITTEES,
    synthetic: int = 0,
    said: Said | None = None,
) -> SeedSummary:
    """Bring facts, lists and sharing policies into the databases of `committees`.

    `dsn` is the administrator's address and `home` has the committees' passwords, as nodes take them. `synthetic` adds
    so many example filings, and an example register, to each committee. `said` hears of each committee when it is done.
    """
    done: dict[str, ImportSummary] = {}
    for code in committees:
        done[code] = await _seed_one(dsn, home, clock, code, synthetic)
        if said is not None:
            said(code, done[code])
    return SeedSummary(done)


async def _seed_one(dsn: str, home: Path, clock: Clock, code: str, synthetic: int) -> ImportSummary:
    database = await open_node(dsn, code, home=home, clock=clock)
    try:
        return await import_records(
            database,
            code,
            [*facts_of(code), *examples(code, synthetic)],
            clock,
            lists={"sector": sectors(code), "refusal_reason": refusal_reasons(), "sharing_policy": sharing_policy()},
        )
    finally:
        await database.close()
