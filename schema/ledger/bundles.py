"""A bundle: a part of one ledger as a file, for committees that no network joins.

JSON lines, each canonical, each ending in a line feed: a head that says which ledger, who made the file, which head it
continues, and the descriptors of both nodes; the entries in the order of their numbers; receipts; tombstones; and a
closing line with their counts and the SHA-256 of all bytes before it. Receipts of either direction travel in it: those
that prove this ledger's delivery, and those that the maker owes the other side. The file itself is not signed: what is
in it is. A reader takes every line as it finds it, so that a damaged file still tells which record is damaged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from schema.ledger.canonical import canonical, malformed, read_canonical
from schema.ledger.chain import Head
from schema.ledger.descriptors import Descriptor
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import LedgerError
from schema.ledger.fields import DIGEST, Fields, moment_text
from schema.ledger.judging import Damaged
from schema.ledger.limits import LINE_BYTES
from schema.ledger.receipts import Receipt
from schema.ledger.tombstones import Tombstone

FORMAT: Final = "shizi-ledger-bundle/1"
_HEAD: Final = frozenset({"bundle", "by", "from", "to", "after", "madeAt", "descriptors"})
_END: Final = frozenset({"entries", "receipts", "tombstones", "sha256"})
_DESCRIPTORS: Final = 10
TORN: Final = ("文件不完整：没有可读的结尾行", "the file is torn: it has no closing line that can be read")
CHANGED: Final = (
    "文件与结尾行的条数或散列值不符",
    "the file has not the counts or the hash that its closing line gives",
)
_END_MARKS: Final = (b'"sha256"', b'"entries"')
_MARKS: Final = (b'"header"', b'"receipt"', b'"tombstone"')

Record = TypeVar("Record", Entry, Receipt, Tombstone)


@dataclass(frozen=True, slots=True)
class BundleHead:
    """What the first line says: the ledger, who made the file and when, and the head that the entries continue."""

    ledger: LedgerName
    by: str
    made_at: datetime
    after: Head | None = None
    descriptors: tuple[Descriptor, ...] = ()

    @classmethod
    def read(cls, line: bytes) -> BundleHead:
        """Read the first line. Raises LedgerError."""
        values = read_canonical(line, most=LINE_BYTES, what="bundle")
        fields = Fields(values, _HEAD, "bundle")
        if values["bundle"] != FORMAT:
            raise malformed("bundle", f"is not of the format {FORMAT}", f"不是 {FORMAT} 格式")
        after = values["after"]
        head = None if after is None else _read_head(after)
        descriptors = tuple(Descriptor.parse(canonical(each)) for each in fields.list("descriptors", _DESCRIPTORS))
        ledger = LedgerName(fields.code("from"), fields.code("to"))
        return cls(ledger, fields.code("by"), fields.moment("madeAt"), head, descriptors)

    def line(self) -> bytes:
        """The first line, with its line feed."""
        after = None if self.after is None else {"number": self.after.number, "hash": self.after.hash}
        values = {
            "bundle": FORMAT,
            "by": self.by,
            "from": self.ledger.sender,
            "to": self.ledger.receiver,
            "after": after,
            "madeAt": moment_text(self.made_at),
            "descriptors": [each.plain() for each in self.descriptors],
        }
        return canonical(values) + b"\n"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as it was read; ``faults`` says in Chinese and English what is wrong with the file as a file."""

    head: BundleHead
    entries: Sequence[Entry | Damaged]
    receipts: Sequence[Receipt | Damaged]
    tombstones: Sequence[Tombstone | Damaged]
    faults: Sequence[tuple[str, str]] = ()


def bundle_lines(
    head: BundleHead, entries: Iterable[Entry], receipts: Iterable[Receipt] = (), tombstones: Iterable[Tombstone] = ()
) -> Iterator[bytes]:
    """The lines of a bundle's file, one after another; nothing is held back."""
    digest = hashlib.sha256()
    counts = {}
    yield _counted(digest, head.line())
    sections: tuple[tuple[str, Iterable[Entry | Receipt | Tombstone]], ...] = (
        ("entries", entries),
        ("receipts", receipts),
        ("tombstones", tombstones),
    )
    for name, records in sections:
        counts[name] = 0
        for record in records:
            counts[name] += 1
            yield _counted(digest, record.print().encode() + b"\n")
    yield canonical({"end": {**counts, "sha256": digest.hexdigest()}}) + b"\n"


def read_bundle(content: bytes) -> Bundle:
    """Read a bundle's file. Raises LedgerError when its first line cannot be read; anything else is told in it."""
    lines = content.split(b"\n")
    head = BundleHead.read(lines[0])
    end, faults = _read_end(content, lines)
    records = lines[1:-1] if lines[-1] == b"" else lines[1:]
    closed = end is not None or any(mark in line for line in records[-1:] for mark in _END_MARKS)
    sections = _sections(records[:-1] if closed else records, end)
    return Bundle(
        head,
        [_record(Entry, line) for line in sections[0]],
        [_record(Receipt, line) for line in sections[1]],
        [_record(Tombstone, line) for line in sections[2]],
        faults,
    )


@dataclass(frozen=True, slots=True)
class _End:
    counts: tuple[int, int, int]
    sha256: str


def _read_end(content: bytes, lines: Sequence[bytes]) -> tuple[_End | None, list[tuple[str, str]]]:
    """The closing line, if there is one; and whether the file is what it says."""
    last = next((line for line in reversed(lines[1:]) if line), b"")
    try:
        values = read_canonical(last, most=LINE_BYTES, what="end")
        Fields(values, frozenset({"end"}), "end")
        if not isinstance(values["end"], dict):
            raise malformed("end", "must be an object", "应为对象")
        fields = Fields(values["end"], _END, "end")
        counts = fields.count("entries"), fields.count("receipts"), fields.count("tombstones")
        end = _End(counts, fields.text("sha256", DIGEST))
    except LedgerError:
        return None, [TORN]
    if hashlib.sha256(content[: content.rindex(last)]).hexdigest() != end.sha256 or lines[-1] != b"":
        return end, [CHANGED]
    return end, [] if sum(end.counts) == len(lines) - 3 else [CHANGED]


def _sections(lines: Sequence[bytes], end: _End | None) -> tuple[list[bytes], list[bytes], list[bytes]]:
    """The lines of entries, receipts and tombstones: by the closing line's counts, or else by what they look like."""
    if end is not None and sum(end.counts) == len(lines):
        first, second = end.counts[0], end.counts[0] + end.counts[1]
        return list(lines[:first]), list(lines[first:second]), list(lines[second:])
    sections: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])
    current = 0
    for line in lines:
        current = next((index for index, mark in enumerate(_MARKS) if mark in line), current)
        sections[current].append(line)
    return sections


def _record(kind: type[Record], line: bytes) -> Record | Damaged:
    try:
        return kind.parse(line)
    except LedgerError as error:
        return Damaged(error)


def _read_head(value: Any) -> Head:
    if not isinstance(value, dict):
        raise malformed("bundle: after", "must be null or a head", "应为空或末端")
    fields = Fields(value, frozenset({"number", "hash"}), "bundle: after")
    return Head(fields.number("number"), fields.text("hash", DIGEST))


def _counted(digest: hashlib._Hash, line: bytes) -> bytes:
    digest.update(line)
    return line
