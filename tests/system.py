"""A whole Shizi in processes of its own: `shizi up` on free ports with a home of its own, as a user would start it."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gateway.identity.tokens import issue_token

ROOT = Path(__file__).resolve().parent.parent
SYNTHETIC_EACH = 500
"""Invented filings at each committee of the system that tests write to."""
COMMITTEES = ("350800", "440000", "440100", "440113", "440500", "440606", "440983", "441800")
START_SECONDS = 120
WORKERS = 4


def free_ports(count: int) -> int:
    """First of `count` consecutive ports that nothing listens on at this moment.

    They lie below the ports that the system gives to outgoing connections; each of several test workers has its own.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
    for _ in range(200):
        first = 20_000 + worker * (12_000 // WORKERS) + secrets.randbelow(12_000 // WORKERS - count)
        if all(_is_free(first + i) for i in range(count)):
            return first
    raise RuntimeError(f"no {count} consecutive free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP: status, headers in lower case, and the body parsed when it is JSON."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def body(self) -> dict[str, Any]:
        parsed = json.loads(self.text)
        assert isinstance(parsed, dict), self.text
        return parsed

    @property
    def data(self) -> dict[str, Any]:
        assert self.body.get("errors") is None, self.text
        found = self.body["data"]
        assert isinstance(found, dict), self.text
        return found

    @property
    def codes(self) -> list[str]:
        return [error["extensions"]["code"] for error in self.body["errors"]]


def request(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
    """One HTTP request; an HTTP error status is an answer too."""
    asked = urllib.request.Request(url, data=body, headers=headers or {})
    try:
        with urllib.request.urlopen(asked, timeout=30) as reply:
            return Answer(reply.status, {k.lower(): v for k, v in reply.headers.items()}, reply.read().decode())
    except urllib.error.HTTPError as refused:
        return Answer(refused.code, {k.lower(): v for k, v in refused.headers.items()}, refused.read().decode())


def until(what: str, holds: Callable[[], bool], seconds: float) -> float:
    """Wait until a condition holds and say how long it took; fails by name when it does not."""
    begun = time.monotonic()
    while not holds():
        if time.monotonic() - begun > seconds:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.02)
    return time.monotonic() - begun


@dataclass(slots=True)
class System:
    """One running `shizi up`. Ports and home belong to it alone."""

    home: Path
    gateway_port: int
    node_port: int
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.gateway_port}"

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "SHIZI_HOME": str(self.home),
            "SHIZI_GATEWAY_PORT": str(self.gateway_port),
            "SHIZI_NODE_PORT": str(self.node_port),
            "SHIZI_DEV_ISSUER": "1",
            **self.extra,
        }

    def start(self) -> None:
        with (self.home.parent / f"{self.home.name}.up.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "deploy.cli", "up"], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        until("shizi up is ready", self._ready_or_dead, START_SECONDS)

    def _ready_or_dead(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError((self.home.parent / f"{self.home.name}.up.log").read_text()[-4000:])
        try:
            return request(f"{self.url}/readyz").status == 200
        except OSError:
            return False

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def shizi(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "deploy.cli", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def token(self, committee: str, role: str = "staff", subject: str = "tester", unit: str | None = None) -> str:
        """What `shizi token` prints, without a process of its own."""
        return issue_token(self.home, committee=committee, roles=[role], subject=subject, unit=unit)

    def ask(
        self,
        query: str,
        variables: dict[str, Any] | None = None,
        *,
        token: str | None = None,
        operation: str | None = None,
    ) -> Answer:
        headers = {"content-type": "application/json"}
        if token is not None:
            headers["authorization"] = f"Bearer {token}"
        body: dict[str, Any] = {"query": query, "variables": variables or {}}
        if operation is not None:
            body["operationName"] = operation
        return request(f"{self.url}/graphql", json.dumps(body).encode(), headers)

    def pid(self, name: str) -> int:
        return int((self.home / "run" / f"{name}.pid").read_text())

    def kill(self, code: str) -> None:
        """kill -9 of one committee's process, seen to be gone."""
        pid = self.pid(code)
        os.kill(pid, signal.SIGKILL)
        until(f"{code} is gone", lambda: not _alive(pid), 10)

    def statuses(self) -> dict[str, str]:
        answer = self.ask("{ committees { code } jointTopics(first: 1) { completeness { nodes { code status } } } }")
        return {n["code"]: n["status"] for n in answer.data["jointTopics"]["completeness"]["nodes"]}


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def run_system(home: Path, **extra: str) -> Iterator[System]:
    """Start a system, hand it out, and stop it whatever happened."""
    ports = free_ports(10)
    system = System(home, gateway_port=ports, node_port=ports + 1, extra=extra)
    system.start()
    try:
        yield system
    finally:
        code = system.stop()
        shutil.rmtree((home / "postgres").resolve(), ignore_errors=True)  # root's may lie outside the test's folder
        assert code == 0
