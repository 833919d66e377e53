"""The letter in which a unit answers: its layout by the rules of Chinese typesetting, and bytes that do not change."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.handling.letters import Letter, day, letter_pdf, numeral
from services.handling.letters_lines import NEVER_FIRST, NEVER_LAST, broken, printable

LETTER = Letter(
    place="广州市",
    term=14,
    session=2,
    case_number="20260123",
    title="关于加快推进老旧小区加装电梯的提案",
    addressees=("委员甲", "民建广州市委会"),
    unit="广州市住房和城乡建设局",
    letter_number="穗建函〔2026〕1208号",
    text="一、截至2026年10月底，全市累计审批16,842台。\n\n二、下一步……逐步推开——按年度列出计划。",
    grade="B",
    grade_label="正在解决或列入规划逐步解决",
    signed_by="王五",
    contact_name="赵六",
    contact_phone="020-00000000",
    issued_on=date(2026, 11, 23),
)


def wide(text: str) -> float:
    """One for an ideograph or a mark of its width, a half for the rest."""
    return sum(1.0 if character > "\u2000" else 0.5 for character in text)


@given(st.text(alphabet="政协提案办理，。、；：”’）》“‘（《…—abc019.,% ", max_size=120), st.integers(8, 30))
def test_lines_hold_the_whole_text_and_no_line_is_too_long(text: str, width: int) -> None:
    lines = broken(text, width, wide, indent=2)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wide(lines[0]) <= width - 2
    assert all(wide(line) <= width for line in lines)


@given(st.text(alphabet="政协提案办理议题，。“”（）《》、", max_size=120))
def test_no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    clustered = re.search("[，。”）》、]{4,}|[“（《]{4,}|[“（《，。”）》、]{9,}", text)
    lines = broken(text, 12, wide)
    if not clustered:
        assert all(line[0] not in NEVER_FIRST for line in lines[1:])
        assert all(line[-1] not in NEVER_LAST for line in lines[:-1])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("汕头市练江流域综合整治。", ["汕头市练江流域综合整", "治。"]),
        ("加快建设的工作安排是：完成“三年行动”", ["加快建设的工作安排", "是：完成“三年行动”"]),
        ("共计一共完成了总数13,205台", ["共计一共完成了总数", "13,205台"]),
        ("我们将继续研究各种——办法", ["我们将继续研究各", "种——办法"]),
        ("http://example.cn/a/very/long/address", ["http://example.cn/a/v", "ery/long/address"]),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    assert broken(text, 10.5 if "“" not in text else 10, wide) == lines


def test_what_the_font_does_not_have_is_marked() -> None:
    assert printable("𠮷田\t\u0007乙\n") == "〓田 乙\n"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (14, "十四"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_numerals(number: int, text: str) -> None:
    assert numeral(number) == text


def test_what_a_letter_is_called() -> None:
    assert LETTER.heading == "关于政协广州市第十四届委员会第二次会议第20260123号提案的答复"
    assert LETTER.file_name == "20260123-广州市住房和城乡建设局-答复.pdf"
    again = replace(LETTER, term=None, session=None, case_number="2026/7", unit="交通 局", round=2)
    assert again.heading == "关于政协广州市委员会第2026/7号提案的答复（第二次答复）"
    assert again.file_name == "20267-交通局-答复-第二次.pdf"
    assert day(LETTER.issued_on) == "2026年11月23日"


def pages(pdf: bytes) -> int:
    found = re.search(rb"/Count (\d+)", pdf)
    assert found is not None
    return int(found[1])


def test_the_same_letter_gives_the_same_bytes_and_another_gives_others() -> None:
    pdf = letter_pdf(LETTER)
    assert pdf.startswith(b"%PDF-")
    assert pdf == letter_pdf(replace(LETTER))
    assert pdf != letter_pdf(replace(LETTER, grade="A"))
    assert b"/STSong-Light" in pdf
    assert b"FontFile" not in pdf


def test_a_long_letter_has_more_pages() -> None:
    assert pages(letter_pdf(LETTER)) == 1
    assert pages(letter_pdf(replace(LETTER, text="将逐步解决。" * 20 + "\n" + "另行研究。\n" * 50))) == 4
