"""Starts an installation of its own, fills it with example filings, asks the README's questions, prints tables."""

import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.pool import compare
from tests.bench.questions import Measured, measure
from tests.bench.search import search
from tests.examples import EXAMPLES
from tests.system import System, free_ports

FILINGS = 500
QUESTIONS = ("joint", "partner", "filings", "totals", "reports")


def main() -> None:
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, PostgreSQL embedded\n")
    with _folder() as folder:
        ports = free_ports(10)
        system = System(folder / "home", gateway_port=ports, node_port=ports + 1)
        print("| start · 启动 | s |\n|---|---|")
        for name in ("first · 首次", "warm · 再次"):
            begun = time.monotonic()
            system.start()
            print(f"| {name} | {time.monotonic() - begun:.1f} |", flush=True)
            if name.startswith("first"):
                system.stop()
        try:
            _ask(system)
        finally:
            system.stop()
        for line in search(folder):
            print(line, flush=True)
    _pool()


def _pool() -> None:
    print("\n| HTTP client, 50 at once · 客户端，50 并发 | requests/s | CPU µs a request |\n|---|---|---|")
    for name, cost in compare().items():
        print(f"| {name} | {cost.per_second:.0f} | {cost.cpu_us:.0f} |", flush=True)


def _ask(system: System) -> None:
    seeded = system.shizi("seed", "--synthetic", str(FILINGS))
    if seeded.returncode:
        raise SystemExit(seeded.stderr)
    print(f"\n{FILINGS} synthetic filings a committee · 每个节点 {FILINGS} 件示例提案\n")
    print("| question · 查询 | kB | p50 ms | p99 ms | 16 at once, requests/s |\n|---|---|---|---|---|")
    for name in QUESTIONS:
        print(_row(name, measure(f"{system.url}/graphql", EXAMPLES[name])), flush=True)


def _row(name: str, found: Measured) -> str:
    return f"| {name} | {found.kilobytes:.1f} | {found.p50_ms:.1f} | {found.p99_ms:.1f} | {found.per_second:.0f} |"


@contextmanager
def _folder() -> Iterator[Path]:
    """A short folder that the database's user can reach."""
    made = Path(tempfile.mkdtemp(prefix="shz", dir="/tmp"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made)


if __name__ == "__main__":
    main()
