"""Builds the GraphiQL page of gateway/web/ into its dist/ when its sources changed; run as `python -m deploy.web`."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.node_js import Node, NodeMissingError, find_node

WEB = Path(__file__).resolve().parents[1] / "gateway" / "web"
GENERATED = frozenset({"dist", "node_modules"})
Say = Callable[[str], None]


class WebBuildError(Exception):
    """The page could not be built; the message ends with what the failing tool printed."""


@dataclass(frozen=True, slots=True)
class Build:
    """Building one folder of page sources.

    `dist/.stamp` names the sources of what is there, `node_modules/.stamp` the lock of what is installed.
    """

    folder: Path
    say: Say

    @property
    def dist(self) -> Path:
        return self.folder / "dist"

    @property
    def modules(self) -> Path:
        return self.folder / "node_modules"

    def up_to_date(self) -> bool:
        return (self.dist / "index.html").is_file() and _read(self.dist / ".stamp") == stamp(self.folder)

    def run(self) -> None:
        if self.up_to_date():
            return
        with _alone(self.folder):
            if self.up_to_date():
                return
            try:
                node = find_node(self.say)
            except NodeMissingError as missing:
                raise WebBuildError(f"no Node ≥ 20.19 · 没有可用的 Node\n{missing}") from missing
            self._install(node)
            self._bundle(node)

    def _install(self, node: Node) -> None:
        lock = _digest([self.folder / "package.json", self.folder / "package-lock.json"], self.folder)
        if _read(self.modules / ".stamp") == lock:
            return
        self.say("安装页面依赖（npm ci）… · installing the page's packages (npm ci) …")
        self._tool(node, [*node.npm, "ci", "--ignore-scripts"])
        (self.modules / ".stamp").write_text(lock)

    def _bundle(self, node: Node) -> None:
        self.say("构建 GraphiQL 页面… · building the GraphiQL page …")
        sources = stamp(self.folder)
        fresh = self.modules / ".dist"
        shutil.rmtree(fresh, ignore_errors=True)
        self._tool(node, [*node.npm, "run", "build", "--", "--outDir", str(fresh), "--emptyOutDir"])
        (fresh / ".stamp").write_text(sources)
        old = self.modules / ".dist.old"
        shutil.rmtree(old, ignore_errors=True)
        if self.dist.exists():
            self.dist.rename(old)
        fresh.rename(self.dist)
        shutil.rmtree(old, ignore_errors=True)

    def _tool(self, node: Node, command: list[str]) -> None:
        environment = os.environ | {"PATH": f"{node.folder}{os.pathsep}{os.environ.get('PATH', '')}", "CI": "true"}
        done = subprocess.run(
            command, cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise WebBuildError(f"{' '.join(command[-4:])}: exit {done.returncode}\n{done.stdout[-4000:]}")


def stamp(folder: Path) -> str:
    """Digest of everything the page is built from: names and contents, in order of names."""
    return _digest((file for file in _sources(folder)), folder)


def ensure_built(say: Say) -> None:
    """Build the page if its sources changed since it was built.

    Safe to call from several processes at once. Raises WebBuildError.
    """
    Build(WEB, say).run()


def _sources(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.name in GENERATED:
            continue
        if entry.is_dir():
            yield from _sources(entry)
        else:
            yield entry


def _digest(files: Iterator[Path] | list[Path], folder: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read(file: Path) -> str | None:
    return file.read_text() if file.is_file() else None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One build of a folder at a time, over processes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def main() -> int:
    try:
        ensure_built(lambda line: print(line, flush=True))
    except WebBuildError as failed:
        print(f"页面构建失败 · the page could not be built: {failed}", file=sys.stderr)
        return 1
    print(f"GraphiQL 页面已就绪 · the GraphiQL page is built: {WEB / 'dist'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
