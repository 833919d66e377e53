"""A dossier as a folder: record and history as JSON, letters as they were issued, and a manifest of everything."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import orjson

from schema.errors import conflict
from services.archive.gather import Dossier
from services.archive.verify import faults

FORMAT: Final = "shizi-archive/1"
MANIFEST: Final = "manifest.json"
SEAL: Final = "manifest.json.sha256"
LETTER: Final = "letter"
LETTER_NAME: Final = "letter_file_name"
_UNSAFE: Final = re.compile(r"[^\w\-.〔〕（）]+")


def write_folder(out: Path, committee: str, dossier: Dossier, made_at: datetime) -> tuple[Path, bool]:
    """Write the folder of a filing below ``out``; whether it is new. It appears when it is whole.

    A folder that is there, whole and of the same version stays as it is. Raises CONFLICT for one that is not.
    """
    folder = out / folder_name(dossier)
    if folder.exists():
        _must_be_the_same(folder, dossier)
        return folder, False
    out.mkdir(parents=True, exist_ok=True)
    draft = out / f".{folder.name}.{secrets.token_hex(6)}"
    try:
        files = _files(dossier)
        for name, content in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        manifest = _json(_manifest(committee, dossier, made_at, files))
        (draft / MANIFEST).write_bytes(manifest)
        (draft / SEAL).write_text(f"{_sha256(manifest)}  {MANIFEST}\n", encoding="ascii")
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder, True


def folder_name(dossier: Dossier) -> str:
    """The archive number, or else the case number, as far as a file can be called so, and the end of the id."""
    given = dossier.filing["archive_number"] or dossier.filing["case_number"] or ""
    number = _UNSAFE.sub("_", given).strip("._") or "filing"
    return f"{number[:80]}-{dossier.id.rsplit('-', 1)[-1]}"


def _files(dossier: Dossier) -> dict[str, bytes]:
    """The contents by their paths. Letters stand beside the history, which names them by path."""
    letters: dict[str, bytes] = {}
    versions = [_without_letters(each, letters) for each in dossier.versions]
    assignments = [_without_letters(each, letters) for each in dossier.assignments]
    latest: dict[str, Mapping[str, Any]] = {each["record"]["id"]: each for each in assignments}
    current = {"filing": _current(versions[-1]), "assignments": [_current(each) for each in latest.values()]}
    history = {"filing": versions, "assignments": assignments}
    return {"record.json": _json(current), "history.json": _json(history), **letters}


def _current(version: Mapping[str, Any]) -> dict[str, Any]:
    return {**version["record"], **version["children"]}


def _without_letters(version: Mapping[str, Any], letters: dict[str, bytes]) -> dict[str, Any]:
    children = {table: [_without_letter(row, letters) for row in rows] for table, rows in version["children"].items()}
    return {**version, "children": children}


def _without_letter(row: Mapping[str, Any], letters: dict[str, bytes]) -> Mapping[str, Any]:
    """A row whose letter went into a file of its own, named by its content so that the same letter is kept once."""
    if not row.get(LETTER):
        return row
    content = base64.b64decode(row[LETTER])
    name = _UNSAFE.sub("_", str(row.get(LETTER_NAME) or "letter.pdf")).strip("._")
    path = f"letters/{_sha256(content)[:12]}-{name[-80:]}"
    letters[path] = content
    return {**row, LETTER: path}


def _manifest(committee: str, dossier: Dossier, made_at: datetime, files: Mapping[str, bytes]) -> dict[str, object]:
    filing = dossier.filing
    return {
        "format": FORMAT,
        "committee": committee,
        "filing": dossier.id,
        "version": filing["version"],
        "term": filing["term"],
        "session": filing["session"],
        "caseNumber": filing["case_number"],
        "title": filing["title"],
        "archiveNumber": filing["archive_number"],
        "archivedOn": filing["archived_on"],
        "retention": filing["retention"],
        "retentionYears": filing["retention_years"],
        "madeAt": made_at.isoformat(),
        "signature": {"suite": "none"},
        "files": _listed(files),
    }


def _listed(files: Mapping[str, bytes]) -> Sequence[Mapping[str, object]]:
    return [
        {"path": path, "bytes": len(content), "sha256": _sha256(content)} for path, content in sorted(files.items())
    ]


def _must_be_the_same(folder: Path, dossier: Dossier) -> None:
    wrong = faults(folder)
    if not wrong:
        manifest = orjson.loads((folder / MANIFEST).read_bytes())
        if (manifest["filing"], manifest["version"]) == (dossier.id, dossier.filing["version"]):
            return
    raise conflict(
        f"{folder} is there already and differs; move it away or export elsewhere.",
        f"{folder} 已存在且内容不同；请移走或导出到别处。",
    )


def _json(value: object) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
