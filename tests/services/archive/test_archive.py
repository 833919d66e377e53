"""Archives of filings: what a folder holds, that it is the same again, and that every tampering is named."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from deploy.commands.archive import export_archive
from schema.errors import ErrorCode, ShiziError
from schema.ids import derived_id
from services.archive.folder import write_folder
from services.archive.gather import Dossier
from services.archive.verify import faults, folders
from services.handling.records import ASSIGNMENT
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.events import Change, write_change
from services.kit.importing import ImportRecord, import_records
from services.proposals.records import FILING
from tests.services.writing import ACTOR, number

CODE = "440100"
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LETTER = b"%PDF-1.7 a letter"


def made_dossier(version: int = 2) -> Dossier:
    """A filing with two versions and an assignment whose reply has a letter."""
    filing = {
        "id": str(derived_id(CODE, "filing", "archive")), "version": version, "term": 14, "session": 5, "title": "题",
        "case_number": "0001", "archive_number": "DA/2026 〔1〕", "archived_on": "2026-11-20",
        "retention": "FIXED_TERM", "retention_years": 10,
    }  # fmt: skip
    event = {"id": "e", "kind": "filing.archived", "actor": {}, "position": 7, "auditHash": "ab"}
    made: dict[str, Any] = {"recordedFrom": None, "recordedTo": None, "event": event}
    letter = base64.b64encode(LETTER).decode()
    reply = {"position": 1, "text": "答复", "letter": letter, "letter_file_name": "../答复 1.pdf"}
    assignment = {"id": str(derived_id(CODE, "assignment", "archive")), "version": 1, "unit": "某局"}
    past = [{**made, "record": {**filing, "version": n}, "children": {"proposer": []}} for n in range(1, version + 1)]
    handled = [{**made, "record": {**assignment, "version": n}, "children": {"reply": [reply]}} for n in (1, 2)]
    return Dossier(past[-1]["record"], past, handled)


def test_a_folder_holds_record_history_letters_and_manifest(tmp_path: Path) -> None:
    folder, new = write_folder(tmp_path / "out", CODE, made_dossier(), AT)
    assert new
    assert folder.name.startswith("DA_2026_〔1〕-")
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    (letter,) = (file["path"] for file in manifest["files"] if file["path"].startswith("letters/"))
    assert (folder / letter).read_bytes() == LETTER
    assert letter.endswith("-答复_1.pdf")
    assert (manifest["retention"], manifest["retentionYears"]) == ("FIXED_TERM", 10)
    assert manifest["archiveNumber"] == "DA/2026 〔1〕"
    assert manifest["signature"] == {"suite": "none"}
    assert manifest["madeAt"] == "2026-11-23T08:00:00+00:00"
    history = orjson.loads((folder / "history.json").read_bytes())
    assert [each["record"]["version"] for each in history["filing"]] == [1, 2]
    assert history["assignments"][0]["children"]["reply"][0]["letter"] == letter
    record = orjson.loads((folder / "record.json").read_bytes())
    assert (record["filing"]["version"], len(record["assignments"])) == (2, 1)
    assert faults(folder) == []
    assert list((tmp_path / "out").iterdir()) == [folder]


def test_the_same_again_changes_nothing_and_another_version_is_refused(tmp_path: Path) -> None:
    folder, _ = write_folder(tmp_path, CODE, made_dossier(), AT)
    before = (folder / "manifest.json").read_bytes()
    assert write_folder(tmp_path, CODE, made_dossier(), datetime(2027, 1, 1, tzinfo=UTC)) == (folder, False)
    assert (folder / "manifest.json").read_bytes() == before
    with pytest.raises(ShiziError) as refusal:
        write_folder(tmp_path, CODE, made_dossier(version=3), AT)
    assert refusal.value.code is ErrorCode.CONFLICT
    assert str(folder) in refusal.value.message_zh


def _escape(folder: Path) -> None:
    """A manifest, sealed anew, that points out of its folder."""
    manifest = orjson.loads((folder / "manifest.json").read_bytes())
    manifest["files"][0]["path"] = "../outside"
    text = orjson.dumps(manifest)
    (folder / "manifest.json").write_bytes(text)
    (folder / "manifest.json.sha256").write_text(f"{hashlib.sha256(text).hexdigest()}  manifest.json\n")


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _link(folder: Path) -> None:
    (folder / "record.json").rename(folder.parent / "elsewhere")
    (folder / "record.json").symlink_to(folder.parent / "elsewhere")


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (lambda folder: _flip(folder / "history.json"), ["history.json"]),
        (lambda folder: (folder / "record.json").unlink(), ["record.json"]),
        (lambda folder: (folder / "letters" / "more.pdf").write_bytes(b"x"), ["letters/more.pdf"]),
        (lambda folder: _flip(next((folder / "letters").iterdir())), ["letters/"]),
        (lambda folder: (folder / "manifest.json").unlink(), ["manifest.json"]),
        (lambda folder: (folder / "manifest.json").write_bytes(b"[]"), ["manifest.json"]),
        (lambda folder: (folder / "manifest.json.sha256").write_text("0" * 64), ["manifest.json"]),
        (lambda folder: (folder / "manifest.json.sha256").unlink(), ["manifest.json.sha256"]),
        (_escape, ["../outside", "history.json"]),
        (_link, ["record.json"]),
    ],
)
def test_every_tampering_is_named(tmp_path: Path, tamper: Callable[[Path], Any], named: list[str]) -> None:
    folder, _ = write_folder(tmp_path / "out", CODE, made_dossier(), AT)
    tamper(folder)
    found = [fault for each in folders(tmp_path / "out") for fault in faults(each)]
    assert len(found) == len(named)
    for fault, name in zip(found, named, strict=True):
        assert fault.file.startswith(name)
        assert fault.zh
        assert fault.en


async def archived_filing(node_db: NodeDatabase, clock: ManualClock, name: str = "题") -> str:
    """An imported filing with an assignment, archived afterwards; and numbered, so that its history has its times."""
    filing, unit = str(derived_id(CODE, "filing", name)), str(derived_id(CODE, "assignment", name))
    values = {"title": name, "state": "CLOSED", "outcome": "FILED", "origin": "PROPOSER", "term": 14, "session": 5}
    people = [{"position": 1, "kind": "MEMBER", "name": "某委员", "first": True}]
    given = {"filing_id": filing, "position": 1, "unit": "某局"}
    records = [
        ImportRecord(FILING, filing, values, "OFFICIAL", "s", children={"proposer": people}),
        ImportRecord(ASSIGNMENT, unit, given, "OFFICIAL", "s"),
    ]
    await import_records(node_db, CODE, records, clock)
    reply = {
        "position": 1, "round": 1, "text": "答复", "grade_scheme": "s", "grade_letter": "A", "grade_label": "已解决",
        "grade_canonical": ["RESOLVED"], "signed_by": "某", "contact_name": "某", "contact_phone": "1",
        "letter_number": "1号",
        "issued_at": clock.now(), "letter": base64.b64encode(LETTER).decode(), "letter_file_name": "答复函.pdf",
        "letter_sha256": hashlib.sha256(LETTER).hexdigest(),
    }  # fmt: skip
    replied = Change(ASSIGNMENT, "assignment.replied", unit, {}, based_on=1, children={"reply": [reply]})
    kept = {"archived_on": "2026-11-20", "archive_number": name, "retention": "PERMANENT", "retention_years": None}
    change = Change(FILING, "filing.archived", filing, {"state": "ARCHIVED", **kept}, based_on=1)
    async with node_db.writer.acquire() as connection, connection.transaction():
        await write_change(connection, CODE, replied, actor=ACTOR, at=clock.now())
        await write_change(connection, CODE, change, actor=ACTOR, at=clock.now())
    await number(node_db, clock)
    return filing


async def test_an_archived_filing_leaves_the_node_whole(
    node_db: NodeDatabase, clock: ManualClock, tmp_path: Path
) -> None:
    filing = await archived_filing(node_db, clock)
    ((folder, new),) = await export_archive(node_db, tmp_path, filing=filing)
    assert (new, faults(folder)) == (True, [])
    history = orjson.loads((folder / "history.json").read_bytes())
    assert [each["event"]["kind"] for each in history["filing"]] == ["filing.imported", "filing.archived"]
    assert [each["event"]["position"] for each in history["filing"]] == [1, 4]
    assert all(len(each["event"]["auditHash"]) == 64 for each in history["filing"])
    assert history["filing"][0]["recordedTo"] == history["filing"][1]["recordedFrom"]
    assert [each["children"]["proposer"][0]["name"] for each in history["filing"]] == ["某委员"] * 2
    assert [each["record"]["unit"] for each in history["assignments"]] == ["某局"] * 2
    (letter,) = (folder / "letters").iterdir()
    assert letter.read_bytes() == LETTER
    assert history["assignments"][1]["children"]["reply"][0]["letter"] == f"letters/{letter.name}"
    record = orjson.loads((folder / "record.json").read_bytes())
    assert (record["filing"]["state"], record["filing"]["proposer"][0]["position"]) == ("ARCHIVED", 1)
    other = await archived_filing(node_db, clock, "另一题")
    both = await export_archive(node_db, tmp_path, term=14)
    assert [(orjson.loads((path / "manifest.json").read_bytes())["filing"], made) for path, made in both] == [
        (other, True),
        (filing, False),
    ]
    assert await export_archive(node_db, tmp_path, term=13) == []


async def test_only_archived_filings_of_the_committee_leave(
    node_db: NodeDatabase, clock: ManualClock, tmp_path: Path
) -> None:
    open_one = str(derived_id(CODE, "filing", "办理中"))
    values = {"title": "办理中", "state": "HANDLING", "outcome": "FILED", "origin": "PROPOSER"}
    await import_records(node_db, CODE, [ImportRecord(FILING, open_one, values, "OFFICIAL", "s")], clock)
    for filing, told in (
        (open_one, "HANDLING"),
        (str(derived_id(CODE, "filing", "没有")), "no filing"),
        (str(derived_id("440500", "filing", "x")), "not a filing of 440100"),
    ):
        with pytest.raises(ShiziError, match=told):
            await export_archive(node_db, tmp_path, filing=filing)
    assert list(tmp_path.iterdir()) == []
