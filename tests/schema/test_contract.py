"""Schemas built from profiles: modules put together, and entities that come from the port in one batch."""

from typing import Any

import pytest
import strawberry
from graphql import build_ast_schema, parse
from strawberry.types import Info

from schema.contract import MODULES, PROFILES, Module, Profile, build_schema, logical_sdl
from schema.directives import Owned
from schema.errors import not_found


@strawberry.federation.type(keys=["id"], directives=[Owned(by="id")])
class Paper:
    id: strawberry.ID
    pages: int


@strawberry.type
class PaperQueries:
    paper: Paper | None = None


@strawberry.type
class ShelfQueries:
    shelf: str | None = None


@strawberry.type
class ShelfMutations:
    dust: str | None = None


PAPERS = Module("papers", PaperQueries, None, (Paper,))
SHELVES = Module("shelves", ShelfQueries, ShelfMutations, ())


class Archive:
    """A port that knows two papers and keeps count of how often it is asked."""

    def __init__(self) -> None:
        self.asked: list[list[dict[str, Any]]] = []

    async def read(self, info: Info[Any, Any], field: str) -> Any:
        raise AssertionError(field)

    async def command(self, info: Info[Any, Any], field: str) -> Any:
        raise AssertionError(field)

    async def entities(self, info: Info[Any, Any], representations: list[dict[str, Any]]) -> list[Any]:
        self.asked.append(representations)
        return [self._one(each["id"]) for each in representations]

    @staticmethod
    def _one(id: str) -> Any:
        if id == "secret":
            return not_found("No such paper.", "没有这份文件。")
        return Paper(id=strawberry.ID(id), pages=len(id)) if id != "lost" else None


async def ask(representations: list[Any]) -> tuple[Any, Archive]:
    archive = Archive()
    schema = build_schema(Profile("TOY", (PAPERS, SHELVES)))
    result = await schema.execute(
        "query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Paper { id pages } } }",
        {"r": representations},
        context_value={"port": archive},
    )
    return result, archive


async def test_entities_come_in_one_batch_and_in_order() -> None:
    asked = [{"__typename": "Paper", "id": each} for each in ("a", "lost", "abc", "a")]
    result, archive = await ask(asked)
    assert result.errors is None
    assert [each and each["pages"] for each in result.data["_entities"]] == [1, None, 3, 1]
    assert archive.asked == [asked]


@pytest.mark.parametrize(
    "bad", [{"__typename": "Nothing", "id": "x"}, {"__typename": "PageInfo"}, {"id": "x"}, {"__typename": 7}, "text", 5]
)
async def test_a_foreign_representation_is_an_error_of_its_own_place(bad: Any) -> None:
    good = {"__typename": "Paper", "id": "abc"}
    result, archive = await ask([good, bad, good])
    assert [each and each["pages"] for each in result.data["_entities"]] == [3, None, 3]
    assert archive.asked == [[good, good]]
    [error] = result.errors
    assert error.path == ["_entities", 1]
    assert error.extensions["code"] == "BAD_USER_INPUT"
    assert error.extensions["messageZh"]


async def test_a_refused_entity_leaves_the_others() -> None:
    result, _ = await ask([{"__typename": "Paper", "id": each} for each in ("secret", "abc")])
    assert [each and each["pages"] for each in result.data["_entities"]] == [None, 3]
    [error] = result.errors
    assert (error.path, error.extensions["code"]) == (["_entities", 0], "NOT_FOUND")


async def test_nothing_known_means_nothing_asked() -> None:
    result, archive = await ask([{"__typename": "Nothing"}])
    assert result.data["_entities"] == [None]
    assert archive.asked == []


def test_a_profile_has_the_root_fields_of_its_modules_only() -> None:
    small = build_schema(Profile("SMALL", (PAPERS,)))
    assert "paper" in small.as_str()
    assert "shelf" not in small.as_str()
    assert "type Mutation" not in small.as_str()
    assert str(Profile("TOY", (PAPERS, SHELVES))) == "TOY: papers, shelves"


def test_profiles_that_differ_are_united() -> None:
    sdl = logical_sdl([Profile("SMALL", (PAPERS,)), Profile("LARGE", (PAPERS, SHELVES))])
    schema = build_ast_schema(parse(sdl), assume_valid_sdl=True)
    assert schema.query_type is not None
    assert {"paper", "shelf"} <= set(schema.query_type.fields)
    assert schema.mutation_type is not None


def test_the_four_profiles_serve_every_module() -> None:
    assert list(PROFILES) == ["PROVINCE", "CITY", "DISTRICT", "PARTNER_CITY"]
    assert [module.name for module in MODULES] == [
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
        "exchange",
    ]
    assert all(profile.modules == MODULES for profile in PROFILES.values())


def test_the_version_of_federation_is_one_that_other_composers_accept() -> None:
    assert "https://specs.apollo.dev/federation/v2.9" in build_schema(PROFILES["CITY"]).as_str()


def test_every_entity_type_is_owned_by_a_field_of_its_key() -> None:
    schema = build_schema(PROFILES["CITY"])
    assert schema.entity_names == {
        "Assignment",
        "BindingAct",
        "SharedFiling",
        "SharedProposal",
        "SharedProposalEndorsement",
        "CitizenLead",
        "Committee",
        "Filing",
        "JointAnnualPlan",
        "JointTopic",
        "Member",
        "Participation",
        "PartnerAgreement",
        "PartnerProject",
        "PlanConsent",
        "PlenarySession",
        "ProjectContribution",
        "FieldworkRecord",
        "ProposingBody",
        "PublishedReport",
        "TopicEndorsement",
        "WrittenSuggestion",
    }
    for line in (each for each in schema.as_str().splitlines() if "@key" in each and each.startswith("type")):
        key = "code" if line.startswith("type Committee ") else "id"
        assert f'@owned(by: "{key}")' in line
        assert f'@key(fields: "{key}")' in line
