"""What a process that hosts committees is told: which ones, where its database and home are, where it listens."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from schema.directory import division

DEFAULT_PORT = 4101
DEFAULT_WATCH_INTERVAL_S = 60
LONGEST_WATCH_INTERVAL_S = 86_400
PULL_S = 2.0
CHECK_S = 60.0


class SettingsError(ValueError):
    """A setting is missing or cannot be meant; the text says which and what would be right."""


@dataclass(frozen=True, slots=True)
class NodeSettings:
    """``database_url`` connects as a role that may create roles and schemas; ``home`` keeps keys and passwords;
    every ``watch_interval_s`` seconds the watcher looks for deadlines that come near or pass. ``endpoint`` is where
    peers reach the process from outside, with ``{code}`` for the committee; None: it accepts no connection from them
    and dials out. Every ``pull_interval_s`` seconds peers are asked for what they have: None means often for a node
    that dials out, and now and then for one that is told.
    """

    committees: tuple[str, ...]
    database_url: str
    home: Path
    port: int = DEFAULT_PORT
    host: str = "127.0.0.1"
    read_timeout_s: float = 10.0
    watch_interval_s: float = DEFAULT_WATCH_INTERVAL_S
    endpoint: str | None = None
    pull_interval_s: float | None = None

    def pulls_every_s(self, endpoint: str | None) -> float:
        """How often peers are asked for what they have, by a node that they reach at ``endpoint``, or not at all."""
        if self.pull_interval_s is not None:
            return self.pull_interval_s
        return PULL_S if endpoint is None else CHECK_S

    def __post_init__(self) -> None:
        if not self.committees:
            raise SettingsError("Name at least one committee, such as 440100.")
        if len(set(self.committees)) != len(self.committees):
            raise SettingsError("A committee is named twice.")
        for code in self.committees:
            if division(code) is None:
                raise SettingsError(f"{code} is not in the directory of divisions.")


def from_environment(
    committees: Iterable[str],
    *,
    port: int | None = None,
    home: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> NodeSettings:
    """Settings from SHIZI_DATABASE_URL, SHIZI_HOME, SHIZI_NODE_PORT, SHIZI_NODE_ENDPOINT and SHIZI_WATCH_INTERVAL_S;
    what is given here goes first.
    """
    url = environment.get("SHIZI_DATABASE_URL")
    if not url:
        raise SettingsError("SHIZI_DATABASE_URL must hold the address of a PostgreSQL database.")
    named = Path(environment.get("SHIZI_HOME") or ".shizi") if home is None else home
    return NodeSettings(
        committees=tuple(committees),
        database_url=url,
        home=named.expanduser().absolute(),
        port=_port(environment) if port is None else port,
        watch_interval_s=_interval(environment),
        endpoint=environment.get("SHIZI_NODE_ENDPOINT") or None,
    )


def _interval(environment: Mapping[str, str]) -> float:
    text = environment.get("SHIZI_WATCH_INTERVAL_S", str(DEFAULT_WATCH_INTERVAL_S))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= LONGEST_WATCH_INTERVAL_S:
        raise SettingsError(f"SHIZI_WATCH_INTERVAL_S is not a whole number of seconds from 1 to 86400: {text!r}.")
    return float(text)


def _port(environment: Mapping[str, str]) -> int:
    text = environment.get("SHIZI_NODE_PORT", str(DEFAULT_PORT))
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise SettingsError(f"SHIZI_NODE_PORT is not a port: {text!r}.")
    return int(text)
