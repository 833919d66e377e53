"""What must be true of the project as a whole: names that are free, files of a readable size, no registry's address,
and a wheel that carries everything."""

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

import pytest

from tests.sources import GENERATED, PACKAGES, imports, modules, tracked
from tests.system import ROOT

MOST_LINES = 400
MOST_FUNCTION_LINES = 40
CANDIDATE = re.compile(
    rb"^[ \t]*(?:from|import)[ \t]+(?:[\w., \t]+,[ \t]*)?(?:schema|gateway|services|deploy)\b", re.MULTILINE
)
ADDRESS = re.compile(
    r"""https?://[^\s"'<>]*(?:registry\.|pypi\b|pythonhosted|npmjs)"""
    r"""|"resolved":\s*"https?://|index-url\s*=?\s*https?://|https?://[^\s"'<>]*\.(?:whl|tgz|tar\.gz)\b"""
)


def ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in PACKAGES


def imports_of_ours(source: bytes) -> list[str]:
    """Absolute imports of a package that is called like one of ours."""
    if not CANDIDATE.search(source):
        return []
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []  # a template or a file of another Python
    return [name for name, _line in imports(tree) if ours(name)]


def foreign() -> Iterator[Distribution]:
    return (each for each in distributions() if each.metadata["Name"] != "shizi")


def test_no_dependency_takes_or_imports_a_name_of_ours() -> None:
    wrong = []
    for distribution in foreign():
        for file in distribution.files or ():
            if file.suffix != ".py":
                continue
            if file.parts[0] in PACKAGES:
                wrong.append(f"{distribution.metadata['Name']} installs {file}")
            path = Path(str(file.locate()))
            found = imports_of_ours(path.read_bytes()) if path.is_file() else []
            wrong += [f"{distribution.metadata['Name']}: {file} imports {name}" for name in found]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (b"import schema\n", ["schema"]),
        (b"def f():\n    from services.kit import x\n", ["services.kit", "services.kit.x"]),
        (b"import os, gateway\n", ["gateway"]),
        (b"from . import schema\nfrom .services import x\nimport schemathesis\n'import schema'\n", []),
        (b"text = '''\nimport schema\n'''\n", []),
    ],
)
def test_imports_are_told_from_what_looks_like_them(source: bytes, found: list[str]) -> None:
    assert imports_of_ours(source) == found


def test_files_are_of_a_readable_size() -> None:
    sources = [path for path in tracked() if path.suffix in {".py", ".ts", ".tsx", ".sql"}]
    assert len(sources) > 50
    long = {str(path.relative_to(ROOT)): lines for path in sources if (lines := _lines(path)) > MOST_LINES}
    assert long == {}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_functions_are_of_a_readable_size() -> None:
    long = {
        f"{name}.{function.name}": lines
        for name, path in modules(*PACKAGES, "tests")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := _function_lines(function)) > MOST_FUNCTION_LINES
    }
    assert long == {}


def _function_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    docstring = ast.get_docstring(function, clean=False)
    last = function.end_lineno or function.lineno
    return last - function.lineno + 1 - (docstring.count("\n") + 1 if docstring else 0)


def test_no_tracked_file_holds_the_address_of_a_registry() -> None:
    wrong = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        wrong += [f"{path.relative_to(ROOT)}: {match.group()}" for match in ADDRESS.finditer(text)]
    assert wrong == []


@pytest.mark.parametrize(
    "host", ["registry.example", "pypi.example", "x.pythonhosted.example/packages", "npmjs.example"]
)
def test_addresses_of_registries_are_seen(host: str) -> None:
    assert ADDRESS.search(f"https://{host}/name")


def test_every_dependency_is_locked_by_hash() -> None:
    for lock in ("run.txt", "dev.txt", "build.txt"):
        text = (ROOT / "requirements" / lock).read_text()
        pinned = re.findall(r"^[a-z0-9][\w.\[\]-]*==\S+", text, re.MULTILINE)
        entries = re.findall(r"^[a-z0-9]", text, re.MULTILINE)
        assert pinned
        assert len(pinned) == len(entries)
        assert text.count("--hash=sha256:") >= len(pinned)


def test_a_wheel_carries_everything_that_runs(tmp_path: Path) -> None:
    """Python, SQL, SDL, data files and the built page, from a copy of the tracked files and a page."""
    source = tmp_path / "source"
    carried = []
    for path in tracked():
        relative = path.relative_to(ROOT)
        target = source / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if relative.parts[0] in PACKAGES and relative.parts[:2] != ("gateway", "web"):
            carried.append(relative.as_posix())
    page = source / "gateway" / "web" / "dist" / "assets"
    page.mkdir(parents=True)
    (page / "page.js").write_text("0")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(tmp_path), str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("shizi-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert set(carried) - names == set()
    assert "gateway/web/dist/assets/page.js" in names
    assert not [name for name in names if name.startswith("tests/") or GENERATED - {"dist"} & set(name.split("/"))]
