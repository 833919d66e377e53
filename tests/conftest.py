"""What all tests share, also when several workers run them."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from deploy.web import ensure_built
from tests.system import SYNTHETIC_EACH, System, run_system
from tests.web.conftest import NO_BROWSER

settings.register_profile("shizi", deadline=None)  # machines of two cores pause where they like
settings.load_profile("shizi")

TOGETHER = {
    "tests/e2e/test_bad_input.py": "system",
    "tests/e2e/test_five_queries.py": "system",
    "tests/e2e/test_identity.py": "system",
    "tests/e2e/test_readme.py": "system",
    "tests/e2e/test_ten_questions.py": "system",
    "tests/web/test_examples.py": "system",
    "tests/e2e/test_a_filing_is_handled.py": "busy",
    "tests/e2e/test_a_proposal_year.py": "busy",
    "tests/e2e/test_paging.py": "busy",
    "tests/e2e/test_spreadsheets.py": "busy",
    "tests/e2e/test_topics_and_leads.py": "busy",
}
"""Files that use one whole system run in the same process, so that it is started once."""

LONGEST = ("tests/deploy/test_up.py", "system", "busy", "tests/web/test_build.py")
"""What takes longest starts first: otherwise one process waits for the other at the end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests stay together, before xdist reads it, and which come first, after they were shuffled."""
    group = {}
    for item in items:
        file = item.nodeid.split("::")[0]
        group[item] = TOGETHER.get(file, file)
        item.add_marker(pytest.mark.xdist_group(group[item]))
    items.sort(key=lambda item: LONGEST.index(group[item]) if group[item] in LONGEST else len(LONGEST))


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a worker that there was no browser, so that the run's last line can say it."""
    reason = getattr(node, "workeroutput", {}).get("no_browser")
    if reason is not None:
        node.config.stash[NO_BROWSER] = reason


@pytest.fixture(scope="session")
def built() -> None:
    """The page is built."""
    ensure_built(print)


@pytest.fixture(scope="session")
def system(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system that holds the facts alone: tests read it, stop and start its committees, write at most a draft."""
    yield from run_system(tmp_path_factory.mktemp("system") / "home")


@pytest.fixture(scope="session")
def busy(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system with five hundred invented filings at each committee, which tests write to."""
    for running in run_system(tmp_path_factory.mktemp("busy") / "home"):
        done = running.shizi("seed", "--synthetic", str(SYNTHETIC_EACH))
        assert done.returncode == 0, done.stderr
        yield running
