"""The committed SDL: up to date, described in both languages throughout, and without a type nobody can reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_ast_schema,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
    parse,
    specified_directives,
)

from deploy import sdl
from schema.contract import PROFILES, logical_sdl, profile_sdl
from schema.exchange import MUTATIONS, QUERIES
from schema.sdl import API, FOLDER, SUBGRAPH, SUPERGRAPH


@pytest.fixture(scope="module")
def rendered() -> dict[Path, str]:
    return sdl.render()


@pytest.fixture(scope="module")
def logical() -> GraphQLSchema:
    return build_ast_schema(parse(logical_sdl()), assume_valid_sdl=True)


def own_types(schema: GraphQLSchema) -> Iterator[GraphQLNamedType]:
    for each in schema.type_map.values():
        if not is_introspection_type(each) and not is_specified_scalar_type(each):
            yield each


def described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Every coordinate of a schema with its description."""
    for directive in schema.directives:
        if directive not in specified_directives:
            yield f"@{directive.name}", directive.description
    for each in own_types(schema):
        yield each.name, each.description
        if isinstance(each, GraphQLEnumType):
            yield from ((f"{each.name}.{name}", value.description) for name, value in each.values.items())
        if isinstance(each, GraphQLInputObjectType):
            yield from ((f"{each.name}.{name}", item.description) for name, item in each.fields.items())
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in each.fields.items():
                yield f"{each.name}.{name}", field.description
                for argument, item in field.args.items():
                    yield f"{each.name}.{name}({argument}:)", item.description


AMONG_NODES = {"NodeDescriptor", "LedgerPage", "LedgerDelivery", "ReceiptDelivery", "LedgerFault"}
"""What nodes tell one another; no client of the gateway sees it."""


def is_bilingual(text: str | None) -> bool:
    """One paragraph Chinese, one English."""
    zh, gap, en = (text or "").partition("\n\n")
    return (
        bool(gap)
        and "\n\n" not in en
        and any("\u4e00" <= letter <= "\u9fff" for letter in zh)
        and any("a" <= letter <= "z" for letter in en)
        and not zh.endswith("\n")
    )


def reachable(schema: GraphQLSchema) -> set[str]:
    """The types a client can come to from the roots, by fields, arguments, members and implementers."""
    roots = [each for each in (schema.query_type, schema.mutation_type) if each is not None]
    waiting: list[GraphQLNamedType] = list(roots)
    seen: set[str] = set()
    while waiting:
        each = waiting.pop()
        if each.name in seen:
            continue
        seen.add(each.name)
        if isinstance(each, GraphQLObjectType | GraphQLInterfaceType):
            waiting += each.interfaces
            for field in each.fields.values():
                waiting += [get_named_type(field.type), *(get_named_type(item.type) for item in field.args.values())]
        if isinstance(each, GraphQLInputObjectType):
            waiting += [get_named_type(item.type) for item in each.fields.values()]
        if isinstance(each, GraphQLInterfaceType | GraphQLUnionType):
            waiting += schema.get_possible_types(each)
    return seen


def test_the_committed_files_are_up_to_date(rendered: dict[Path, str]) -> None:
    assert sdl.stale(rendered) == [], "run `python -m deploy.sdl`"


def test_all_of_them_are_generated(rendered: dict[Path, str]) -> None:
    names = {"province", "city", "district", "partner_city", "subgraph", "supergraph", "api"}
    assert {path.stem for path in rendered} == names
    assert {SUBGRAPH, SUPERGRAPH, API} <= set(rendered)
    assert {path.parent for path in rendered} == {FOLDER}


def test_stale_files_are_named_and_mended(tmp_path: Path) -> None:
    good, changed, missing, gone = (tmp_path / f"{name}.graphql" for name in ("good", "changed", "missing", "gone"))
    wanted = {good: "1", changed: "2", missing: "3"}
    for path in (good, changed, gone):
        path.write_text("1", "utf-8")
    assert sdl.stale(wanted, tmp_path) == [changed, gone, missing]
    sdl.write(wanted, sdl.stale(wanted, tmp_path))
    assert sdl.stale(wanted, tmp_path) == []
    assert not gone.exists()


def test_generating_twice_gives_the_same_text(rendered: dict[Path, str]) -> None:
    assert sdl.render() == rendered
    for path, text in rendered.items():
        assert text.endswith("\n"), path
        assert not any(line != line.rstrip() for line in text.split("\n")), path


def test_everything_is_described_in_both_languages(logical: GraphQLSchema) -> None:
    lacking = [coordinate for coordinate, text in described(logical) if not is_bilingual(text)]
    assert lacking == []


def test_the_walk_sees_every_kind_of_coordinate(logical: GraphQLSchema) -> None:
    coordinates = {coordinate for coordinate, _ in described(logical)}
    assert coordinates >= {
        "Filing",
        "Filing.title",
        "Query.filings(first:)",
        "FilingFilter.outcome",
        "FilingOutcome.FILED",
        "NodeCode",
        "Node",
        "@gather",
    }
    assert len(coordinates) > 300


def test_no_type_is_out_of_reach(logical: GraphQLSchema) -> None:
    assert {each.name for each in own_types(logical)} - reachable(logical) == set()


@pytest.mark.parametrize("name", list(PROFILES))
def test_profiles_that_serve_every_module_have_the_logical_sdl(name: str) -> None:
    assert profile_sdl(PROFILES[name]) == logical_sdl()


def test_clients_see_no_machinery(rendered: dict[Path, str]) -> None:
    api = build_ast_schema(parse(rendered[API]))
    logical = build_ast_schema(parse(rendered[SUBGRAPH]), assume_valid_sdl=True)
    assert set(api.type_map) == set(logical.type_map) - AMONG_NODES
    assert {each.name for each in api.directives} == {*(each.name for each in specified_directives), "asOf"}
    assert all(is_bilingual(text) for coordinate, text in described(api))
    assert api.query_type is not None
    assert not [name for name in api.query_type.fields if name.startswith("_") or name in QUERIES]
    assert api.mutation_type is not None
    assert not set(api.mutation_type.fields) & MUTATIONS
