"""The project's own files, for tests that hold what must be true of all of them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.system import ROOT

PACKAGES = ("schema", "gateway", "services", "deploy")
GENERATED = frozenset({"node_modules", "dist", "__pycache__"})


def tracked() -> list[Path]:
    """Every file that git tracks; in a place without git, every file of the packages, tests and docs."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
    folders = (*PACKAGES, "tests", "docs", "requirements")
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if _is_source(path)]


def _is_source(path: Path) -> bool:
    return path.is_file() and not GENERATED & set(path.parts)


def modules(*packages: str) -> Iterator[tuple[str, Path]]:
    """Python modules of the packages by dotted name."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if _is_source(path):
                yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Absolute imports anywhere in a module, with their lines; `from a import b` is a and, as it may be one, a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
