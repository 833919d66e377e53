"""The whole system, started once for the end-to-end tests as `make up` starts it."""

from collections.abc import Iterator

import pytest

from tests.system import System, run_system


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    yield from run_system(tmp_path_factory.mktemp("system") / "home")
