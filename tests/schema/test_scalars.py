"""Scalars: one spelling in, one spelling out, and errors in both languages through GraphQL itself."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.errors import ShiziError
from schema.scalars import (
    DEEPEST_JSON,
    JSON,
    SCALARS,
    Date,
    DateTime,
    NodeCode,
    format_date,
    format_date_time,
    parse_date_time,
)


@strawberry.type
class Query:
    @strawberry.field
    def code(self, value: NodeCode) -> NodeCode:
        return value

    @strawberry.field
    def day(self, value: Date) -> Date:
        return value

    @strawberry.field
    def time(self, value: DateTime) -> DateTime:
        return value

    @strawberry.field
    def json(self, value: JSON) -> JSON:
        return value


class QuietSchema(strawberry.Schema):
    def process_errors(self, *args: Any, **kwargs: Any) -> None:
        """The errors are the subject here."""


SCHEMA = QuietSchema(Query, config=StrawberryConfig(scalar_map=SCALARS))


@pytest.mark.parametrize(
    ("field", "given", "shown"),
    [
        ("code", "440100", "440100"),
        ("day", "2024-02-29", "2024-02-29"),
        ("time", "2024-05-01T08:30:00Z", "2024-05-01T08:30:00.000000Z"),
        ("time", "2024-05-01T08:30:00.25Z", "2024-05-01T08:30:00.250000Z"),
    ],
)
def test_values_go_in_and_out(field: str, given: str, shown: str) -> None:
    literal = SCHEMA.execute_sync(f'{{ {field}(value: "{given}") }}')
    assert literal.errors is None
    assert literal.data == {field: shown}
    type_ = {"code": "NodeCode", "day": "Date", "time": "DateTime"}[field]
    variable = SCHEMA.execute_sync(f"query($v: {type_}!) {{ {field}(value: $v) }}", {"v": given})
    assert variable.data == {field: shown}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("code", '"44010"'),
        ("code", '"440100\\n"'),
        ("code", '"\uff14\uff14\uff10\uff11\uff10\uff10"'),
        ("code", "440100"),
        ("day", '"2023-02-29"'),
        ("day", '"20230201"'),
        ("day", '"2023-2-1"'),
        ("day", "2023"),
        ("time", '"2024-05-01T08:30:00"'),
        ("time", '"2024-05-01T08:30:00+08:00"'),
        ("time", '"2024-05-01 08:30:00Z"'),
        ("time", '"2024-05-01T25:30:00Z"'),
        ("time", '"2024-05-01T08:30:00.1234567Z"'),
        ("json", "[" * (DEEPEST_JSON + 1) + "]" * (DEEPEST_JSON + 1)),
        ("json", "{a: 9223372036854775808}"),
        ("json", "[1e999]"),
    ],
)
def test_other_spellings_are_refused_in_both_languages(field: str, given: str) -> None:
    result = SCHEMA.execute_sync(f"{{ {field}(value: {given}) }}")
    assert result.errors is not None
    extensions = result.errors[0].extensions
    assert extensions is not None
    assert extensions["code"] == "BAD_USER_INPUT"
    assert any("\u4e00" <= letter <= "\u9fff" for letter in extensions["messageZh"])


def test_json_is_whatever_it_is() -> None:
    written = '{a: [1, -2.5, true, null, ACCEPT, "甲"], b: {}}'
    result = SCHEMA.execute_sync(f"{{ json(value: {written}) }}")
    assert result.errors is None
    assert result.data == {"json": {"a": [1, -2.5, True, None, "ACCEPT", "甲"], "b": {}}}


def test_a_time_is_shown_in_utc_and_needs_a_zone() -> None:
    beijing = datetime(2024, 5, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    assert format_date_time(beijing) == "2024-05-01T00:00:00.000000Z"
    assert parse_date_time(format_date_time(beijing)) == beijing
    with pytest.raises(ValueError, match="zone"):
        format_date_time(beijing.replace(tzinfo=None))


def test_a_date_is_not_a_time() -> None:
    assert format_date(date(2024, 5, 1)) == format_date("2024-05-01") == "2024-05-01"
    with pytest.raises(ShiziError, match="YYYY-MM-DD"):
        format_date(datetime(2024, 5, 1, tzinfo=UTC))
