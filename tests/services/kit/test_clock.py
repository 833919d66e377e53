"""Time: from the injected clock alone."""

import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from services.kit.clock import ManualClock, SystemClock

SERVICES = Path(__file__).parents[3] / "services"
SQL_CLOCKS = re.compile(
    r"(?<![.\w])now\s*\(|\b(current_timestamp|current_date|current_time|localtimestamp|localtime"
    r"|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\b",
    re.IGNORECASE,
)
PYTHON_CLOCKS = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time(_ns)?)\s*\(")


def test_no_statement_asks_the_database_for_the_time() -> None:
    files = [path for path in SERVICES.rglob("*") if path.suffix in (".py", ".sql")]
    assert any(path.suffix == ".sql" for path in files)
    found = [
        f"{path.relative_to(SERVICES)}: {line.strip()}"
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if SQL_CLOCKS.search(line) and "def now(" not in line
    ]
    assert found == []


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    found = {
        path.relative_to(SERVICES).as_posix()
        for path in SERVICES.rglob("*.py")
        if PYTHON_CLOCKS.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"kit/clock.py"}


def test_a_manual_clock_stands_until_moved() -> None:
    clock = ManualClock(datetime(2026, 1, 1, 8, tzinfo=timezone(timedelta(hours=8))))
    assert clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
    clock.advance(timedelta(seconds=2))
    clock.advance(timedelta(seconds=-5))
    assert clock.now() == datetime(2025, 12, 31, 23, 59, 57, tzinfo=UTC)
    assert clock.monotonic() == 2.0


def test_a_manual_clock_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        ManualClock(datetime(2026, 1, 1))  # noqa: DTZ001 - the missing zone is the point


def test_the_system_clock_is_in_utc_and_runs_forward() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()
