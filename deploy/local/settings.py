"""What the environment says about the local installation: its home, its ports, its database."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.local.errors import LocalError

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """`database_url` is None for the embedded server."""

    home: Path
    gateway_port: int = 4000
    node_port: int = 4101
    database_url: str | None = None
    dev_issuer: bool = False

    @property
    def run(self) -> Path:
        return self.home / "run"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    @property
    def seeded(self) -> Path:
        """There once the facts are in; it names the database that they are in."""
        return self.run / "seeded"

    @property
    def gateway_url(self) -> str:
        return f"http://127.0.0.1:{self.gateway_port}"


def from_environment(environment: Mapping[str, str] = os.environ, *, home: Path | None = None) -> LocalSettings:
    """Raises LocalError when a variable cannot be read."""
    return LocalSettings(
        home=home.absolute() if home is not None else _home(environment),
        gateway_port=_port(environment, "SHIZI_GATEWAY_PORT", 4000),
        node_port=_port(environment, "SHIZI_NODE_PORT", 4101),
        database_url=environment.get("SHIZI_DATABASE_URL") or None,
        dev_issuer=environment.get("SHIZI_DEV_ISSUER") == "1",
    )


def _home(environment: Mapping[str, str]) -> Path:
    named = environment.get("SHIZI_HOME")
    if named:
        return Path(named).expanduser().absolute()
    in_checkout = (PROJECT / "pyproject.toml").exists()
    return (PROJECT if in_checkout else Path.cwd()) / ".shizi"


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name) or str(default)
    if not text.isascii() or not text.isdecimal() or not 0 < int(text) < 65536:
        raise LocalError(
            f"{name} must be a port from 1 to 65535, not {text!r}.", f"{name} 应为 1 至 65535 的端口，而不是 {text!r}。"
        )
    return int(text)
