"""Verifying a bundle: the ledger in it by trusted fingerprints, and the file as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from schema.ledger.bundles import Bundle
from schema.ledger.chain import Head
from schema.ledger.descriptors import Descriptor
from schema.ledger.entries import Entry, LedgerName
from schema.ledger.errors import LedgerError, UnknownKeyError
from schema.ledger.judging import Damaged
from schema.ledger.keys import Pin, Pins, fits_fingerprint
from schema.ledger.receipts import Receipt
from schema.ledger.report import Fault, Report
from schema.ledger.tombstones import Tombstone
from schema.ledger.verify import verify
from schema.ledger.witnesses import heard


@dataclass(frozen=True, slots=True)
class Trusted:
    """A fingerprint that somebody compared, for a committee's entries ``first`` to ``last`` (None: no end)."""

    code: str
    fingerprint: str
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What is wrong with a bundle: with its ledger, with receipts of the ledger back, and with the file.

    ``unjudged`` are committees whose receipts and tombstones were passed over because no key of theirs is trusted.
    """

    ledger: Report
    back: tuple[Fault, ...]
    file: tuple[tuple[str, str], ...]
    unjudged: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.ledger.ok and not self.back and not self.file

    def plain(self) -> dict[str, Any]:
        """The report for JSON."""
        return {
            **self.ledger.plain(),
            "ok": self.ok,
            "back": [fault.plain() for fault in self.back],
            "file": [{"zh": zh, "en": en} for zh, en in self.file],
            "unjudged": list(self.unjudged),
        }

    def print(self) -> str:
        """The report for people, in both languages."""
        name = LedgerName(self.ledger.ledger.receiver, self.ledger.ledger.sender)
        lines = [self.ledger.print()]
        lines += [f"  ✗ {name}：{fault.zh} {fault.en}" for fault in self.back]
        lines += [f"  ✗ {zh}。 {en}." for zh, en in self.file]
        lines += [f"  未核对（没有 {code} 的密钥） · not judged, no key of {code}" for code in self.unjudged]
        return "\n".join(lines)


def pinned(descriptors: Iterable[Descriptor], trusted: Iterable[Trusted]) -> Pins:
    """Pins for the keys in ``descriptors`` whose fingerprints are trusted.

    Raises UnknownKeyError for a fingerprint that no descriptor of that committee has.
    """
    known = [(each.code, span.key) for each in descriptors for span in each.keys]
    pins = []
    for trust in trusted:
        key = next(
            (key for code, key in known if code == trust.code and fits_fingerprint(key, trust.fingerprint)), None
        )
        if key is None:
            raise UnknownKeyError(
                f"No descriptor of {trust.code} has a key with the fingerprint {trust.fingerprint}.",
                f"{trust.code} 的节点说明中没有指纹为 {trust.fingerprint} 的密钥。",
            )
        pins.append(Pin(trust.code, key, trust.first, trust.last))
    return Pins(pins)


def check_bundle(
    bundle: Bundle, pins: Pins, *, peer_half: Sequence[Entry | Damaged] | None = None,
    expected_head: Head | None = None, after: Head | None = None,
) -> BundleReport:  # fmt: skip
    """Verify a bundle by ``pins``; ``peer_half`` and ``expected_head`` as in :func:`schema.ledger.verify.verify`.

    ``after`` is a head known from before; it overrides what the file says it continues. Raises UnknownKeyError when no
    key of the sender is pinned.
    """
    ledger = bundle.head.ledger
    if not pins.of(ledger.sender):
        told = [each.current.fingerprint for each in bundle.head.descriptors if each.code == ledger.sender]
        shown = told[0] if told else "—"
        raise UnknownKeyError(
            f"No key of {ledger.sender} is trusted. The file gives the fingerprint {shown}; compare it with the one in "
            "the official letter and name it.",
            f"没有 {ledger.sender} 的可信密钥。文件所列指纹为 {shown}，请与公函中的指纹核对后指定。",
        )
    unjudged = () if pins.of(ledger.receiver) else (ledger.receiver,)
    back = LedgerName(ledger.receiver, ledger.sender)
    ours = [each for each in bundle.receipts if not _is_of(each, back) and not _signed_by(each, unjudged)]
    theirs = [each for each in bundle.receipts if _is_of(each, back)]
    report = verify(
        bundle.entries, ours, pins, ledger=ledger, peer_half=peer_half, expected_head=expected_head,
        tombstones=[each for each in bundle.tombstones if not _signed_by(each, unjudged)],
        after=after or bundle.head.after,
    )  # fmt: skip
    faults = tuple(heard(back, pins, theirs, (), None, None).faults)
    return BundleReport(report, faults, (*bundle.faults, *_untrue(bundle.head.descriptors)), unjudged)


def _is_of(word: Receipt | Damaged, ledger: LedgerName) -> bool:
    return isinstance(word, Receipt) and word.ledger == ledger


def _signed_by(word: Receipt | Tombstone | Damaged, codes: Sequence[str]) -> bool:
    if isinstance(word, Damaged):
        return False
    return (word.ledger.receiver if isinstance(word, Receipt) else word.by) in codes


def _untrue(descriptors: Iterable[Descriptor]) -> Iterable[tuple[str, str]]:
    for each in descriptors:
        try:
            each.check_itself()
        except LedgerError:
            yield f"{each.code} 的节点说明签名不符", f"the signature of the descriptor of {each.code} does not fit"
