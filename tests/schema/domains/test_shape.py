"""What holds for the whole contract: descriptions in two languages, ownership, record fields, pages, commands."""

import re
from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_introspection_type,
)

from tests.schema.domains.contract_under_test import COMMANDS, CONTRACT, GRAPHQL

_FEDERATION = ("_", "link__")
_BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}
_CJK = re.compile(r"[\u4e00-\u9fff]")
_ENTITIES = {
    "Committee",
    "PartnerAgreement",
    "PartnerProject",
    "ProjectContribution",
    "JointAnnualPlan",
    "PlanConsent",
    "JointTopic",
    "Participation",
    "FieldworkRecord",
    "TopicEndorsement",
    "WrittenSuggestion",
    "Filing",
    "Assignment",
    "CitizenLead",
    "PublishedReport",
    "Member",
    "ProposingBody",
    "PlenarySession",
    "BindingAct",
    "SharedProposal",
    "SharedProposalEndorsement",
    "SharedFiling",
}
_RECORD_FIELDS = {
    "id": "ID!",
    "committee": "Committee!",
    "version": "Int!",
    "visibility": "Visibility!",
    "provenance": "Provenance!",
    "source": "String",
    "gaps": "[String!]!",
    "recordedAt": "DateTime!",
}
_BEFORE_AN_ANSWER = ("Participation", "ProjectContribution", "PlanConsent", "SharedProposalEndorsement", "SharedFiling")
_DIFFERENT = {"Committee", "PublishedReport", *_BEFORE_AN_ANSWER}
_NULLABLE_BEFORE_AN_ANSWER = dict.fromkeys(("version", "visibility", "provenance", "gaps", "recordedAt"))
_FOUND = "FilingMatchConnection"
_ALIKE = "TopicMatchConnection"
_UNLIKE = {_FOUND, _ALIKE, "InboxConnection"}
_ONE_ORDER = {_FOUND, _ALIKE, "InboxConnection", "RecordEventConnection"}
"""Connections with more to say than the others, and those that come in one order."""
_MORE_ARGUMENTS = {"inboundAssignments": ("units", "committee", "overdue", "asOf")}
_PAGE_ARGUMENTS = ["first", "after", "last", "before", "orderBy", "filter", "nodes", "levels"]


def _own_types() -> list[object]:
    return [
        type_
        for name, type_ in sorted(GRAPHQL.type_map.items())
        if not name.startswith(_FEDERATION) and name not in _BUILT_IN and not is_introspection_type(type_)
    ]


def _described() -> Iterator[tuple[str, str | None]]:
    for type_ in _own_types():
        name = str(type_)
        if name not in ("Query", "Mutation"):
            yield name, getattr(type_, "description", None)
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{key}", value.description) for key, value in type_.values.items())
        if isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{key}", field.description) for key, field in type_.fields.items())
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for key, output in type_.fields.items():
                if not key.startswith("_"):
                    yield f"{name}.{key}", output.description
                    yield from ((f"{name}.{key}({arg}:)", it.description) for arg, it in output.args.items())


def _object(name: str) -> GraphQLObjectType:
    type_ = GRAPHQL.type_map[name]
    assert isinstance(type_, GraphQLObjectType)
    return type_


def _connections() -> dict[str, GraphQLObjectType]:
    return {
        name: type_
        for name, type_ in GRAPHQL.type_map.items()
        if name.endswith("Connection") and name not in _UNLIKE and isinstance(type_, GraphQLObjectType)
    }


def test_everything_is_described_in_chinese_and_english() -> None:
    wrong = []
    for coordinate, description in _described():
        zh, _, en = (description or "").partition("\n\n")
        if not _CJK.search(zh) or not re.search(r"[A-Za-z]{2}", en) or "\n\n" in en:
            wrong.append(coordinate)
    assert wrong == []


def test_every_entity_names_its_owner_by_its_key() -> None:
    sdl = CONTRACT.as_str()
    for name in _ENTITIES:
        key = "code" if name == "Committee" else "id"
        assert re.search(
            rf'^type {name} implements Node @owned\(by: "{key}"\) @key\(fields: "{key}"\) \{{$', sdl, re.MULTILINE
        ), name
    assert set(re.findall(r"^type (\w+) implements Node", sdl, re.MULTILINE)) == _ENTITIES


@pytest.mark.parametrize("name", sorted(_ENTITIES - _DIFFERENT))
def test_a_record_has_the_record_fields(name: str) -> None:
    fields = _object(name).fields
    assert {key: str(fields[key].type) for key in _RECORD_FIELDS} == _RECORD_FIELDS


def test_records_that_differ_do_so_where_they_say() -> None:
    report = _object("PublishedReport").fields
    for key, type_ in _RECORD_FIELDS.items():
        expected = type_.removesuffix("!") if key in _NULLABLE_BEFORE_AN_ANSWER else type_
        for name in _BEFORE_AN_ANSWER:
            assert str(_object(name).fields[key].type) == expected
        expected = {"committee": "Committee", "source": "String!"}.get(key, type_)
        assert str(report[key].type) == expected


