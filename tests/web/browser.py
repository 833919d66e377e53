"""Finds a Chromium for the browser tests: the machine's, else Debian's when root, else the one of an npm package."""

import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from deploy.node_js import NodeMissingError, find_node

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKED = Path(__file__).parent / "chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no name leads outside, whatever the page tries
)


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser to start, and what its environment needs."""

    path: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_chromium() -> tuple[Chromium | None, str]:
    """A Chromium that starts, or None and why there is none."""
    reasons: list[str] = []
    for candidate in (_of_the_machine, _of_debian, _of_npm):
        found, reason = candidate()
        if found is not None and _starts(found):
            return found, ""
        reasons.append(reason or f"{found.path if found else ''} does not start")
    return None, "; ".join(reasons)


def _of_the_machine() -> tuple[Chromium | None, str]:
    for name in NAMES:
        path = shutil.which(name)
        if path is not None:
            return Chromium(Path(path)), ""
    return None, "no Chromium on the machine"


def _of_debian() -> tuple[Chromium | None, str]:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return None, "Debian's needs root and apt-get"
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-wqy-microhei"],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            return None, f"{' '.join(command[:2])}: {done.stderr.strip()[-200:]}"
    return _of_the_machine()


def _of_npm() -> tuple[Chromium | None, str]:
    folder = Path(sys.prefix) / "chromium"
    browser = Chromium(folder / "chromium", {"LD_LIBRARY_PATH": str(folder / "lib")})
    if browser.path.is_file():
        return browser, ""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PACKED, folder)
    try:
        node = find_node(print)
        subprocess.run([*node.npm, "ci", "--ignore-scripts"], cwd=folder, capture_output=True, text=True, check=True)
        unpacked = folder / "unpacked"
        unpacked.mkdir()
        subprocess.run(
            [*node.node, "inflate.mjs", str(unpacked)], cwd=folder, capture_output=True, text=True, check=True
        )
    except NodeMissingError as missing:
        return None, str(missing)
    except subprocess.CalledProcessError as failed:
        return None, f"{' '.join(failed.cmd[-2:])}: {failed.stderr.strip()[-200:]}"
    with tarfile.open(unpacked / "al2023.tar") as libraries:
        libraries.extractall(folder, filter="data")
    (unpacked / "chromium").chmod(0o755)
    (unpacked / "chromium").rename(browser.path)
    return browser, ""


def _starts(browser: Chromium) -> bool:
    command = [str(browser.path), "--version"]
    try:
        subprocess.run(command, env=os.environ | browser.environment, capture_output=True, timeout=30, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True
