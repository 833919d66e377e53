"""Who may import whom: gateway → schema ← services, deploy above both, and inside each the layers from low to high."""

import ast
from collections.abc import Iterator
from itertools import chain

import pytest

from tests.sources import imports, modules

GATEWAY = (
    ("context", "errors", "limits", "observe"),
    ("supergraph", "operation"),
    ("graph",),
    ("compose", "planner"),
    ("execute", "partitions"),
    ("identity",),
    ("transport", "live"),
    ("plancache", "engine"),
    ("settings", "http"),
    ("app",),
)
SERVICES = (
    ("settings",),
    ("kit",),
    (
        "committees",
        "partners",
        "topics",
        "proposals",
        "handling",
        "shared_proposals",
        "citizens",
        "reports",
        "authority",
        "history",
    ),
    ("catalog",),
    ("exchange", "facts", "spreadsheets", "archive"),
    ("actions", "previews"),
    ("inbox", "inbox_statement"),
    ("graphql_execution", "graphql_app", "port"),
    ("node",),
)
FORBIDDEN = {
    "schema": ("gateway", "services", "deploy"),
    "gateway": ("services", "deploy"),
    "services": ("gateway", "deploy"),
}
VOCABULARY = ("directives", "ids", "cursors", "errors", "completeness", "sdl")
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in modules(*FORBIDDEN)}


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def crossings() -> Iterator[tuple[str, str, int]]:
    """Every import of a module by a module of ours: who, whom, line."""
    for name, tree in TREES.items():
        for imported, line in imports(tree):
            if imported in TREES or within(imported, "deploy"):
                yield name, imported, line


def test_the_packages_do_not_import_upward() -> None:
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, imported, line in crossings()
        if any(within(imported, package) for package in FORBIDDEN[name.split(".")[0]])
    ]
    assert wrong == []


def test_the_gateway_knows_the_vocabulary_only() -> None:
    allowed = ["schema", *(f"schema.{part}" for part in VOCABULARY)]
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, imported, line in crossings()
        if within(name, "gateway")
        and within(imported, "schema")
        and not any(imported == part or (part != "schema" and within(imported, part)) for part in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize(("package", "layers"), [("gateway", GATEWAY), ("services", SERVICES)])
def test_imports_point_down_the_layers(package: str, layers: tuple[tuple[str, ...], ...]) -> None:
    rank = {f"{package}.{part}": number for number, layer in enumerate(layers) for part in layer}
    wrong = [
        f"{name}:{line} imports {imported}"
        for name, imported, line in crossings()
        if within(name, package)
        and imported.count(".")
        and within(imported, package)
        and name != package
        and rank[part(imported)] > rank[part(name)]
    ]
    assert wrong == []


@pytest.mark.parametrize(("package", "layers"), [("gateway", GATEWAY), ("services", SERVICES)])
def test_every_part_has_a_layer(package: str, layers: tuple[tuple[str, ...], ...]) -> None:
    known = {f"{package}.{part}" for part in chain(*layers)}
    assert {part(name) for name in TREES if within(name, package) and name != package} <= known


def part(name: str) -> str:
    """gateway.execute.backend → gateway.execute"""
    return ".".join(name.split(".")[:2])


def test_the_gateway_has_no_word_of_the_domain() -> None:
    words = ("提案", "filing", "Filing", "cppcc", "CPPCC", "政协")
    wrong = [
        f"{path}: {word}"
        for _name, path in modules("gateway")
        for word in words
        if word in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
