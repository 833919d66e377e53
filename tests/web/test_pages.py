"""What the gateway sends for the page and its files: types, caching, policy; a clear page where nothing is built."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from gateway.http.pages import Pages
from tests.system import Answer, request
from tests.web.serving import serving


def get(folder: Path, path: str) -> Answer:
    pages = Pages(folder)
    with serving(Starlette(routes=[Route("/graphql", pages.graphiql), *pages.routes()])) as url:
        return request(f"{url}{path}")


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>十字</title>")
    (tmp_path / ".stamp").write_text("secret")
    for name in ("page-1.js", "page-1.css", "icon-1.ttf", "cross-1.svg", ".hidden"):
        (tmp_path / "assets" / name).write_text(name)
    return tmp_path


def test_the_page_is_html_under_a_strict_policy_and_never_stale(dist: Path) -> None:
    reply = get(dist, "/graphql")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "十字" in reply.text
    policy = dict(part.split(" ", 1) for part in reply.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["worker-src"] == "'self'"
    assert "http" not in reply.headers["content-security-policy"]
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-cache"
    assert reply.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("page-1.js", "text/javascript; charset=utf-8"),
        ("page-1.css", "text/css; charset=utf-8"),
        ("icon-1.ttf", "font/ttf"),
        ("cross-1.svg", "image/svg+xml"),
    ],
)
def test_files_have_their_types_and_are_kept_for_good(dist: Path, name: str, type: str) -> None:
    reply = get(dist, f"/assets/{name}")
    assert (reply.status, reply.headers["content-type"], reply.text) == (200, type, name)
    assert reply.headers["cache-control"].endswith("immutable")
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["nothing.js", ".hidden", "..%2f.stamp", "%2e%2e%2findex.html", "..%5cindex.html", "%00", "", "."]
)
def test_nothing_else_is_served(dist: Path, path: str) -> None:
    reply = get(dist, f"/assets/{path}")
    assert reply.status == 404
    assert "secret" not in reply.text


def test_an_unbuilt_page_says_so_in_both_languages(tmp_path: Path) -> None:
    reply = get(tmp_path / "none", "/graphql")
    assert (reply.status, reply.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "还没有构建" in reply.text
    assert "has not been built" in reply.text
    assert "python -m deploy.web" in reply.text
