"""Bounds on documents: what is counted, on the text and on the parsed document."""

from __future__ import annotations

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse

from gateway.limits import Limits, Measure, Weight, check_document, check_text, check_variables
from schema.errors import ErrorCode, ShiziError

FEW = Limits(characters=200, tokens=40, nesting=6, depth=4, fields=12, aliases=2, repeats=3, root_fields=5)


def refused(text: str, limits: Limits = FEW) -> ShiziError:
    with pytest.raises(ShiziError) as caught:
        check_text(text, limits)
        check_document(parse(text), text, limits)
    assert caught.value.message_zh
    return caught.value


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{ a }" + " " * 200, "characters"),
        ("{" + " a" * 39 + "}", "tokens"),
        ("{ a(b: " + "[" * 6 + "]" * 6 + ") }", "nested brackets"),
        ("{ a { b { c { d { e } } } } }", "levels of fields"),
        ("{ a { b { ...F } } } fragment F on T { c { d { e } } }", "levels of fields"),
        ("{ a b c d e f }", "root fields"),
        ("{ a ...F } fragment F on T { b c d e f }", "root fields"),
        ("{ x: a y: b z: c }", "aliases"),
        ("{ a { x: a y: b } ... { z: c } }", "aliases"),
        ("{ a a a a a }", "repeated fields"),
        ("{ a {...F ...F ...F ...F ...F} } fragment F on T { b }", "repeated fields"),
        ("{ a { ...F } b { ...F } c { ...F } } fragment F on T { d e f g }", "fields"),
    ],
)
def test_refuses_what_is_over_a_bound(text: str, what: str) -> None:
    error = refused(text)
    assert error.code is ErrorCode.TOO_COMPLEX
    assert what in error.message
    assert isinstance(error.details["limit"], int)


@pytest.mark.parametrize(
    "text",
    [
        "{ a { b { c { d } } } }",
        "{ a b c d e }",
        "{ x: a y: b }",
        '# { { { { { { {\n{ a(b: "{{{{{{{{{{{{{{{{{{ a b c d e f g h i j", c: """ {{{{{{{{ " """) }',
        "query A { a b c } query B { a b c }",
    ],
)
def test_lets_pass_what_is_within(text: str) -> None:
    check_text(text, FEW)
    check_document(parse(text), text, FEW)


def test_fragments_are_weighed_without_being_expanded() -> None:
    levels = " ".join(f"fragment F{n} on T {{ a {{ ...F{n + 1} }} b {{ ...F{n + 1} }} }}" for n in range(50))
    text = "{ ...F0 } " + levels + " fragment F50 on T { c }"
    operation, *rest = parse(text).definitions
    assert isinstance(operation, OperationDefinitionNode)
    fragments = {each.name.value: each for each in rest if isinstance(each, FragmentDefinitionNode)}
    weight = Measure(fragments).weigh(operation.selection_set)
    assert weight == Weight(width=2, fields=3 * 2**50 - 2, depth=51)
    assert refused(text, Limits()).code is ErrorCode.TOO_COMPLEX


def test_a_fragment_in_itself_ends() -> None:
    text = "{ ...F } fragment F on T { a { ...G } } fragment G on T { b { ...F } }"
    check_document(parse(text), text, FEW)


@pytest.mark.parametrize("escape", ["\\u0000", "\\u{0}", "\\u{000000}"])
def test_a_nul_in_a_string_is_refused(escape: str) -> None:
    error = refused(f'{{ a(b: [{{ c: "x{escape}" }}]) }}')
    assert error.code is ErrorCode.BAD_USER_INPUT


@pytest.mark.parametrize("text", ['{ a(b: "\\\\u0000") }', '{ a(b: """\\u0000""") }'])
def test_what_only_looks_like_a_nul_is_not(text: str) -> None:
    check_document(parse(text), text, FEW)


def test_ten_thousand_aliases_are_refused_before_parsing() -> None:
    with pytest.raises(ShiziError) as caught:
        check_text("{" + "".join(f" a{n}: b" for n in range(10_000)) + " }", Limits(characters=10**9))
    assert caught.value.code is ErrorCode.TOO_COMPLEX


def test_variables_nest_no_deeper_than_documents() -> None:
    value: object = "x"
    for _ in range(FEW.nesting):
        value = [value] if isinstance(value, dict) else {"a": value}
    check_variables({"v": value, "w": 1}, FEW)
    with pytest.raises(ShiziError) as caught:
        check_variables({"w": 1, "v": [value]}, FEW)
    assert caught.value.code is ErrorCode.TOO_COMPLEX
