"""From cells to values: numbers as offices write them, dates of every kind, yes and no, codes and names."""

from datetime import date, datetime, time, timedelta

import pytest

from services.spreadsheets.cells import Cell, Odd
from services.spreadsheets.mapping import CODES, Column
from services.spreadsheets.values import (
    Unreadable,
    as_code,
    as_day,
    as_flag,
    as_names,
    as_number,
    as_text,
    own_value,
)

DAY = Column("立案日期", "filedAt")


@pytest.mark.parametrize(
    ("cell", "text"),
    [(20240001.0, "20240001"), (7, "7"), ("  甲\r\n乙 ", "甲\n乙"), ("　", None), (None, None), (1.5, "1.5")],
)
def test_text(cell: Cell, text: str | None) -> None:
    assert as_text(cell, 100) == text


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (14, 14),
        (14.0, 14),
        ("14", 14),
        ("第十四届", 14),
        ("五次", 5),
        ("１４", 14),
        ("二十", 20),
        ("十", 10),
        ("九十九", 99),
        ("", None),
        ("五次会议", 5),
    ],
)
def test_numbers(cell: Cell, number: int | None) -> None:
    assert as_number(cell, 1, 99) == number


@pytest.mark.parametrize("cell", [0, 100, 1.5, "十四点", "一四十", True, "-3", "四十十"])
def test_what_is_no_number(cell: Cell) -> None:
    with pytest.raises(Unreadable, match="whole number"):
        as_number(cell, 1, 99)


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2024, 1, 5),  # noqa: DTZ001
        date(2024, 1, 5), 45296, 45296.0, "45296", "2024-01-05", "2024/1/5", "2024年1月5日",
        "２０２４-01-05", "20240105", 20240105, "2024.1.5",
    ],
)  # fmt: skip
def test_dates(cell: Cell) -> None:
    moment = as_day(cell, DAY, epoch_1904=False)
    assert moment is not None
    assert moment.isoformat() == "2024-01-05T00:00:00+08:00"


def test_dates_of_the_other_epoch_and_with_a_time() -> None:
    moment = as_day(45296 - 1462, DAY, epoch_1904=True)
    assert moment is not None
    assert moment.date() == date(2024, 1, 5)
    half = as_day(45296.5, DAY, epoch_1904=False)
    assert half is not None
    assert half.hour == 12
    assert as_day(" ", DAY, epoch_1904=False) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2024-02-30",
        "去年",
        "2024-13-01",
        0,
        -5,
        10**7,
        "2024115",
        time(8),
        timedelta(1),
        True,
        date(1900, 1, 1),
        "2200-01-01",
    ],
)
def test_what_is_no_date(cell: Cell) -> None:
    with pytest.raises(Unreadable):
        as_day(cell, DAY, epoch_1904=False)


def test_serials_can_be_switched_off() -> None:
    with pytest.raises(Unreadable):
        as_day(45296, Column("d", "filedAt", serials=False), epoch_1904=False)


def test_yes_and_no() -> None:
    usual, own = Column("k", "isKeyProposal"), Column("k", "isKeyProposal", values={"督": True, "": False})  # type: ignore[dict-item]
    assert [as_flag(cell, usual) for cell in ("是", "否", True, 1, "YES", None, "√")] == [
        True,
        False,
        True,
        True,
        True,
        None,
        True,
    ]
    assert as_flag("督", own) is True
    for cell, column in (("也许", usual), ("是", own)):
        with pytest.raises(Unreadable, match="values"):
            as_flag(cell, column)


def test_codes_and_names() -> None:
    state = Column("s", "state", values={"已办结": "CLOSED"})
    assert as_code(" 已办结", state, CODES["state"]) == "CLOSED"
    assert as_code("FILED", state, CODES["state"]) == "FILED"
    with pytest.raises(Unreadable, match="values"):
        as_code("办结", state, CODES["state"])
    assert as_names("甲、 乙局,甲；\n丙", Column("u", "units"), 200) == ["甲", "乙局", "丙"]
    with pytest.raises(Unreadable):
        as_names("长" * 201, Column("u", "units"), 200)


def test_formulas_and_errors_are_refused() -> None:
    for kind, code in (("FORMULA", "cell.formula"), ("ERROR", "cell.error")):
        with pytest.raises(Unreadable) as refusal:
            own_value(Odd(kind, "=A1"))
        assert refusal.value.code == code
    with pytest.raises(Unreadable) as refusal:
        as_text("a\x00b", 10)
    assert refusal.value.code == "cell.control"
