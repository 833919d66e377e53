"""Credit codes by GB 32100-2015: the check character is right, or the code is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.handling.credit_codes import LENGTH, check_character, is_credit_code

DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
# Of the standard's own example the last character is worked out by hand below; the others are made of its rules.
BY_HAND = "91350100M000100Y43"
FIRST = st.tuples(
    st.sampled_from(["11", "12", "91"]), st.from_regex(r"\A[0-9]{6}\Z"), st.text(DIGITS, min_size=9, max_size=9)
).map("".join)


def test_the_check_character_worked_out_by_hand() -> None:
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(DIGITS.index(character) * weight for character, weight in zip(BY_HAND[:-1], weights, strict=True))
    assert DIGITS[(31 - total % 31) % 31] == BY_HAND[-1] == check_character(BY_HAND[:-1])
    assert is_credit_code(BY_HAND)


@given(first=FIRST)
def test_a_code_with_its_check_character_is_one(first: str) -> None:
    assert is_credit_code(first + check_character(first))


@given(first=FIRST, place=st.integers(0, LENGTH - 1), other=st.sampled_from(DIGITS))
def test_one_wrong_character_is_noticed(first: str, place: int, other: str) -> None:
    code = first + check_character(first)
    wrong = code[:place] + other + code[place + 1 :]
    assert is_credit_code(wrong) == (wrong == code)


@pytest.mark.parametrize(
    "text", ["", "9135", BY_HAND[:-1], BY_HAND + "3", BY_HAND.lower(), "9135010０M000100Y43", "I" * 18]
)
def test_what_has_not_the_form_is_none(text: str) -> None:
    assert not is_credit_code(text)


def test_only_seventeen_characters_of_the_standard_have_a_check_character() -> None:
    for wrong in ("", BY_HAND, "O" * 17):
        with pytest.raises(ValueError, match="credit code"):
            check_character(wrong)
