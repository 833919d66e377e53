"""Settings: the environment, the arguments that win over it, and what is refused."""

from pathlib import Path

import pytest

from gateway.settings import Settings, SettingsError


def test_defaults() -> None:
    settings = Settings.from_environment({})
    assert (settings.home, settings.host, settings.port) == (Path.cwd() / ".shizi", "127.0.0.1", 4000)
    assert not settings.dev_issuer
    assert settings.file == settings.home / "gateway.toml"
    assert settings.seeded == settings.home / "run" / "seeded"


def test_reads_the_environment_and_prefers_arguments() -> None:
    environment = {"SHIZI_HOME": "/h", "SHIZI_GATEWAY_PORT": "5000", "SHIZI_GATEWAY_HOST": "::1"}
    settings = Settings.from_environment(environment | {"SHIZI_DEV_ISSUER": "1", "SHIZI_LOG_LEVEL": "warning"})
    assert (settings.home, settings.host, settings.port) == (Path("/h"), "::1", 5000)
    assert settings.dev_issuer
    assert settings.log_level == "WARNING"
    settings = Settings.from_environment(environment, home=Path("/other"), port=0, supergraph=Path("/s.graphql"))
    assert (settings.home, settings.port, settings.seeded) == (Path("/other"), 0, None)


@pytest.mark.parametrize(
    ("name", "value"), [("SHIZI_GATEWAY_PORT", "x"), ("SHIZI_GATEWAY_PORT", "70000"), ("SHIZI_LOG_LEVEL", "loud")]
)
def test_names_the_setting_that_is_wrong(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({name: value})


@pytest.mark.parametrize("value", ["0", "", "true", "yes"])
def test_the_development_issuer_is_on_for_1_alone(value: str) -> None:
    assert not Settings.from_environment({"SHIZI_DEV_ISSUER": value}).dev_issuer
