"""The declared read models fit the contract and the tables."""

from __future__ import annotations

import re
from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, get_named_type, is_non_null_type

import services
from schema.exchange import PEERS, QUERIES
from services.actions import FIELD as ACTIONS
from services.catalog import CATALOG
from services.inbox import FIELD as INBOX
from services.kit.reads.model import Column, Model
from services.kit.reads.objects import snake_case
from tests.services.reads.asking import SCHEMA, Asker

PLAIN = [model for model in CATALOG.models.values() if re.fullmatch(r"[a-z_]+", model.source)]


def object_type(model: Model) -> GraphQLObjectType:
    type_ = SCHEMA.get_type(model.type)
    assert isinstance(type_, GraphQLObjectType)
    return type_


def test_every_root_field_has_an_answer() -> None:
    assert SCHEMA.query_type is not None
    asked = SCHEMA.query_type.fields.keys()
    assert set(CATALOG.fields) == asked - {"_entities", "_service", ACTIONS, INBOX, PEERS, *QUERIES}


def test_every_order_and_filter_of_the_contract_is_declared() -> None:
    assert SCHEMA.query_type is not None
    checked = 0
    for name, field in SCHEMA.query_type.fields.items():
        if not get_named_type(field.type).name.endswith("Connection") or "orderBy" not in field.args:
            continue  # what is searched has one order: its rank
        model = CATALOG.models[get_named_type(field.type).name.removesuffix("Connection")]
        orders, filter_ = get_named_type(field.args["orderBy"].type), get_named_type(field.args["filter"].type)
        assert isinstance(orders, GraphQLEnumType)
        assert isinstance(filter_, GraphQLInputObjectType)
        assert {order.rpartition("_")[0] for order in orders.values} == set(model.orders), name
        assert set(filter_.fields) == set(model.filters), name
        checked += 1
    assert checked > 13


async def test_what_is_never_null_in_the_contract_is_never_null_in_its_table(asker: Asker) -> None:
    rows = await asker.database.writer.fetch(
        "SELECT table_name, column_name, is_nullable FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    )
    nullable = {(row["table_name"], row["column_name"]): row["is_nullable"] == "YES" for row in rows}
    checked = 0
    for model in PLAIN:
        for name, field in object_type(model).fields.items():
            if model.fields.get(name) is None:
                column = snake_case(name)
                assert (model.source, column) in nullable, f"{model.type}.{name}"
                if is_non_null_type(field.type):
                    assert not nullable[model.source, column], f"{model.type}.{name}"
                    checked += 1
    assert checked > 60


async def test_every_order_has_an_index_for_both_directions(asker: Asker) -> None:
    rows = await asker.database.writer.fetch(
        "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    )
    for model in PLAIN:
        for order in model.orders.values():
            found = " ".join(row["indexdef"] for row in rows if row["tablename"] == model.source)
            assert f"({order.column}, id)" in found, (model.type, order)
            assert f"({order.column} DESC NULLS LAST, id)" in found, (model.type, order)
            nullable = await asker.database.writer.fetchval(
                "SELECT NOT attnotnull FROM pg_attribute WHERE attrelid = $1::text::regclass AND attname = $2",
                model.source, order.column,
            )  # fmt: skip
            assert order.nullable == nullable, (model.type, order)


def test_declared_fields_are_fields_of_the_contract() -> None:
    for model in CATALOG.models.values():
        assert model.fields.keys() <= object_type(model).fields.keys(), model.type
        for name, how in model.fields.items():
            kind = get_named_type(object_type(model).fields[name].type)
            assert isinstance(how, Column) or kind.name == how.type, f"{model.type}.{name}"


def test_sql_never_asks_for_the_time() -> None:
    root = Path(services.__file__).parent
    clock = re.compile(
        r"\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\bcurrent_(date|time|timestamp)\b|\blocaltime",
        re.IGNORECASE,
    )
    files = [*root.rglob("*.sql")]
    assert len(files) >= 6
    wrong = [f"{path.name}: {match.group()}" for path in files for match in clock.finditer(path.read_text("utf-8"))]
    assert wrong == []
