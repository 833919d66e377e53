"""The bad rows as a table of their own."""

import csv
from pathlib import Path

from openpyxl import load_workbook

from services.spreadsheets.problems import Problem
from services.spreadsheets.report import COLUMNS, write_report

PROBLEM = Problem(7, "案由", "=1+1", "cell.formula", "单元格是公式。", "The cell is a formula.")


def test_a_report_is_a_table_in_both_languages(tmp_path: Path) -> None:
    told = ["7", "案由", "'=1+1", "cell.formula", "单元格是公式。", "The cell is a formula."]
    write_report(tmp_path / "bad.csv", [PROBLEM])
    with (tmp_path / "bad.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [list(COLUMNS), told]
    write_report(tmp_path / "bad.xlsx", [PROBLEM, PROBLEM])
    rows = list(load_workbook(tmp_path / "bad.xlsx").worksheets[0].iter_rows(values_only=True))
    assert rows[1:] == [(7, "案由", "=1+1", "cell.formula", "单元格是公式。", "The cell is a formula.")] * 2
