"""Two whole systems for the end-to-end tests, each started once as `make up` starts it."""

from collections.abc import Iterator

import pytest

from tests.system import System, run_system

SYNTHETIC_EACH = 500


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system that holds the facts alone: tests read it and stop and start its committees; they write nothing."""
    yield from run_system(tmp_path_factory.mktemp("system") / "home")


@pytest.fixture(scope="session")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system with five hundred invented filings at each committee, which tests write to."""
    for running in run_system(tmp_path_factory.mktemp("busy") / "home"):
        done = running.shizi("seed", "--synthetic", str(SYNTHETIC_EACH))
        assert done.returncode == 0, done.stderr
        yield running
