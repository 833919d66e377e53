"""A small installation for tests of the supervisor: programs that only answer 200, and a `main` that supervises them
in a process of its own, as `shizi up` does with the real ones."""

import asyncio
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from deploy.local import control
from deploy.local.program import Program, end_strays
from deploy.local.progress import Progress
from deploy.local.settings import LocalSettings
from deploy.local.supervisor import Supervisor


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def serve(port: int) -> None:
    HTTPServer(("127.0.0.1", port), _Answers).serve_forever()


def programs(ports: list[int]) -> list[Program]:
    command = (sys.executable, "-m", "tests.deploy.standins", "serve")
    return [Program(f"p{port}", f"stand-in {port}", port, "PORTS", (*command, str(port)), "/") for port in ports]


def supervise(home: Path, ports: list[int]) -> None:
    settings = LocalSettings(home)
    settings.logs.mkdir(parents=True, exist_ok=True)
    lock = control.lock_home(settings)
    assert lock is not None
    with lock, control.bind(settings) as listening:
        end_strays(settings)
        supervisor = Supervisor(
            settings,
            programs(ports),
            environment={"PATH": "/usr/bin:/bin"},
            progress=Progress(),
            restart_hint=lambda name: f"start {name}",
        )
        asyncio.run(supervisor.run(listening, lambda: supervisor.start(list(supervisor.children))))


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(int(sys.argv[2]))
    else:
        supervise(Path(sys.argv[2]), [int(port) for port in sys.argv[3:]])
