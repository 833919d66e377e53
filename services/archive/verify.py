"""Checking archive folders against their manifests: every file that changed, is missing or was put in is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

import orjson

_MANIFEST: Final = "manifest.json"
_SEAL: Final = "manifest.json.sha256"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file of a folder."""

    folder: Path
    file: str
    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.folder.name}/{self.file}: {self.zh} · {self.en}"


def folders(place: Path) -> list[Path]:
    """The archive folders at a place: itself, or those right below it; what was left unfinished is passed over."""
    if (place / _MANIFEST).is_file() or (place / _SEAL).is_file():
        return [place]
    return sorted(each for each in place.iterdir() if each.is_dir() and not each.name.startswith("."))


def faults(folder: Path) -> list[Fault]:
    """Everything in a folder that is not as its manifest says; nothing when it is whole."""
    manifest = _read(folder)
    if manifest is None:
        return [Fault(folder, _MANIFEST, "缺失或无法读取", "missing or not readable")]
    return list(_faults(folder, manifest))


def _read(folder: Path) -> Mapping[str, Any] | None:
    try:
        manifest = orjson.loads((folder / _MANIFEST).read_bytes())
        for file in manifest["files"]:
            str(file["path"]), int(file["bytes"]), str(file["sha256"])
    except (OSError, orjson.JSONDecodeError, KeyError, TypeError, ValueError):
        return None
    assert isinstance(manifest, dict)
    return manifest


def _faults(folder: Path, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _seal(folder)
    listed = {_MANIFEST, _SEAL}
    for file in manifest["files"]:
        path = str(file["path"])
        listed.add(path)
        if path.startswith("/") or ".." in PurePosixPath(path).parts:
            yield Fault(folder, path, "清单中的路径越出目录", "its path leaves the folder")
            continue
        found = _digest(folder / path)
        if found is None:
            yield Fault(folder, path, "缺失", "missing")
        elif found != (file["bytes"], file["sha256"]):
            yield Fault(folder, path, "内容已变", "changed")
    for path in sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if not each.is_dir()):
        if path not in listed:
            yield Fault(folder, path, "不在清单之列", "not in the manifest")


def _seal(folder: Path) -> Iterator[Fault]:
    found = _digest(folder / _MANIFEST)
    try:
        sealed = (folder / _SEAL).read_text(encoding="ascii").split()[0]
    except (OSError, UnicodeError, IndexError):
        yield Fault(folder, _SEAL, "缺失或无法读取", "missing or not readable")
        return
    if found is None or found[1] != sealed:
        yield Fault(folder, _MANIFEST, "内容已变", "changed")


def _digest(path: Path) -> tuple[int, str] | None:
    """Size and SHA-256 of a file; None when it is not there as a file of its own."""
    if path.is_symlink() or not path.is_file():
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return path.stat().st_size, digest
