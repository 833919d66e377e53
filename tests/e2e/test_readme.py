"""The README tells the truth: its queries are asked and its commands are run as written."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.examples import EXAMPLES
from tests.system import ROOT, System, until

READMES = ("README.md", "README.zh-CN.md")
PAIR = re.compile(r"```graphql\n(.*?)```\s+```json\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"```sh\n(.*?)```", re.DOTALL)
NOT_RUN_HERE = (
    "make test",
    "SHIZI_DATABASE_URL=",
)  # the first would run this test again, the second names an example host


def pairs(name: str) -> list[tuple[str, Any]]:
    return [(query, json.loads(answer)) for query, answer in PAIR.findall((ROOT / name).read_text())]


def holds(shown: Any, real: Any) -> bool:
    """Everything shown stands in the real answer, in the same order."""
    if isinstance(shown, dict):
        return isinstance(real, dict) and all(key in real and holds(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list):
        rest = iter(real)
        return isinstance(real, list) and all(any(holds(item, candidate) for candidate in rest) for item in shown)
    return bool(shown == real)


@pytest.mark.parametrize("readme", READMES)
def test_answers_are_real(system: System, readme: str) -> None:
    shown = pairs(readme)
    assert [" ".join(query.split()) for query, _ in shown] == [
        " ".join(EXAMPLES[name].split()) for name in ("joint", "partner", "filings", "totals", "reports")
    ]
    for query, answer in shown:
        real = system.ask(query).body
        assert holds(answer["data"], real["data"]), json.dumps(real, ensure_ascii=False)[:4000]


@pytest.mark.parametrize("readme", READMES)
def test_commands_run(system: System, readme: str) -> None:
    commands = [line for block in COMMAND.findall((ROOT / readme).read_text()) for line in block.strip().splitlines()]
    assert "make up" in commands
    for command in commands:
        if not command.startswith(NOT_RUN_HERE):
            done = subprocess.run(
                command,
                shell=True,
                cwd=ROOT,
                env=system.environment,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert done.returncode == 0, (command, done.stdout, done.stderr)
    until("440100 LIVE again", lambda: system.statuses()["440100"] == "LIVE", 15)


def test_both_languages_show_the_same(system: System) -> None:
    assert pairs("README.md") == pairs("README.zh-CN.md")
    blocks = [COMMAND.findall((ROOT / name).read_text()) for name in READMES]
    assert blocks[0] == blocks[1]


def test_links_lead_somewhere() -> None:
    for name in READMES:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / name).read_text()):
            assert (ROOT / Path(target)).exists(), (name, target)
