"""What a node's process reads from its environment."""

import pytest

from services.settings import SettingsError, from_environment

URL = {"SHIZI_DATABASE_URL": "postgresql://localhost/shizi"}


def test_the_watcher_looks_as_often_as_it_is_told() -> None:
    assert from_environment(["440100"], environment=URL).watch_interval_s == 60
    told = from_environment(["440100"], environment=URL | {"SHIZI_WATCH_INTERVAL_S": "300"})
    assert told.watch_interval_s == 300


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "soon", "86401", "６０"])
def test_an_interval_that_cannot_be_meant_is_named(text: str) -> None:
    with pytest.raises(SettingsError, match="SHIZI_WATCH_INTERVAL_S"):
        from_environment(["440100"], environment=URL | {"SHIZI_WATCH_INTERVAL_S": text})
