"""The gateway's settings, from the environment and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from gateway.limits import Limits

COMMITTED_SUPERGRAPH: Final = Path(__file__).resolve().parents[1] / "schema" / "sdl" / "supergraph.graphql"
DEFAULT_PORT: Final = 4000


class SettingsError(ValueError):
    """A setting cannot be used; the text names it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that `gateway.app` needs to know."""

    home: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    supergraph: Path | None = None
    """A supergraph of plain subgraphs to serve; None serves the partition that `gateway.toml` describes."""
    dev_issuer: bool = False
    log_level: str = "INFO"
    request_timeout_s: float = 30.0
    max_body: int = 1024 * 1024
    cached_documents: int = 2_000
    limits: Limits = field(default_factory=Limits)

    @property
    def file(self) -> Path:
        return self.home / "gateway.toml"

    @property
    def seeded(self) -> Path | None:
        """The file whose existence says that the first facts are loaded; None where there are none to wait for."""
        return self.home / "run" / "seeded" if self.supergraph is None else None

    @classmethod
    def from_environment(
        cls,
        environment: Mapping[str, str],
        *,
        home: Path | None = None,
        port: int | None = None,
        supergraph: Path | None = None,
    ) -> Settings:
        """Arguments win over the environment. Raises SettingsError."""
        return cls(
            home=(home or Path(environment.get("SHIZI_HOME") or ".shizi")).absolute(),
            host=environment.get("SHIZI_GATEWAY_HOST") or "127.0.0.1",
            port=_port(environment.get("SHIZI_GATEWAY_PORT")) if port is None else port,
            supergraph=supergraph,
            dev_issuer=environment.get("SHIZI_DEV_ISSUER") == "1",
            log_level=_level(environment.get("SHIZI_LOG_LEVEL")),
        )


def _port(text: str | None) -> int:
    if not text:
        return DEFAULT_PORT
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise SettingsError(f"SHIZI_GATEWAY_PORT must be a port from 1 to 65535, not {text!r}")
    return int(text)


def _level(text: str | None) -> str:
    level = (text or "INFO").upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise SettingsError(f"SHIZI_LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not {text!r}")
    return level
