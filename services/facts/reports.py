"""Facts of the reports module: published figures as printed, and whether they close, computed on the way in."""

from collections.abc import Iterator

from schema.ids import derived_id
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
            "checks": [{"identity": check.identity, "holds": check.holds} for check in closed.checks],
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
