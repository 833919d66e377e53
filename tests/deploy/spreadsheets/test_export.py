"""Exporting a list: its columns, all its pages, what is said of completeness, and no half file whatever happens."""

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from deploy.local.errors import LocalError
from deploy.spreadsheets.client import EndpointError, endpoint
from deploy.spreadsheets.export import Wanted, export
from deploy.spreadsheets.ledger import Ledger
from schema.errors import ShiziError
from tests.deploy.spreadsheets.endpoint import Endpoint, serving, thing


async def exported(server: Endpoint, path: Path, **wanted: Any) -> Ledger:
    async with serving(server) as url, endpoint(url, None) as asked:
        return await export(asked, Wanted("things", **wanted), path)


def sheets(path: Path) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    book = load_workbook(path)
    assert book.sheetnames == ["完整性 completeness", "数据 rows"]
    about, rows = (list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets)
    return about, rows


async def test_every_page_is_written_and_completeness_stands_first(tmp_path: Path) -> None:
    server = Endpoint([thing(n) for n in range(450)])
    ledger = await exported(server, tmp_path / "t.xlsx", arguments={"filter": {"kind": "x"}, "nodes": ["440100"]})
    about, rows = sheets(tmp_path / "t.xlsx")
    assert rows[0] == ("name", "count", "tags", "committee.code", "committee.name")
    assert rows[1] == ("件0", 0, "甲；乙", "440100", "广州市")
    assert [row[1] for row in rows[1:]] == list(range(450))
    said = {line[0]: line[1] for line in about if line[0]}
    assert (said["列表 list"], said["filter"], said["nodes"]) == ("things", '{"kind":"x"}', '["440100"]')
    assert (said["完整 complete"], said["行数 rows"]) == ("是 yes", 450)
    assert said["符合条件的总数 total when it began"] == 450
    assert ("1", "LIVE", "已当场应答 answered just now", 450, None) in about
    assert ("已接入 joined", "CITY", "2 / 21", None, None) in about
    assert said["name"] == "名称。 The name."
    assert (ledger.pages, ledger.complete) == (3, True)
    assert [each["after"] for each in server.asked] == [None, "200", "400"]
    assert list(tmp_path.iterdir()) == [tmp_path / "t.xlsx"]


async def test_columns_reach_into_what_belongs_to_a_record(tmp_path: Path) -> None:
    server = Endpoint([thing(1), thing(2, parts=[])])
    await exported(server, tmp_path / "t.csv", columns=("committee.name", "name", "parts.unit", "parts.role"))
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["committee.name", "name", "parts.unit", "parts.role"],
            ["广州市", "件1", "某局；另局", "LEAD；"],
            ["广州市", "件2", "", ""],
        ]


async def test_a_page_that_was_incomplete_is_told(tmp_path: Path) -> None:
    server = Endpoint([thing(n) for n in range(401)], down={2: "无法连接 unreachable"})
    ledger = await exported(server, tmp_path / "t.csv")
    assert (ledger.complete, ledger.incomplete, ledger.rows) == (False, [2], 401)
    text = (tmp_path / "t.completeness.csv").read_text(encoding="utf-8-sig")
    assert "完整 complete,否 no" in text
    assert "不完整的页 incomplete pages,2" in text
    assert "2,DOWN,没有应答 did not answer,0,无法连接 unreachable" in text


async def test_texts_that_a_spreadsheet_would_compute_stay_texts(tmp_path: Path) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "普通", "控\x01制"]
    for ending in ("csv", "xlsx"):
        server = Endpoint([thing(n, name=name, count=-n) for n, name in enumerate(names)])
        await exported(server, tmp_path / f"t.{ending}", columns=("name", "count"))
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [row[0] for row in csv.reader(file)][1:]
    assert told == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "普通", "控\x01制"]
    sheet = load_workbook(tmp_path / "t.xlsx").worksheets[1]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells] == [*names[:-1], "控制"]
    assert sheet["B3"].value == -1


async def test_a_failure_on_the_way_leaves_what_was_there(tmp_path: Path) -> None:
    for name in ("t.csv", "t.xlsx"):
        (tmp_path / name).write_text("before")
        with pytest.raises(EndpointError) as refusal:
            await exported(Endpoint([thing(n) for n in range(900)], broken=3), tmp_path / name)
        assert (refusal.value.message, refusal.value.message_zh) == ("Broken.", "坏了。")
        assert (tmp_path / name).read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} == {"t.csv", "t.xlsx"}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Wanted("plain"), "there are things"),
        (Wanted("nothing"), "there are things"),
        (Wanted("things", {"levels": ["CITY"]}), "takes no levels"),
        (Wanted("things", columns=("name", "colour")), "'colour'"),
        (Wanted("things", columns=("with",)), "'with'"),
        (Wanted("things", columns=("committee",)), "code, name"),
        (Wanted("things", columns=("name.first",)), "'name.first'"),
        (Wanted("things", {"orderBy": "SIZE_ASC"}), "SIZE_ASC"),
    ],
)
async def test_what_cannot_be_asked_is_told(tmp_path: Path, wanted: Wanted, told: str) -> None:
    async with serving(Endpoint([thing(1)])) as url, endpoint(url, None) as asked:
        with pytest.raises(LocalError, match=told):
            await export(asked, wanted, tmp_path / "t.csv")
    assert list(tmp_path.iterdir()) == []


async def test_files_and_endpoints_that_are_none(tmp_path: Path) -> None:
    async with serving(Endpoint([])) as url:
        async with endpoint(url, None) as asked:
            for path, code in ((tmp_path / "t.ods", "file.kind"), (tmp_path / "none" / "t.csv", "file.folder")):
                with pytest.raises(ShiziError) as refusal:
                    await export(asked, Wanted("things"), path)
                assert refusal.value.details["problem"] == code
        async with endpoint(f"{url}/other", "token") as asked:
            with pytest.raises(EndpointError, match="HTTP 404"):
                await export(asked, Wanted("things"), tmp_path / "t.csv")
    async with endpoint(url, None) as asked:
        with pytest.raises(EndpointError, match="does not answer"):
            await export(asked, Wanted("things"), tmp_path / "t.csv")