def test_connections_are_all_alike() -> None:
    connections = _connections()
    assert len(connections) > 12
    for name, connection in connections.items():
        record = name.removesuffix("Connection")
        assert {key: str(field.type) for key, field in connection.fields.items()} == {
            "edges": f"[{record}Edge!]!",
            "pageInfo": "PageInfo!",
            "totalCount": "Int!",
            "completeness": "Completeness!",
        }
        edge = _object(f"{record}Edge").fields
        assert {key: str(field.type) for key, field in edge.items()} == {"cursor": "String!", "node": f"{record}!"}


def test_gathered_lists_take_the_page_arguments() -> None:
    query = _object("Query")
    paged = {
        key: field
        for key, field in query.fields.items()
        if str(field.type).endswith("Connection!") and str(field.type).removesuffix("!") not in _ONE_ORDER
    }
    assert {str(field.type).removesuffix("!") for field in paged.values()} == set(_connections()) - _ONE_ORDER
    for name, field in paged.items():
        record = str(field.type).removesuffix("Connection!")
        arguments = field.args
        assert list(arguments) == [*_MORE_ARGUMENTS.get(name, ()), *_PAGE_ARGUMENTS]
        assert str(arguments["orderBy"].type) == f"{record}Order!"
        assert str(arguments["filter"].type) == f"{record}Filter"
        assert [str(arguments[key].type) for key in ("nodes", "levels")] == ["[NodeCode!]", "[NodeLevel!]"]


def test_what_is_searched_has_a_score_and_one_order() -> None:
    found, edge = _object(_FOUND).fields, _object("FilingMatchEdge").fields
    assert {key: str(field.type) for key, field in found.items()} == {
        "edges": "[FilingMatchEdge!]!",
        "pageInfo": "PageInfo!",
        "totalCount": "Int!",
        "completeness": "Completeness!",
    }
    assert {key: str(field.type) for key, field in edge.items()} == {
        "cursor": "String!",
        "score": "Int!",
        "snippet": "String",
        "node": "Filing!",
    }
    arguments = list(_object("Query").fields["searchFilings"].args)
    assert arguments == ["query", *(name for name in _PAGE_ARGUMENTS if name != "orderBy")]


@pytest.mark.parametrize(
    ("field", "order"),
    [
        ("partnerAgreements", "TITLE_ASC"),
        ("partnerProjects", "TITLE_ASC"),
        ("projectMilestones", "DUE_ON_ASC"),
        ("jointTopics", "TITLE_ASC"),
        ("participations", "RECORDED_AT_DESC"),
        ("writtenSuggestions", "RECORDED_AT_DESC"),
        ("filings", "RECORDED_AT_DESC"),
        ("assignments", "DUE_ON_ASC"),
        ("inboundAssignments", "DUE_ON_ASC"),
        ("citizenLeads", "RECORDED_AT_DESC"),
        ("publishedReports", "SUBJECT_ASC"),
    ],
)
def test_the_default_order(field: str, order: str) -> None:
    assert f"  {field}(" in CONTRACT.as_str()
    assert _default(_object("Query").fields[field].args["orderBy"]) == order


def test_every_order_goes_both_ways() -> None:
    for name, type_ in GRAPHQL.type_map.items():
        if name.endswith("Order") and isinstance(type_, GraphQLEnumType):
            keys = {value.rpartition("_")[0] for value in type_.values}
            assert set(type_.values) == {f"{key}_{way}" for key in keys for way in ("ASC", "DESC")}, name
            assert "RECORDED_AT" in keys


def test_every_command_has_a_key_and_can_be_tried() -> None:
    for name, field in COMMANDS.items():
        arguments = field.args
        assert str(arguments["idempotencyKey"].type) == "String!", name
        assert str(arguments["dryRun"].type) == "Boolean!"
        assert _default(arguments["dryRun"]) is False
        assert ("expectedVersion" in arguments) == ("id" in arguments) != ("committee" in arguments), name
        assert isinstance(field.type, GraphQLNonNull)
        payload = _object(get_named_type(field.type).name)
        assert set(payload.fields) - {"receipt"} == {"record", "preview", "replayed", "deliveries"}


def test_counts_by_outcome_are_summed() -> None:
    sdl = CONTRACT.as_str()
    for name in ("FilingTotals", "FilingGroup"):
        block = sdl[sdl.index(f"\ntype {name} {{") :].partition("\n}")[0]
        assert len(re.findall(r': Int! @total\(by: "SUM"\)', block)) == 8


def test_the_citizens_contact_is_written_and_never_read() -> None:
    holders = [str(type_) for type_ in _own_types() if "contact" in getattr(type_, "fields", {})]
    assert holders == ["SubmitCitizenLeadInput"]


def _default(argument: GraphQLArgument) -> object:
    value = argument.default_value
    return getattr(value, "value", value)
