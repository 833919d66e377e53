"""A whole file read and judged: what it gives, every bad row by number, and files that cannot be taken at all."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from schema.errors import ShiziError
from services.spreadsheets.gather import Gathered, gather
from services.spreadsheets.mapping import Mapping, read_mapping
from services.spreadsheets.template import TEMPLATE, write_template
from tests.services.spreadsheets.books import HEADER, MAPPING, delimited, line, workbook

CODE = "440100"
PLAIN = read_mapping(MAPPING)


def problems(gathered: Gathered) -> list[tuple[int, str, str]]:
    gathered.close()
    return [(each.row, each.column, each.code) for each in gathered.problems]


def refusal_of(path: Path, mapping: Mapping = PLAIN, **options: object) -> ShiziError:
    with pytest.raises(ShiziError) as refusal:
        gather(path, mapping, CODE, **options)  # type: ignore[arg-type]
    assert refusal.value.message_zh.endswith("。")
    return refusal.value


def test_the_sample_comes_in_by_the_template(tmp_path: Path) -> None:
    _, sample = write_template(tmp_path)
    gathered = gather(sample, read_mapping(TEMPLATE.read_text(encoding="utf-8")), CODE)
    first, second, third = gathered.entries()
    assert (gathered.rows, gathered.bad, [first.row, third.row]) == (3, 0, [3, 5])
    assert first.values["submitted_at"] == "2026-01-12T00:00:00+08:00"
    assert (first.values["term"], first.values["is_key_proposal"], first.gaps) == (14, True, [])
    assert [(each["unit"], each["role"]) for each in first.units] == [
        ("示例住房城乡建设局", "LEAD"), ("示例交通运输局", "SUPPORT"), ("示例城市管理局", "SUPPORT"),
    ]  # fmt: skip
    assert (first.units[0]["unit_level"], first.units[0]["unit_area"]) == ("CITY", "440100")
    assert first.units[1]["unit_code"] is None
    assert {each["assigning_body"] for each in first.units} == {"示例市政府办公室"}
    assert {each["issued_on"] for each in first.units} == {"2026-02-10"}
    assert [each["kind"] for each in (*first.people, *second.people, *third.people)] == [
        "MEMBER", "MEMBER", "SECTOR", "PARTY",
    ]  # fmt: skip
    assert (third.values["state"], third.values["outcome"], len(third.ids)) == ("SUBMITTED", "PENDING", 1)
    gathered.close()


def test_a_workbook_and_csv_files_of_every_encoding_give_the_same(tmp_path: Path) -> None:
    rows = [line(1), [None] * 8, line(2, 主办="单独局", 会办="")]
    files = [
        workbook(tmp_path / "a.xlsx", rows),
        *(
            delimited(tmp_path / f"{name}.csv", rows, encoding=name)
            for name in ("utf-8", "utf-8-sig", "gb18030", "utf-16")
        ),
        delimited(tmp_path / "tab.csv", rows, delimiter="\t"),
        delimited(tmp_path / "semicolon.csv", rows, delimiter=";"),
    ]
    gathered = [gather(path, PLAIN, CODE) for path in files]
    read = [list(each.entries()) for each in gathered]
    assert all(each == read[0] for each in read)
    assert [each.row for each in read[0]] == [2, 4]
    (unit,) = read[0][1].units
    assert (unit["unit"], unit["role"], unit["unit_code"], unit["due_on"]) == ("单独局", "SOLE", None, None)
    for each in gathered:
        each.close()


def test_every_bad_row_is_told(tmp_path: Path) -> None:
    rows = [
        line(1),
        line(2, 案由=""),
        line(3, 状态="说不清"),
        line(4, 立案日期="2026-02-30", 案由="长" * 501),
        line(1, 案由="又一件"),
        line(6, 案号=""),
        line(7, 主办="甲、乙"),
        line(8, 主办="甲", 会办="甲"),
        line(9, 案由="=1+1"),
        line(10, 案由="#N/A"),
    ]
    assert problems(gather(workbook(tmp_path / "a.xlsx", rows), PLAIN, CODE)) == [
        (3, "", "row.title"),
        (4, "状态", "cell.unlisted"),
        (5, "案由", "cell.too-long"),
        (5, "立案日期", "cell.date"),
        (6, "", "row.duplicate"),
        (7, "", "row.key"),
        (8, "", "row.assignment-plan"),
        (9, "", "row.unit-twice"),
        (10, "案由", "cell.formula"),
        (11, "案由", "cell.error"),
    ]


def test_a_formula_elsewhere_does_no_harm(tmp_path: Path) -> None:
    assert problems(gather(workbook(tmp_path / "a.xlsx", [line(1, 备注="=1+1")]), PLAIN, CODE)) == []


def test_what_a_row_says_must_fit_together(tmp_path: Path) -> None:
    text = MAPPING + '\n[columns."提交"]\nfield = "submittedAt"\n[columns."结果"]\nfield = "outcome"\n'
    header = [*HEADER, "提交", "结果"]
    rows = [
        [*line(1), date(2026, 3, 1), ""],
        [*line(2), "", "NOT_FILED"],
        [*line(3, 状态="HANDED_UP"), date(2026, 1, 2), "HANDED_UP"],
        [*line(4, 状态="待审"), "", "PENDING"],
    ]
    found = problems(gather(workbook(tmp_path / "a.xlsx", rows, header=header), read_mapping(text), CODE))
    assert found == [(2, "", "row.filed-before-submitted"), (3, "", "row.outcome")]


def test_gaps_are_what_a_row_leaves_out(tmp_path: Path) -> None:
    rows = [line(1, 立案日期=None, 提案者="", 主办="", 会办=""), line(2, 状态="待审", 立案日期=None, 主办="", 会办="")]
    gathered = gather(workbook(tmp_path / "a.xlsx", rows), PLAIN, CODE)
    assert [each.gaps for each in gathered.entries()] == [["filedAt", "proposers", "assignments"], []]
    gathered.close()


def test_sheets_and_columns_are_named_when_they_are_wrong(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [line(1)])
    unknown = refusal_of(path, sheet="Sheet9")
    assert unknown.details["problem"] == "sheet.unknown"
    assert "提案" in unknown.message
    missing = refusal_of(workbook(tmp_path / "b.xlsx", [line(1)], header=("案号", "题目", "状态", "", "", "", "", "")))
    assert missing.details["problem"] == "sheet.columns"
    assert "案由" in missing.message
    assert "题目" in missing.message
    twice = refusal_of(workbook(tmp_path / "c.xlsx", [line(1)], header=(*HEADER[:7], "案由")))
    assert twice.details["problem"] == "sheet.column-twice"
    book = load_workbook(path)
    book.create_sheet("其他")
    book.save(path)
    assert refusal_of(path).details["problem"] == "sheet.which"


def test_merged_cells_are_refused_where_they_matter(tmp_path: Path) -> None:
    for place, refused in (("A3:A4", True), ("H2:H3", False), ("G2:H2", True), ("J1:K9", False)):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in (HEADER, line(1), line(2), line(3)):
            sheet.append(list(row))
        sheet.merge_cells(place)
        book.save(tmp_path / "m.xlsx")
        if refused:
            assert place in refusal_of(tmp_path / "m.xlsx").message
        else:
            gather(tmp_path / "m.xlsx", PLAIN, CODE).close()


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (11 * 2**20))


def _entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><workbook/>')


def _cut(path: Path) -> None:
    workbook(path, [line(n) for n in range(50)])
    path.write_bytes(path.read_bytes()[:-700])


def _broken_sheet(path: Path) -> None:
    """Whole as an archive, but its sheet breaks off."""
    workbook(path.with_suffix(".whole"), [line(n) for n in range(50)])
    with zipfile.ZipFile(path.with_suffix(".whole")) as whole, zipfile.ZipFile(path, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(name, content[:-500] if "worksheets" in name else content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda path: path.write_bytes(b""), "file.empty"),
        (lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")), "file.encrypted"),
        (lambda path: path.write_bytes(OLE + b"Workbook"), "file.old"),
        (lambda path: path.write_bytes(b"PK\x03\x04 and so on"), "file.corrupt"),
        (_cut, "file.corrupt"),
        (_broken_sheet, "file.corrupt"),
        (_entities, "file.corrupt"),
        (_bomb, "file.too-large"),
        (lambda path: workbook(path, []), "sheet.empty"),
        (lambda path: None, "file.missing"),
    ],
)
def test_files_that_cannot_be_taken(tmp_path: Path, make: Callable[[Path], object], problem: str) -> None:
    make(tmp_path / "a.xlsx")
    assert refusal_of(tmp_path / "a.xlsx").details["problem"] == problem


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xff\xff\xff", "file.encoding"),
        ("案号,案由\n1,甲\x00".encode(), "file.encoding"),
        (",".join(HEADER).encode() + b'\n"a"b,c', "file.csv"),
        (b"\n", "sheet.columns"),
    ],
)
def test_csv_files_that_cannot_be_taken(tmp_path: Path, content: bytes, problem: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert refusal_of(tmp_path / "a.csv").details["problem"] == problem


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = delimited(tmp_path / "a.csv", [line(n) for n in range(1, 12)])
    assert refusal_of(path, most=10).details["problem"] == "sheet.too-many-rows"
    gather(path, PLAIN, CODE, most=11).close()
