"""The built page, a browser, and a small GraphQL server of the tests' own."""

import os
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.web.browser import FLAGS, Chromium, find_chromium
from tests.web.serving import serving
from tests.web.small_server import small_server

NO_BROWSER = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Chromium:
    found, reason = find_chromium()
    if found is None:
        pytestconfig.stash[NO_BROWSER] = reason
        getattr(pytestconfig, "workeroutput", {})["no_browser"] = reason
        if os.environ.get("CI"):
            pytest.fail(f"no Chromium for the browser tests: {reason}")
        pytest.skip(f"no Chromium: {reason}")
    return found


def pytest_unconfigure(config: pytest.Config) -> None:
    """The last line of the run says so when there was no browser to be had."""
    reason = config.stash.get(NO_BROWSER, None)
    if reason is not None and not hasattr(config, "workerinput"):
        print(f"没有浏览器，网页测试未运行 · no browser: the page was NOT tested ({reason})", file=sys.stderr)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: Chromium) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=chromium.path, args=list(FLAGS), env={**os.environ, **chromium.environment}
        )
        yield started
        await started.close()


@pytest.fixture(scope="session")
def small_url(built: None) -> Iterator[str]:
    """Address of the small server."""
    with serving(small_server()) as url:
        yield url
