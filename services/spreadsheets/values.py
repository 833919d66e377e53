"""From what stands in a cell to a value of a field; pure. What cannot be read raises :class:`Unreadable`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from typing import Final

from services.spreadsheets.cells import Cell, Odd
from services.spreadsheets.mapping import Column

CHINA: Final = timezone(timedelta(hours=8))
EARLIEST: Final = date(1949, 10, 1)
LATEST: Final = date(2100, 1, 1)
YES: Final = frozenset({"是", "√", "✓", "y", "yes", "true", "1", "重点"})
NO: Final = frozenset({"否", "×", "n", "no", "false", "0"})
COMPACT: Final = "%Y%m%d"
_DIGITS: Final = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_ORDINAL: Final = re.compile(r"^第?([0-9]{1,4}|[〇零一二三四五六七八九十]{1,3})[届次年]?(?:会议)?\Z")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Unreadable(Exception):  # noqa: N818 - it is no error of the program
    """A cell's value cannot be what its column is said to hold."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code, self.zh, self.en = code, zh, en


def own_value(cell: Cell) -> Cell:
    """The cell itself, unless it holds a formula or an error: those are refused, whatever was computed last."""
    if isinstance(cell, Odd):
        if cell.kind == "FORMULA":
            raise Unreadable(
                "cell.formula",
                "单元格是公式；请先选择性粘贴为数值。",
                "The cell is a formula; paste it as a value first.",
            )
        raise Unreadable("cell.error", "单元格是错误值。", "The cell holds an error.")
    return cell


def as_text(cell: Cell, most: int) -> str | None:
    """Text of at most so many characters; a whole number without a decimal point, an empty cell is None."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).replace("\r\n", "\n").strip()
    if _CONTROL.search(text):
        raise Unreadable("cell.control", "含有控制字符。", "It holds a control character.")
    if len(text) > most:
        raise Unreadable("cell.too-long", f"超过 {most} 字。", f"It is longer than {most} characters.")
    return text or None


def as_number(cell: Cell, least: int, most: int) -> int | None:
    """A whole number: 14, "14", "十四", "第十四届"."""
    text = as_text(cell, 40)
    if text is None:
        return None
    match = _ORDINAL.match("".join(unicodedata.normalize("NFKC", text).split()))
    number = _chinese(match[1]) if match else None
    if number is None or isinstance(cell, bool) or not least <= number <= most:
        raise Unreadable(
            "cell.number", f"应为 {least} 至 {most} 的整数。", f"It must be a whole number from {least} to {most}."
        )
    return number


def _chinese(text: str) -> int | None:
    """Digits, or 一 … 九十九 as it is spoken."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[sign]) for sign in text)) if "十" not in text else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def as_flag(cell: Cell, column: Column) -> bool | None:
    """Yes or no, by the column's own table or the usual signs; an empty cell is None."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell, 40)
    if text is None:
        return None
    if column.values:
        if text in column.values:
            return bool(column.values[text])
    elif text.lower() in YES | NO:
        return text.lower() in YES
    raise _unlisted(sorted(column.values) or ["是", "否"])


def as_code(cell: Cell, column: Column, codes: frozenset[str]) -> str | None:
    """A code of the contract: by the column's table, or written as the code itself."""
    text = as_text(cell, 200)
    if text is None:
        return None
    if text in column.values:
        return column.values[text]
    if text in codes:
        return text
    raise _unlisted(sorted(column.values) or sorted(codes))


def _unlisted(known: list[str]) -> Unreadable:
    listed = "、".join(known[:30])
    return Unreadable(
        "cell.unlisted", f"映射文件的 values 中没有这个值；有：{listed}。", f"Not in the mapping's values: {listed}."
    )


def as_day(cell: Cell, column: Column, *, epoch_1904: bool) -> datetime | None:
    """The instant a date stands for, in China's time; midnight where only the day is given. Excel serials are days."""
    moment = _moment(cell, column, epoch_1904=epoch_1904)
    if moment is None:
        return None
    if not EARLIEST <= moment.date() < LATEST:
        raise Unreadable(
            "cell.date-range", "日期不在 1949 年 10 月至 2099 年之间。", "The date is not between 1949-10 and 2099."
        )
    return moment.replace(tzinfo=CHINA)


def _moment(cell: Cell, column: Column, *, epoch_1904: bool) -> datetime | None:
    if isinstance(cell, datetime):
        return cell.replace(microsecond=0)
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        dated = _formatted(str(int(cell)), column)
        return dated or _serial(cell, column, epoch_1904=epoch_1904)
    text = None if isinstance(cell, time | timedelta | bool) else as_text(cell, 40)
    if text is None:
        if cell is None or isinstance(cell, str):
            return None
        raise _no_date(column)
    dated = _formatted(unicodedata.normalize("NFKC", text), column)
    if dated is not None:
        return dated
    if text.isascii() and text.isdecimal():
        return _serial(int(text), column, epoch_1904=epoch_1904)
    raise _no_date(column)


def _formatted(text: str, column: Column) -> datetime | None:
    for form in column.formats:
        if form == COMPACT and len(text) != len("20240105"):
            continue  # 2024115 could be two days
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - China's time is put in by the caller
        except ValueError:
            continue
    return None


def _serial(days: float, column: Column, *, epoch_1904: bool) -> datetime:
    """A day serial: 1900-01-01 is 1, and the 29 February 1900 that never was is counted."""
    if not column.serials or not 0 < days < 100_000:
        raise _no_date(column)
    epoch = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    return epoch + timedelta(seconds=round(days * 86_400))


def _no_date(column: Column) -> Unreadable:
    forms = ", ".join(column.formats)
    return Unreadable("cell.date", f"不是日期；可用格式：{forms}。", f"It is no date; formats are {forms}.")


def as_names(cell: Cell, column: Column, most: int) -> list[str]:
    """The names in a cell, apart by any of the column's separators, each once."""
    text = as_text(cell, 10_000) or ""
    for separator in column.separators:
        text = text.replace(separator, "\x00")
    names = [" ".join(name.split()) for name in text.split("\x00")]
    for name in names:
        if len(name) > most:
            raise Unreadable("cell.name-too-long", f"名称超过 {most} 字。", f"A name is longer than {most} characters.")
    return list(dict.fromkeys(name for name in names if name))
