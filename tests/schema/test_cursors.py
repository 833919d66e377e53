"""Cursors: the bytes sort as the rows do, come back whole, and refuse what was never made."""

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cmp_to_key
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.cursors import (
    SortKind,
    decode_cursor,
    encode_cursor,
    order_digest,
    position,
    split_position,
    unwrap,
    wrap,
)
from schema.errors import ErrorCode, ShiziError

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8) | st.sampled_from(
    ["", "a", "ab", "abc", "政协", "政协提案", "政", "提案办理", "é", "e\u0301", "\uffff", "\U00020000", "\x01", "\x7f"]
)
INTS = st.integers(-(2**63), 2**63 - 1) | st.integers(-3, 3)
DATES = st.dates()
TIMES = st.datetimes(timezones=st.just(UTC)) | st.integers(-5, 5).map(
    lambda us: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
)
VALUES: dict[SortKind, st.SearchStrategy[Any]] = {"text": TEXT, "int": INTS, "date": DATES, "time": TIMES}
IDS = st.text("0123456789abcdef:-", min_size=1, max_size=6)
KINDS: list[SortKind] = ["text", "int", "date", "time"]


def _compare(one: tuple[Any, str], other: tuple[Any, str], descending: bool) -> int:
    """ORDER BY value ASC|DESC NULLS LAST, id ASC, with text by COLLATE "C"."""
    (a, a_id), (b, b_id) = one, other
    if (a is None) != (b is None):
        return 1 if a is None else -1
    if a != b and a is not None:
        a, b = (a.encode(), b.encode()) if isinstance(a, str) else (a, b)
        return (1 if a > b else -1) * (-1 if descending else 1)
    return (a_id > b_id) - (a_id < b_id)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_bytes_sort_as_rows_do(kind: SortKind, descending: bool, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(VALUES[kind] | st.none(), IDS), max_size=8))
    by_bytes = sorted(rows, key=lambda row: position(row[0], descending=descending, id=row[1]))

    def compare(one: tuple[Any, str], other: tuple[Any, str]) -> int:
        return _compare(one, other, descending)

    assert by_bytes == sorted(rows, key=cmp_to_key(compare))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_position_comes_back_whole(kind: SortKind, descending: bool, data: st.DataObject) -> None:
    value, row_id = data.draw(VALUES[kind] | st.none()), data.draw(IDS)
    pos = position(value, descending=descending, id=row_id)
    assert split_position(pos, kind=kind, descending=descending) == (value, row_id)


def test_the_encoding_is_the_documented_one() -> None:
    assert position("政", descending=False, id="x") == b"\x01\xe6\x94\xbf\x00x"
    assert position("a", descending=True, id="x") == b"\x01\x9e\xffx"
    assert position(-1, descending=False, id="x") == b"\x01\x7f" + b"\xff" * 7 + b"x"
    assert position(0, descending=True, id="x") == b"\x01\x7f" + b"\xff" * 7 + b"x"
    assert position(date(1970, 1, 2), descending=False, id="x") == b"\x01\x80" + b"\x00" * 6 + b"\x01x"
    assert position(None, descending=True, id="x") == position(None, descending=False, id="x") == b"\x02x"


def test_a_time_is_compared_as_an_instant() -> None:
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    beijing = noon.astimezone(timezone(timedelta(hours=8)))
    assert position(noon, descending=False, id="x") == position(beijing, descending=False, id="x")
    with pytest.raises(ValueError, match="zone"):
        position(noon.replace(tzinfo=None), descending=False, id="x")


@pytest.mark.parametrize("text", ["\x00", "政\x00协", "\ud800"])
def test_text_that_no_row_can_hold_is_refused(text: str) -> None:
    for value, row_id in ((text, "x"), ("a", text)):
        with pytest.raises(ShiziError) as caught:
            position(value, descending=False, id=row_id)
        assert caught.value.code is ErrorCode.BAD_USER_INPUT


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1])
def test_a_number_outside_64_bits_is_refused(number: int) -> None:
    with pytest.raises(ShiziError) as caught:
        position(number, descending=False, id="x")
    assert caught.value.code is ErrorCode.BAD_USER_INPUT


