"""The mapping file: what it may say, and that every mistake is told with its key."""

from pathlib import Path

import pytest

from schema.errors import ErrorCode, ShiziError
from services.spreadsheets.mapping import FIELDS, read_mapping
from services.spreadsheets.template import HEADER, TEMPLATE, write_template
from tests.services.spreadsheets.books import MAPPING


def test_the_template_is_a_mapping_that_fits_its_sample(tmp_path: Path) -> None:
    mapping = read_mapping(TEMPLATE.read_text(encoding="utf-8"))
    assert {column.header for column in mapping.columns} == set(HEADER)
    assert (mapping.sheet, mapping.header_row, mapping.visibility) == ("提案", 2, "NODE")
    assert mapping.fields <= set(FIELDS) | {"assigningBody"}
    write_template(tmp_path / "new")
    with pytest.raises(FileExistsError):
        write_template(tmp_path / "new")


def test_columns_say_how_they_are_read() -> None:
    mapping = read_mapping(MAPPING)
    by_header = {column.header: column for column in mapping.columns}
    assert by_header["状态"].values["办理"] == "HANDLING"
    assert by_header["提案者"].endings == {"界": "SECTOR"}
    assert (by_header["主办"].role, by_header["会办"].role) == ("LEAD", "SUPPORT")
    assert mapping.never == ("text", "submittedAt")


CREDIT = "11440100MB2C00000W"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (("[constants]", "[constant]"), "constant"),
        (('field = "title"', 'field = "heading"'), "columns.案由.field"),
        (('field = "title"', 'field = "serial"'), "columns"),
        (('field = "caseNumber"', 'field = "text"'), "columns"),
        (('"办理" = "HANDLING"', '"办理" = "DOING"'), "columns.状态.values"),
        (('role = "LEAD"', 'role = "HEAD"'), "columns.主办.role"),
        (('role = "LEAD"', 'kind = "MEMBER"'), "columns.主办.kind"),
        (('"界" = "SECTOR"', '"界" = "SECT"'), "columns.提案者.endings"),
        (("term = 14", 'term = "14"'), "constants.term"),
        (("term = 14", 'term = 14\nvisibility = "ALL"'), "constants.visibility"),
        (("term = 14", 'term = 14\nstate = "FILED"'), "columns.状态"),
        (("term = 14", "term = 14\nisKeyProposal = 1"), "constants.isKeyProposal"),
        (('never = ["text", ', 'never = ["everything", '), "gaps.never"),
        (("[constants]", "[sheet]\nheader_row = 0\n[constants]"), "sheet.header_row"),
        (("[constants]", "[sheet]\nname = 3\n[constants]"), "sheet.name"),
        (('field = "filedAt"', 'field = "filedAt"\nformats = "%Y"'), "columns.立案日期.formats"),
        (("[gaps]", '[units."某局"]\ncreditCode = "114401000074825301"\n[gaps]'), "units.某局.creditCode"),
        (("[gaps]", f'[units."某局"]\ncreditCode = "{CREDIT}"\narea = "4401"\n[gaps]'), "units.某局.area"),
        (("[gaps]", f'[units."某局"]\ncreditCode = "{CREDIT}"\narea = "440100"\n[gaps]'), "units.某局.level"),
        (("term = 14", "term = 14\nassigningBody = 3"), "constants.assigningBody"),
        (("[constants]", "sheet = 1\n[constants]"), "sheet"),
    ],
)
def test_a_mistake_is_told_with_its_key(change: tuple[str, str], place: str) -> None:
    assert change[0] in MAPPING
    with pytest.raises(ShiziError) as refusal:
        read_mapping(MAPPING.replace(*change))
    assert refusal.value.code is ErrorCode.BAD_USER_INPUT
    assert refusal.value.details["place"] == place
    assert refusal.value.message_zh.endswith("。")


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(ShiziError, match=r"mapping\.toml"):
        read_mapping("[columns")
