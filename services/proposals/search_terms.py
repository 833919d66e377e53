"""The words of a search: what is one, and which forms of writing are taken for the same."""

import unicodedata
from collections.abc import Mapping
from typing import Final

from schema.errors import bad_user_input

SHORTEST: Final = 2
MOST: Final = 8
LONGEST: Final = 200
DROPPED: Final[Mapping[int, None]] = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD))
"""Zero-width marks, as the function search_fold of the database drops them. It folds case, too."""


def search_terms(query: str) -> tuple[str, ...]:
    """The words of a query, each once, in their order, full width made half. Raises BAD_USER_INPUT."""
    if len(query) > LONGEST:
        raise bad_user_input(
            f"A search has at most {LONGEST} characters, not {len(query)}.",
            f"检索词至多 {LONGEST} 个字符，现为 {len(query)} 个。",
        )
    try:
        query.encode()
    except UnicodeEncodeError as error:
        raise bad_user_input("The search is not valid Unicode.", "检索词不是有效的 Unicode。") from error
    plain = unicodedata.normalize("NFKC", query.translate(DROPPED)).replace("\0", " ")
    terms = tuple(dict.fromkeys(plain.split()))
    if not terms:
        raise bad_user_input("Give at least one word to search for.", "请给出检索词。")
    if len(terms) > MOST:
        raise bad_user_input(
            f"A search has at most {MOST} words, not {len(terms)}.", f"检索词至多 {MOST} 个，现为 {len(terms)} 个。"
        )
    for term in terms:
        if len(term) < SHORTEST:
            raise bad_user_input(
                f"Each word of a search has at least two characters: “{term}” has one.",
                f"每个检索词至少两个字：“{term}”只有一个字。",
            )
    return terms