@given(pos=st.binary(max_size=24), kind=st.sampled_from(KINDS), descending=st.booleans())
def test_foreign_bytes_are_refused_or_are_a_position(pos: bytes, kind: SortKind, descending: bool) -> None:
    try:
        value, row_id = split_position(pos, kind=kind, descending=descending)
    except ShiziError as error:
        assert error.code is ErrorCode.BAD_USER_INPUT
        assert error.message_zh
    else:
        assert position(value, descending=descending, id=row_id) == pos


@pytest.mark.parametrize(
    ("pos", "kind"),
    [
        (b"", "int"),
        (b"\x02", "int"),
        (b"\x02a\x00", "text"),
        (b"\x03a", "text"),
        (b"\x01no end", "text"),
        (b"\x01a\x00", "text"),
        (b"\x01\xff\x00x", "text"),
        (b"\x01\x80\x00", "int"),
        (b"\x01" + b"\x80" * 8, "int"),
        (b"\x01" + b"\xff" * 8 + b"x", "date"),
        (b"\x01" + b"\xff" * 8 + b"x", "time"),
    ],
)
def test_each_way_of_being_malformed(pos: bytes, kind: SortKind) -> None:
    with pytest.raises(ShiziError) as caught:
        split_position(pos, kind=kind, descending=False)
    assert caught.value.code is ErrorCode.BAD_USER_INPUT


@given(value=TEXT, row_id=IDS, digest=st.binary(min_size=8, max_size=8))
def test_cursors_come_back_whole_through_both_layers(value: str, row_id: str, digest: bytes) -> None:
    pos = position(value, descending=False, id=row_id)
    cursor = encode_cursor(pos, digest)
    assert decode_cursor(cursor) == (pos, digest)
    assert unwrap(wrap(cursor)) == cursor
    assert wrap(cursor) != cursor
    assert "=" not in wrap(cursor) + cursor


@given(text=st.text(max_size=30) | st.text("ABCabc019-_=+/ ", max_size=30))
def test_any_other_text_is_bad_user_input(text: str) -> None:
    for read in (decode_cursor, unwrap):
        try:
            read(text)
        except ShiziError as error:
            assert error.code is ErrorCode.BAD_USER_INPUT
        else:
            assert set(text) <= set("ABCabc019-_")


@pytest.mark.parametrize(
    "text", ["", "A", "AQ==", "AQE", "!!!!", "AAAAAAAAAAAA\n", "政协", "AAAAAAAAAAAB+/", "AAAAAAAAAAAAAB"]
)
def test_malformed_cursors(text: str) -> None:
    for read in (decode_cursor, unwrap):
        with pytest.raises(ShiziError) as caught:
            read(text)
        assert caught.value.code is ErrorCode.BAD_USER_INPUT


def test_a_cursor_of_another_version_is_refused() -> None:
    cursor = encode_cursor(position("a", descending=False, id="x"), b"\x02" * 8)
    with pytest.raises(ShiziError):
        unwrap(cursor)


def test_a_digest_has_eight_bytes() -> None:
    with pytest.raises(ValueError, match="8 bytes"):
        encode_cursor(b"\x02x", b"short")


def test_the_digest_tells_lists_apart_and_spellings_not() -> None:
    base = order_digest("filings", "TITLE_ASC", {"outcome": "FILED", "term": 13})
    assert len(base) == 8
    assert base == order_digest("filings", "TITLE_ASC", {"term": 13, "outcome": "FILED", "state": None})
    others = [
        order_digest("leads", "TITLE_ASC", {"outcome": "FILED", "term": 13}),
        order_digest("filings", "TITLE_DESC", {"outcome": "FILED", "term": 13}),
        order_digest("filings", "TITLE_ASC", {"outcome": "FILED", "term": "13"}),
        order_digest("filings", "TITLE_ASC", {"outcome": "FILED"}),
        order_digest("filings", "TITLE_ASC", None),
    ]
    assert len({base, *others}) == 6
    assert order_digest("filings", "TITLE_ASC", {}) == order_digest("filings", "TITLE_ASC", None)


def test_a_filter_may_hold_dates_and_codes() -> None:
    typed = order_digest("filings", "TITLE_ASC", {"from": date(2024, 5, 1), "code": ErrorCode.CONFLICT})
    assert typed == order_digest("filings", "TITLE_ASC", {"from": "2024-05-01", "code": "CONFLICT"})
    with pytest.raises(TypeError, match="object"):
        order_digest("filings", "TITLE_ASC", {"x": object()})
