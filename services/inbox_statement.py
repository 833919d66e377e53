"""The statement behind `inbox`: the waits of all domains as one list, in the order of their last days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graphql.execution.values import VariableValues

from services.catalog import CATALOG
from services.kit.inbox import Waits
from services.kit.reads.binding import Call, Parameters, Place, View
from services.kit.reads.jsontext import quoted
from services.kit.reads.visibility import RECORDS, admits, sees

TAKES_COMMANDS: Final = "f.provenance <> 'SYNTHETIC' and (f.provenance = 'RECORDED' or f.gaps = '{}')"
"""Examples wait for nobody, and what its source leaves gaps in takes no command."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and about which roles. ``own``: only what is this person's own counts, in every role."""

    view: View
    subject: str
    roles: frozenset[str]
    own: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with ``$n`` and the values to bind."""

    sql: str
    values: list[object]


@dataclass(slots=True)
class Builder:
    """Builds statements over the waits that may concern the asker. Values are bound, never spliced."""

    place: Place
    asker: Asker
    today: date
    parameters: Parameters

    @classmethod
    def of(cls, place: Place, asker: Asker, today: date) -> Builder:
        """A builder for one statement."""
        return cls(place, asker, today, CATALOG.seen_by(asker.view.roles))

    def bound(self, key: str, type_: str, value: object) -> str:
        """A parameter that has this value."""
        return self.parameters.bind(key, type_, lambda _call: value)

    def statement(self, sql: str) -> Statement:
        """The statement with its values."""
        call = Call(self.place, self.asker.view, self.today, self.today, VariableValues({}, {}), {})
        return Statement(sql, [binder(call) for binder in self.parameters.binders])

    def concerned(self, waits: Waits) -> list[str]:
        """The roles asked about that this wait is for, in order."""
        return sorted(self.asker.roles & set(waits.whom))

    def rows(self, waits: Waits) -> str:
        """One SELECT over the records that wait."""
        conditions = [self._whose(waits.whom[role]) for role in self.concerned(waits)]
        seen = f"{sees(self.parameters, 'f', waits.record.seers)} and {admits(self.parameters, waits.module, RECORDS)}"
        return (
            f"select {quoted(waits.kind)} as kind, f.id, f.version, {self._text(waits.title)} as title,"
            f" {self._text(waits.since)} as since, ({self._text(waits.until)})::date as until,"
            f" {self._text(waits.provisional)} as provisional, {self.whom(waits)} as whom from {waits.record.table} f"
            f" where {self._text(waits.where)} and {TAKES_COMMANDS} and {seen} and ({' or '.join(conditions)})"
        )

    def whom(self, waits: Waits) -> str:
        """The roles for which a row waits, as SQL."""
        roles = [f"case when {self._whose(waits.whom[role])} then {quoted(role)} end" for role in self.concerned(waits)]
        return f"array_remove(array[{', '.join(roles)}]::text[], null)"

    def _whose(self, condition: str) -> str:
        """Which rows are somebody's own; all of them where the question is about the role."""
        if not self.asker.own and ("{subject}" in condition or "{unit}" in condition):
            return "true"
        return f"({self._text(condition)})"

    def _text(self, template: str) -> str:
        return template.format(row="f", **self._named(template))

    def _named(self, template: str) -> dict[str, str]:
        named: dict[str, Callable[[], str]] = {
            "subject": lambda: self.bound("subject", "text", self.asker.subject),
            "unit": lambda: self.bound("unit", "text", self.asker.view.unit),
        }
        return {name: made() for name, made in named.items() if f"{{{name}}}" in template}


def waiting(builder: Builder, waits: Iterable[Waits]) -> str:
    """FROM: everything that waits, with ``key`` telling one wait of a record from another."""
    parts = [builder.rows(each) for each in waits]
    return f"(select u.*, u.id || ' ' || u.kind as key from ({' union all '.join(parts)}) u) w"


def page(builder: Builder, source: str, after: tuple[Any, str] | None, size: int, *, overdue: bool | None) -> Statement:
    """The page after a mark (a last day and a key) and one row more, the total and how many are overdue."""
    today = builder.bound("day", "date", builder.today)
    kept = "true" if overdue is None else f"coalesce(w.until < {today}, false) = {str(overdue).lower()}"
    beyond = "true" if after is None else _beyond(builder, *after)
    order = 'until nulls last, key collate "C"'
    sql = (
        f"with w as materialized (select w.* from {source} where {kept}),"
        f" p as (select w.* from w where {beyond} order by {order} limit {size + 1})"
        f" select (select count(*) from w) as total, (select count(*) from w where w.until < {today}) as overdue,"
        f" coalesce((select jsonb_agg(to_jsonb(p) order by {order}) from p), '[]') as rows"
    )
    return builder.statement(sql)


def _beyond(builder: Builder, until: date | None, key: str) -> str:
    after = f'w.key > {builder.bound("after key", "text", key)} collate "C"'
    if until is None:
        return f"(w.until is null and {after})"
    day = builder.bound("after day", "date", until)
    return f"(w.until > {day} or w.until = {day} and {after} or w.until is null)"
