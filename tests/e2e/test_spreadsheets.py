"""Tables in a running system: proposals come in through `shizi import` and go out through `shizi export`."""

import csv
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from services.spreadsheets.template import write_template
from tests.system import System


def test_proposals_come_in_and_go_out(busy: System, tmp_path: Path) -> None:
    mapping, sample = write_template(tmp_path)
    for told in ("3 new, 0 changed", "3 unchanged"):
        done = busy.shizi("import", "--committee", "440100", "--file", str(sample), "--mapping", str(mapping))
        assert done.returncode == 0, done.stderr
        assert told in done.stdout
    out = tmp_path / "own.csv"
    columns = "caseNumber,title,assignments.unit,committee.code"
    wanted = ("--filter", '{"provenance": "OFFICIAL", "session": 5}', "--columns", columns)
    done = busy.shizi("export", "--query", "filings", *wanted, "--out", str(out), "--token", busy.token("440100"))
    assert done.returncode == 0, done.stderr
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted(csv.reader(file))
    units = "示例住房城乡建设局；示例交通运输局；示例城市管理局"
    assert ["20260001", "【示例】关于完善老旧小区停车管理的提案", units, "440100"] in rows
    assert len(rows) == 4
    assert busy.shizi("export", "--query", "filings", *wanted, "--out", str(out)).returncode == 0
    seen_by_others = out.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert seen_by_others == []


def test_a_list_of_many_pages_is_whole(busy: System, tmp_path: Path) -> None:
    out = tmp_path / "all.xlsx"
    wanted = ("--order", "TITLE_ASC", "--nodes", "440100,440500", "--out", str(out))
    done = busy.shizi("export", "--query", "filings", *wanted)
    assert done.returncode == 0, done.stderr
    assert "Complete: every asked node answered." in done.stdout
    about, rows = (list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(out).worksheets)
    said: dict[Any, Any] = {line[0]: line[1] for line in about if line and line[0]}
    assert said["行数 rows"] == said["符合条件的总数 total when it began"] == len(rows) - 1 > 600
    assert said["440100"] == said["440500"] == "LIVE"
    ids = [row[rows[0].index("id")] for row in rows[1:]]
    assert len(set(ids)) == len(ids)
