"""Reads `gateway.toml`: the gateway's own settings, the partition's nodes, known codes and token issuers.

Every mistake is reported at once, each with the key it stands at; a syntax error with its line.
"""

from __future__ import annotations

import base64
import binascii
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gateway.execute.backend import Member
from gateway.partitions.membership import Membership, Node
from schema.completeness import NodeLevel
from schema.ids import NODE_CODE

MAX_PROBE_MS = 1000
"""A node that comes back is seen within two seconds only if it is probed at least every second."""


class MembershipError(ValueError):
    """The file cannot be used; `problems` holds one sentence for each mistake."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(f"{path}: {problem}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class TrustedIssuer:
    """Who may issue client tokens, and for which committees."""

    name: str
    keys: Path
    committees: frozenset[str]


@dataclass(frozen=True, slots=True)
class GatewayFile:
    """The whole file; paths are absolute."""

    supergraph: Path | None
    key: Path
    cors: tuple[str, ...]
    membership: Membership
    issuers: tuple[TrustedIssuer, ...]


def read_gateway_file(path: Path) -> GatewayFile:
    """Read and check the file. Raises MembershipError naming every key that is wrong."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MembershipError(path, (f"cannot be read: {error.strerror}",)) from None
    except UnicodeDecodeError:
        raise MembershipError(path, ("is not UTF-8",)) from None
    except tomllib.TOMLDecodeError as error:
        raise MembershipError(path, (str(error),)) from None  # says "at line 3, column 7"
    top = Table(document, "")
    file = _gateway_file(top, path.parent.absolute())
    top.close()
    if top.problems:
        raise MembershipError(path, tuple(top.problems))
    return file


def _gateway_file(top: Table, base: Path) -> GatewayFile:
    gateway = top.table("gateway")
    supergraph = gateway.text("supergraph", default="")
    file = GatewayFile(
        supergraph=base / supergraph if supergraph else None,
        key=base / gateway.text("key", default="keys/gateway.jwk"),
        cors=tuple(gateway.check(at, origin, _is_origin, _ORIGIN) for at, origin in gateway.texts("cors")),
        membership=_membership(top),
        issuers=_issuers(top, base),
    )
    gateway.close()
    return file


def _membership(top: Table) -> Membership:
    partition = top.table("partition")
    graph = partition.text("graph")
    timeout_ms = partition.number("timeout_ms", 3000, 1, 60_000)
    probe_ms = partition.number("probe_ms", 500, 20, MAX_PROBE_MS)
    partition.close()
    seen: dict[str, str] = {}
    nodes = tuple(_node(table, seen) for table in top.tables("node"))
    if not nodes:
        top.problem("node", "at least one [[node]] is needed")
    known: dict[str, str] = {}
    levels = top.table("known")
    for level in NodeLevel:
        for at, code in levels.texts(level.value):
            if levels.check(at, code, _is_code, _CODE) and _once(levels, at, code, seen):
                known[code] = level.value
    levels.close()
    nodes = tuple(sorted(nodes, key=lambda node: node.member.code))
    return Membership(graph, nodes, known, timeout_ms / 1000, probe_ms / 1000)


def _node(table: Table, seen: dict[str, str]) -> Node:
    code = table.check("code", table.text("code"), _is_code, _CODE)
    level = table.check("level", table.text("level"), _is_level, _LEVEL)
    profile = table.text("profile")
    endpoint = table.check("endpoint", table.text("endpoint"), _is_url, _URL)
    key = table.check("key", table.text("key"), _is_key, _KEY)
    _once(table, "code", code, seen)
    succeeds = []
    for at, old in table.texts("succeeds"):
        if table.check(at, old, _is_code, _CODE) and _once(table, at, old, seen):
            succeeds.append(old)
    table.close()
    return Node(Member(code, level, profile), endpoint, key, tuple(succeeds))


def _issuers(top: Table, base: Path) -> tuple[TrustedIssuer, ...]:
    issuers, seen = [], dict[str, str]()
    for table in top.tables("issuer"):
        name = table.text("name")
        _once(table, "name", name, seen)
        keys = base / table.text("keys")
        committees = frozenset(table.check(at, code, _is_code, _CODE) for at, code in table.texts("committees"))
        if not committees:
            table.problem("committees", "an issuer is trusted for listed committees only; the list is empty")
        table.close()
        issuers.append(TrustedIssuer(name, keys, committees))
    return tuple(issuers)


def _once(table: Table, at: str, value: str, seen: dict[str, str]) -> bool:
    if value and value in seen:
        table.problem(at, f"{value!r} is already used at {seen[value]}")
        return False
    seen[value] = table.place(at)
    return True


_CODE = "must be six digits"
_LEVEL = f"must be one of {', '.join(NodeLevel)}"
_URL = "must be an address like http://127.0.0.1:4102/graphql"
_KEY = "must be an Ed25519 public key: 32 bytes in base64url without padding"
_ORIGIN = "must be an origin like http://localhost:4000, or *"


def _is_code(text: str) -> bool:
    return NODE_CODE.match(text) is not None


def _is_level(text: str) -> bool:
    return text in tuple(NodeLevel)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and text.isascii()
    except ValueError:
        return False


def _is_origin(text: str) -> bool:
    return text == "*" or (_is_url(text) and text.count("/") == 2)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


@dataclass(slots=True)
class Table:
    """A table of the file that knows its place, remembers which keys were read, and collects problems."""

    values: dict[str, Any]
    name: str
    problems: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def place(self, key: str) -> str:
        return f"{self.name}.{key}" if self.name else key

    def problem(self, key: str, sentence: str) -> None:
        self.problems.append(f"{self.place(key)}: {sentence}")

    def check(self, key: str, value: str, good: Any, sentence: str) -> str:
        """The value; a value that is not good is reported, and comes back empty."""
        if value and not good(value):
            self.problem(key, f"{sentence}, not {value!r}")
            return ""
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self._take(key, default)
        if isinstance(value, str) and (value or default == ""):
            return value
        self.problem(key, "is missing" if value is None else f"must be a text, not {value!r}")
        return ""

    def number(self, key: str, default: int, least: int, most: int) -> int:
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        self.problem(key, f"must be a whole number from {least} to {most}, not {value!r}")
        return default

    def texts(self, key: str) -> Iterator[tuple[str, str]]:
        """Each text of a list with its place, `key[0]` …; a missing list is empty."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.problem(key, f"must be a list of texts, not {value!r}")
            return
        for index, item in enumerate(value):
            yield f"{key}[{index}]", item

    def table(self, key: str) -> Table:
        value = self._take(key, {})
        if not isinstance(value, dict):
            self.problem(key, f"must be a table, not {value!r}")
            value = {}
        return Table(value, self.place(key), self.problems)

    def tables(self, key: str) -> Iterator[Table]:
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.problem(key, f"must be written as [[{key}]]")
            return
        for index, item in enumerate(value):
            yield Table(item, f"{self.place(key)}[{index}]", self.problems)

    def close(self) -> None:
        """Report keys that nobody read: mostly they are misspelt."""
        for key in self.values:
            if key not in self.read:
                self.problem(key, f"is not a setting here; there are {', '.join(sorted(self.read))}")

    def _take(self, key: str, default: Any) -> Any:
        self.read.add(key)
        return self.values.get(key, default)
