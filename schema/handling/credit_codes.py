"""The unified social credit code (统一社会信用代码) of a unit, after GB 32100-2015.

Eighteen characters: the registering department, the kind of body, six digits of a division, nine characters of the
organisation's code (GB 11714-1997, with its own check character) and a check character over the seventeen before it.
The letters I, O, S, V and Z do not occur.
"""

from typing import Final

LENGTH: Final = 18
_DIGITS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE: Final = {character: value for value, character in enumerate(_DIGITS)}
_MODULUS: Final = len(_DIGITS)
_BASE: Final = 3
"""Each place weighs three times the one before it, modulo 31 (GB 32100-2015, 5.6)."""


def check_character(first: str) -> str:
    """The check character of the first seventeen. Raises ValueError for anything else."""
    if len(first) != LENGTH - 1 or any(character not in _VALUE for character in first):
        raise ValueError(f"{first!r} is not the beginning of a credit code")
    total = sum(_VALUE[character] * pow(_BASE, place, _MODULUS) for place, character in enumerate(first))
    return _DIGITS[-total % _MODULUS]


def is_credit_code(text: str) -> bool:
    """Whether `text` has the form of a credit code and its check character is right."""
    if len(text) != LENGTH or any(character not in _VALUE for character in text):
        return False
    return text[2:8].isdigit() and check_character(text[:-1]) == text[-1]
