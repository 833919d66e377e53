"""The partition directives as SDL, and the port as root fields find it."""

from typing import Any

import pytest
import strawberry
from strawberry.types import Info

from schema import directives
from schema.directives import Gather, Owned, Owner, Remote, Total
from schema.port import port


@strawberry.federation.type(keys=["id"], directives=[Owned(by="id")])
class Paper:
    id: strawberry.ID
    pages: int = strawberry.federation.field(directives=[Total(by=directives.SUM)])
    next: "Paper" = strawberry.federation.field(directives=[Remote(provides="id", absent="pages: 0")])
    last: "Paper" = strawberry.federation.field(directives=[Remote(provides="id")])


async def papers(info: Info[Any, Any]) -> list[str]:
    answer: list[str] = await port(info).read(info, "papers")
    return answer


def paper(id: strawberry.ID) -> Paper | None:
    return None


@strawberry.type
class Query:
    papers: list[str] = strawberry.field(resolver=papers, directives=[Gather(merge=directives.LIST)])
    paper: Paper | None = strawberry.field(resolver=paper, directives=[Owner(argument="id")])


@pytest.fixture(scope="module")
def schema() -> strawberry.federation.Schema:
    return strawberry.federation.Schema(Query, federation_version="2.9")


def test_all_five_are_linked_and_composed(schema: strawberry.federation.Schema) -> None:
    sdl = schema.as_str()
    names = ", ".join(f'"@{name}"' for name in directives.NAMES)
    assert f'@link(url: "{directives.URL}", import: [{names}])' in sdl
    for name in directives.NAMES:
        assert f'@composeDirective(name: "@{name}")' in sdl


@pytest.mark.parametrize(
    "line",
    [
        "directive @gather(merge: String!) on FIELD_DEFINITION",
        "directive @owner(argument: String!) on FIELD_DEFINITION",
        "directive @owned(by: String!) on OBJECT",
        "directive @remote(provides: String!, absent: String, unknown: String) on FIELD_DEFINITION",
        "directive @total(by: String!) on FIELD_DEFINITION",
        'pages: Int! @total(by: "SUM")',
        'next: Paper! @remote(provides: "id", absent: "pages: 0")',
        'last: Paper! @remote(provides: "id")',
        'papers: [String!]! @gather(merge: "LIST")',
        'paper(id: ID!): Paper @owner(argument: "id")',
    ],
)
def test_their_definitions_and_uses(schema: strawberry.federation.Schema, line: str) -> None:
    assert line in [each.strip() for each in schema.as_str().splitlines()]


async def test_root_fields_reach_the_port_of_their_request(schema: strawberry.federation.Schema) -> None:
    class Shelf:
        async def read(self, info: Info[Any, Any], field: str) -> Any:
            return [field, *info.path.as_list()]

        async def command(self, info: Info[Any, Any], field: str) -> Any:
            raise AssertionError(field)

        async def entities(self, info: Info[Any, Any], representations: list[dict[str, Any]]) -> list[Any]:
            raise AssertionError(representations)

    result = await schema.execute("{ mine: papers }", context_value={"port": Shelf()})
    assert result.errors is None
    assert result.data == {"mine": ["papers", "mine"]}
