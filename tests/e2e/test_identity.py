"""What one node was told cannot be told to another: an assertion captured at 350800 is refused at 440100."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.system import ROOT, System, free_ports, request, until


class Tap(ThreadingHTTPServer):
    """Stands between a gateway and one node, passes every request on, and keeps what it saw."""

    def __init__(self, target: str) -> None:
        super().__init__(("127.0.0.1", 0), TapHandler)
        self.target = target
        self.seen: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/graphql"


class TapHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Tap

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        told = self.headers.get("authorization")
        headers = {"content-type": "application/json"}
        if told is not None:
            self.server.seen.append(told)
            headers["authorization"] = told
        answer = request(self.server.target, body, headers)
        sent = answer.text.encode()
        self.send_response(answer.status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, format: str, *args: Any) -> None:
        """A tap is silent."""


def endpoint(system: System, code: str) -> str:
    text = (system.home / "gateway.toml").read_text()
    found = re.search(rf'code = "{code}".*?endpoint = "([^"]+)"', text, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.fixture
def captured(system: System, tmp_path: Path) -> Iterator[str]:
    """The assertion that a second gateway of the same key sends to 350800 for a member of staff of 350800."""
    tap = Tap(endpoint(system, "350800"))
    threading.Thread(target=tap.serve_forever, daemon=True).start()
    config = (system.home / "gateway.toml").read_text().replace(endpoint(system, "350800"), tap.url)
    (tmp_path / "gateway.toml").write_text(config)
    (tmp_path / "keys").symlink_to(system.home / "keys")
    port = free_ports(1)
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.cli", "gateway", "--home", str(tmp_path), "--port", str(port)],
        cwd=ROOT,
        env=system.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until("second gateway serves", lambda: _serves(port), 30)
        body = json.dumps({"query": '{ filings(nodes: ["350800"]) { totalCount } }'}).encode()
        headers = {"content-type": "application/json", "authorization": f"Bearer {system.token('350800')}"}
        assert request(f"http://127.0.0.1:{port}/graphql", body, headers).data["filings"]["totalCount"] >= 0
        yield next(told for told in reversed(tap.seen))
    finally:
        process.terminate()
        process.wait(20)
        tap.shutdown()
        tap.server_close()


def _serves(port: int) -> bool:
    try:
        return request(f"http://127.0.0.1:{port}/healthz").status == 200
    except OSError:
        return False


def test_an_assertion_for_one_node_is_refused_at_another(system: System, captured: str) -> None:
    body = json.dumps({"query": "{ committees { code } }"}).encode()
    headers = {"content-type": "application/json", "authorization": captured}
    assert request(endpoint(system, "350800"), body, headers).data["committees"] == [{"code": "350800"}]
    refused = request(endpoint(system, "440100"), body, headers)
    assert refused.codes == ["UNAUTHENTICATED"]
    assert refused.body.get("data") is None or refused.body["data"].get("committees") is None


def test_the_clients_own_token_means_nothing_to_a_node(system: System) -> None:
    body = json.dumps({"query": "{ committees { code } }"}).encode()
    headers = {"content-type": "application/json", "authorization": f"Bearer {system.token('440100')}"}
    assert request(endpoint(system, "440100"), body, headers).codes == ["UNAUTHENTICATED"]
