"""What a search takes for its words."""

import pytest

from schema.errors import ErrorCode, ShiziError
from services.proposals.search_terms import search_terms


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("停车", ("停车",)),
        ("  停车　小区\t停车 ", ("停车", "小区")),
        ("５Ｇ ＡＩ", ("5G", "AI")),
        ("PM2.5", ("PM2.5",)),
        ("停\u200b车", ("停车",)),
        ("𠮷野", ("𠮷野",)),
        ("%_ \\' 十四", ("%_", "\\'", "十四")),
    ],
)
def test_words_are_separated_by_blanks_and_each_counts_once(query: str, terms: tuple[str, ...]) -> None:
    assert search_terms(query) == terms


@pytest.mark.parametrize(
    "query",
    [
        "", " 　", "税", "停车 税", "a", "一 二", "\u200b停", "字" * 201,
        "甲乙 丙丁 戊己 庚辛 壬癸 子丑 寅卯 辰巳 午未", "\ud800\ud800",
    ],
)  # fmt: skip
def test_what_is_too_little_or_too_much_is_refused(query: str) -> None:
    with pytest.raises(ShiziError) as refused:
        search_terms(query)
    assert refused.value.code is ErrorCode.BAD_USER_INPUT


def test_the_refusal_names_the_word() -> None:
    with pytest.raises(ShiziError) as refused:
        search_terms("停车 税")
    assert "“税”" in refused.value.message_zh
    assert "“税”" in refused.value.message
