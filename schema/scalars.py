"""Scalars with one strict spelling each: NodeCode, Date and DateTime; and JSON, which is any.

Use `NodeCode`, `Date`, `DateTime` and `JSON` as annotations; `SCALARS` goes into the schema's configuration.
"""

import re
from datetime import UTC, date, datetime
from math import isfinite
from typing import Final, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema.errors import bad_user_input
from schema.ids import NODE_CODE

NodeCode = NewType("NodeCode", str)
JSON = NewType("JSON", object)
DEEPEST_JSON: Final = 20
Date = date
DateTime = datetime

_DATE: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)
_DATE_TIME: Final = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z\Z", re.ASCII)


def parse_node_code(value: object) -> NodeCode:
    """Six digits. Raises BAD_USER_INPUT."""
    if isinstance(value, str) and NODE_CODE.match(value):
        return NodeCode(value)
    raise bad_user_input("A node code has six digits, such as 440100.", "节点代码为六位数字，例如 440100。")


def parse_date(value: object) -> date:
    """`YYYY-MM-DD`. Raises BAD_USER_INPUT."""
    if isinstance(value, str) and _DATE.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise bad_user_input("A date is written YYYY-MM-DD and must exist.", "日期须写作 YYYY-MM-DD，且须真实存在。")


def parse_date_time(value: object) -> datetime:
    """RFC 3339 in UTC, up to six decimals, ending in Z. Raises BAD_USER_INPUT."""
    if isinstance(value, str) and _DATE_TIME.match(value):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            pass
    raise bad_user_input(
        "A time is written in UTC as 2024-05-01T08:30:00.000000Z and must exist.",
        "时间须以 UTC 写作 2024-05-01T08:30:00.000000Z，且须真实存在。",
    )


def parse_json(value: object, _below: int = DEEPEST_JSON) -> JSON:
    """Any JSON value of at most :data:`DEEPEST_JSON` levels, its numbers within 64 bits. Raises BAD_USER_INPUT."""
    if _below == 0:
        raise bad_user_input(
            f"JSON may have at most {DEEPEST_JSON} levels here.", f"此处的 JSON 至多 {DEEPEST_JSON} 层。"
        )
    if isinstance(value, dict):
        return JSON({str(name): parse_json(part, _below - 1) for name, part in value.items()})
    if isinstance(value, list):
        return JSON([parse_json(part, _below - 1) for part in value])
    if (isinstance(value, int) and not -(2**63) <= value < 2**63) or (isinstance(value, float) and not isfinite(value)):
        raise bad_user_input("A number is too large.", "数字过大。")
    return JSON(value)


def format_date(value: object) -> str:
    """The one spelling of a date; text must already have it."""
    return (value if type(value) is date else parse_date(value)).isoformat()


def format_date_time(value: object) -> str:
    """The one spelling of a time, always six decimals; a datetime needs a zone."""
    at = value if isinstance(value, datetime) else parse_date_time(value)
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


SCALARS: Final[dict[object, ScalarDefinition]] = {
    NodeCode: strawberry.scalar(
        name="NodeCode",
        description=(
            "六位行政区划代码（GB/T 2260），同时是该级政协委员会的节点代码。\n\n"
            "A six-digit division code (GB/T 2260), which is also the node code of that division's committee."
        ),
        serialize=parse_node_code,
        parse_value=parse_node_code,
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description=(
            "任意 JSON 值；写在文档里时，枚举值可以不加引号。\n\n"
            "Any JSON value; written in a document, the values of enums need no quotes."
        ),
        serialize=parse_json,
        parse_value=parse_json,
    ),
    date: strawberry.scalar(
        name="Date",
        description="公历日期，写作 YYYY-MM-DD。\n\nA calendar date, written YYYY-MM-DD.",
        serialize=format_date,
        parse_value=parse_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description=(
            "RFC 3339 的 UTC 时间，精确到微秒，以 Z 结尾。\n\nAn RFC 3339 time in UTC with microseconds, ending in Z."
        ),
        serialize=format_date_time,
        parse_value=parse_date_time,
    ),
}
