"""What all tests share, also when several workers run them."""

from typing import Any

import pytest
from hypothesis import settings

from tests.web.conftest import NO_BROWSER

settings.register_profile("shizi", deadline=None)  # machines of two cores pause where they like
settings.load_profile("shizi")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a worker that there was no browser, so that the run's last line can say it."""
    reason = getattr(node, "workeroutput", {}).get("no_browser")
    if reason is not None:
        node.config.stash[NO_BROWSER] = reason
