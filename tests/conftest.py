"""What all tests share, also when several workers run them."""

from typing import Any

import pytest
from hypothesis import settings

from tests.web.conftest import NO_BROWSER

settings.register_profile("shizi", deadline=None)  # machines of two cores pause where they like
settings.load_profile("shizi")

TOGETHER = {
    "tests/e2e/test_bad_input.py": "system",
    "tests/e2e/test_five_queries.py": "system",
    "tests/e2e/test_identity.py": "system",
    "tests/e2e/test_readme.py": "system",
    "tests/e2e/test_a_filing_is_handled.py": "busy",
    "tests/e2e/test_a_proposal_year.py": "busy",
    "tests/e2e/test_paging.py": "busy",
    "tests/e2e/test_spreadsheets.py": "busy",
    "tests/e2e/test_topics_and_leads.py": "busy",
}
"""Files that use one whole system run in the same process, so that it is started once."""

LONGEST = ("tests/deploy/test_up.py", "system", "busy", "tests/web/test_build.py", "tests/web/test_examples.py")
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
