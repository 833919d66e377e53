"""Canonical JSON by RFC 8785: its own examples, a round trip for all values, and the limits on top."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.ledger import MalformedError, TooLargeError, UncleanTextError, canonical
from schema.ledger.canonical import from_base64, read_canonical

CLEAN = st.text(st.characters(exclude_categories=["Cc", "Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-(2**53) + 1, 2**53 - 1) | CLEAN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(CLEAN, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (9007199254740991.0, "9007199254740991"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (333333333.3333332, "333333333.3333332"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.2, "1424953923781206.2"),
        (4.5, "4.5"),
        (1.0, "1"),
    ],
)
def test_numbers_are_printed_as_in_appendix_b_of_rfc_8785(value: float, written: str) -> None:
    assert canonical(value) == written.encode()


def test_the_example_of_rfc_8785_but_for_its_largest_number() -> None:
    value = {
        "numbers": [333333333.33333329, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": '\u20ac$\n A\'B"\\\\"/',
        "literals": [None, True, False],
    }
    assert (
        canonical(value)
        == (
            '{"literals":[null,true,false],"numbers":[333333333.3333333,4.5,0.002,1e-27],'
            '"string":"€$\\n A\'B\\"\\\\\\\\\\"/"}'
        ).encode()
    )


def test_keys_stand_in_the_order_of_their_utf_16_code_units() -> None:
    assert (
        canonical({"\ufb33": 1, "\U0001f600": 2, "€": 3, "1": 4, "ö": 5})
        == '{"1":4,"ö":5,"€":3,"😀":2,"\ufb33":1}'.encode()
    )


@settings(max_examples=50, deadline=None)
@given(VALUES)
def test_a_value_has_one_spelling_and_survives_it(value: object) -> None:
    written = canonical(value)
    assert json.loads(written) == value
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize("text", ["\0", "a\x1b[31m", "\x7f", "\x85", "\ud800", "\r\x0b"])
def test_text_that_no_reader_can_see_is_refused(text: str) -> None:
    for value in (text, [text], {text: 1}, {"a": text}):
        with pytest.raises(UncleanTextError) as refused:
            canonical(value)
        assert refused.value.extensions["ledger"] == "UNCLEAN_TEXT"


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e30, 2**53, -(2**53), {1: 2}, {"a": {3}}, b"x"])
def test_what_a_reader_would_not_get_back_is_refused(value: object) -> None:
    with pytest.raises(MalformedError):
        canonical(value)


def test_nesting_is_bounded() -> None:
    value: object = 1
    for _ in range(32):
        value = [value]
    canonical(value)
    with pytest.raises(TooLargeError):
        canonical([value])


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"1", b'{"a": 1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":1}\n', b"\xff", b"{"],
)
def test_only_the_canonical_spelling_is_read(data: bytes) -> None:
    with pytest.raises(MalformedError):
        read_canonical(data, most=100, what="it")


def test_size_is_judged_before_anything_else() -> None:
    with pytest.raises(TooLargeError):
        read_canonical(b"\xff" * 101, most=100, what="it")


@pytest.mark.parametrize("text", [None, 1, "YQ", "YQ==\n", "YR==", "Y Q==", "é"])
def test_base64_has_one_spelling(text: object) -> None:
    assert from_base64("YQ==", "it") == b"a"
    with pytest.raises(MalformedError):
        from_base64(text, "it")
