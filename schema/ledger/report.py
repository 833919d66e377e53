"""What a verification found, as a person reads it in either language and as a program reads it in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from schema.ledger.chain import Head
from schema.ledger.entries import LedgerName
from schema.ledger.fields import moment_text
from schema.ledger.tombstones import Tombstone


class FaultKind(StrEnum):
    """What is wrong with a record."""

    UNREADABLE = "UNREADABLE"
    ALTERED = "ALTERED"
    FORGED = "FORGED"
    FOREIGN = "FOREIGN"
    DROPPED = "DROPPED"
    SWAPPED = "SWAPPED"
    REPEATED = "REPEATED"
    FORKED = "FORKED"
    CUT = "CUT"
    PAYLOAD_MISSING = "PAYLOAD_MISSING"
    CONTRADICTED = "CONTRADICTED"


MEANING: Final = {
    FaultKind.UNREADABLE: ("无法读取", "cannot be read"),
    FaultKind.ALTERED: ("被改动", "was altered"),
    FaultKind.FORGED: ("由未登记的密钥签名", "is forged: signed with a key that is not pinned for it"),
    FaultKind.FOREIGN: ("属于另一台账", "belongs to another ledger"),
    FaultKind.DROPPED: ("缺失", "was dropped"),
    FaultKind.SWAPPED: ("不在应在的位置", "does not stand in its place"),
    FaultKind.REPEATED: ("重复出现", "is repeated"),
    FaultKind.FORKED: ("分叉：同一编号有另一记录", "is forked: another record has the same number"),
    FaultKind.CUT: ("末尾被截去", "was cut off the end"),
    FaultKind.PAYLOAD_MISSING: ("内容缺失且无擦除凭证", "has no payload, and no tombstone explains it"),
    FaultKind.CONTRADICTED: ("有两份不同的回执", "has two different receipts"),
}
PARTS: Final = {
    "header": ("头部", "header"),
    "signature": ("签名", "signature"),
    "header or signature": ("头部或签名", "header or signature"),
    "payload": ("内容", "payload"),
    "receipt": ("回执", "receipt"),
    "tombstone": ("擦除凭证", "tombstone"),
    "peer's half": ("对方所存", "peer's half"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with the record that it is wrong with.

    ``number`` (to ``last``, where several in a row have the same fault) is the record's number in the ledger: what it
    must be, not what an altered record claims; None for a record that has no place in it. ``place`` counts, from 1, the
    records as they were given. ``part`` is one of :data:`PARTS` or `opening <name>`.
    """

    kind: FaultKind
    number: int | None
    place: int | None = None
    part: str | None = None
    last: int | None = None
    detail_zh: str = ""
    detail_en: str = ""

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        who = "未编号的记录" if self.number is None else f"第 {self.number} 号"
        who = f"第 {self.number}–{self.last} 号" if self.last is not None else who
        part = "" if self.part is None else f"的{self._part(0)}"
        at = "" if self.place is None else f"（第 {self.place} 条）"
        return f"{who}{part}{at}：{MEANING[self.kind][0]}。{self.detail_zh}"

    @property
    def en(self) -> str:
        """The sentence in English."""
        who = "A record without a number" if self.number is None else f"#{self.number}"
        who = f"#{self.number}–#{self.last}" if self.last is not None else who
        part = "" if self.part is None else f", {self._part(1)}"
        at = "" if self.place is None else f" (record {self.place})"
        detail = f" {self.detail_en}" if self.detail_en else ""
        return f"{who}{part}{at}: {MEANING[self.kind][1]}.{detail}"

    def _part(self, language: int) -> str:
        assert self.part is not None
        if self.part.startswith("opening "):
            name = self.part.removeprefix("opening ")
            return (f"个人信息 {name}", f"opening {name}")[language]
        return PARTS[self.part][language]

    def plain(self) -> dict[str, Any]:
        """The fault for JSON."""
        return {
            "kind": self.kind.value,
            "number": self.number,
            "last": self.last,
            "place": self.place,
            "part": self.part,
            "zh": self.zh,
            "en": self.en,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """The result of verifying one ledger.

    ``complete_up_to`` is the last number up to which nothing is missing, altered or forked (0: none); ``head`` its
    header's hash, to be compared with what the peer says, or given as an expected head the next time. ``after`` is the
    head that the records given continue, where they do not start at number 1. ``witnesses`` says up to which number the
    peer's half, the receipts and the expected head speak. ``closed`` names personal parts that are not open here and
    that nobody says were erased.
    """

    ledger: LedgerName
    records: int
    complete_up_to: int
    head: Head | None
    after: Head | None
    faults: tuple[Fault, ...]
    witnesses: dict[str, int | None]
    applied: int
    refused: int
    erased: tuple[Tombstone, ...]
    closed: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with what was given."""
        return not self.faults

    @property
    def end_confirmed(self) -> bool:
        """Whether somebody else's word shows that the ledger reached just this number then."""
        return self.complete_up_to in self.witnesses.values()

    @property
    def summary_zh(self) -> str:
        """The verdict in one Chinese sentence."""
        verdict = "核对无误" if self.ok else f"发现 {len(self.faults)} 处问题"
        end = "，此末端另有凭证" if self.end_confirmed else "；其后是否还有记录，此处无从得知"
        return f"台账 {self.ledger}：{verdict}；完整至第 {self.complete_up_to} 号{end}。"

    @property
    def summary_en(self) -> str:
        """The verdict in one English sentence."""
        count = len(self.faults)
        verdict = "nothing is wrong" if self.ok else f"{count} {'fault' if count == 1 else 'faults'}"
        end = (
            ", an end that others confirm"
            if self.end_confirmed
            else "; whether more followed cannot be known from this"
        )
        return f"Ledger {self.ledger}: {verdict}; complete up to {self.complete_up_to}{end}."

    def plain(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            "from": self.ledger.sender,
            "to": self.ledger.receiver,
            "ok": self.ok,
            "records": self.records,
            "completeUpTo": self.complete_up_to,
            "head": _head(self.head),
            "after": _head(self.after),
            "endConfirmed": self.end_confirmed,
            "witnesses": dict(self.witnesses),
            "receipts": {"applied": self.applied, "refused": self.refused},
            "erased": [_erased(stone) for stone in self.erased],
            "closed": [{"number": number, "parts": list(parts)} for number, parts in self.closed],
            "faults": [fault.plain() for fault in self.faults],
            "zh": self.summary_zh,
            "en": self.summary_en,
        }

    def print(self) -> str:
        """The report for people: every line in Chinese and English."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.summary_zh} {self.summary_en}"
        if self.head is not None:
            yield f"  末端散列 · hash of its head: {self.head.hash}"
        if self.after is not None:
            yield f"  接续 · continues: {self.after}"
        yield f"  回执 · receipts: {self.applied} APPLIED, {self.refused} REFUSED"
        for stone in self.erased:
            erased = ", ".join((*stone.parts, *(("payload",) if stone.payload else ())))
            yield f"  已擦除 · erased: #{stone.number} {erased} ({stone.by}, {moment_text(stone.at)})"
        for number, parts in self.closed:
            yield f"  未随附 · not opened here: #{number} {', '.join(parts)}"
        for fault in self.faults:
            yield f"  ✗ {fault.zh} {fault.en}"


def _head(head: Head | None) -> dict[str, object] | None:
    return None if head is None else {"number": head.number, "hash": head.hash}


def _erased(stone: Tombstone) -> dict[str, object]:
    return {
        "number": stone.number,
        "parts": list(stone.parts),
        "payload": stone.payload,
        "by": stone.by,
        "ground": stone.ground,
        "at": moment_text(stone.at),
    }
