"""Facts of the reports module: published figures as printed, and whether they close, computed on the way in."""

from collections.abc import Iterator
from decimal import Decimal

from schema.ids import derived_id
from schema.reports.audit import AuditedCheck, audit
from schema.reports.closure import Closing, close, parse_check, parse_figure
from services.facts.fact import fact
from services.facts.reading import Entry, entries
from services.kit.importing import ImportRecord
from services.reports.records import REPORT

COLUMNS = ("committee", "subject", "title", "period", "figures", "checks", "closes", "note")


def closing(entry: Entry) -> Closing:
    """What the checks declared for a report come to."""
    return close(
        [parse_figure(figure) for figure in entry["figures"]], [parse_check(check) for check in entry.get("checks", ())]
    )


def report_facts() -> Iterator[ImportRecord]:
    """Reports with their figures and checks."""
    for entry in entries("reports", "report"):
        report = derived_id(entry["owner"], "report", "fact", entry["subject"], entry["title"], entry["period"])
        closed = closing(entry)
        computed = {
            "figures": [_figure(figure) for figure in entry["figures"]],
            "checks": [_check(check) for check in audit(entry["figures"], entry.get("checks", ()))],
            "closes": closed.closes.name,
        }
        yield fact(REPORT, str(report), entry | computed, COLUMNS)


def _figure(entry: Entry) -> Entry:
    return {
        "name": entry["name"],
        "value": entry.get("value"),
        "upper": entry.get("upper"),
        "unit": entry["unit"],
        "qualifier": entry.get("qualifier", "EXACT"),
        "asPrinted": entry["as_printed"],
    }


def _check(check: AuditedCheck) -> Entry:
    return {
        "identity": check.identity,
        "holds": check.holds,
        "verdict": check.verdict.value,
        "parts": _number(check.parts.total),
        "partsUnits": list(check.parts.units),
        "whole": _number(check.whole.total),
        "wholeUnits": list(check.whole.units),
        "difference": _number(check.difference),
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
