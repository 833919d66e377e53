"""The ledger between two committees: its format, keys, signatures and verification (docs/exchange.md). Pure, no I/O.

What A tells B stands in the ledger A→B: numbered from 1 without gaps, each header chained to the one before by its
hash, signed with A's key, answered by B's signed receipt. Anybody with the pinned keys can verify it offline.

    key = SigningKey.generate()
    chain = Chain(LedgerName("440100", "440113"))
    commitments, openings = commit({"contact.phone": "020-…"})
    payload = Payload("joint-topic.invited", {"topic": "440100:topic:…"}, commitments)
    entry = chain.seal(key, payload, at=clock.now(), openings=openings)
    Chain(LedgerName("440100", "440113")).append(Entry.parse(entry.print()), Pins([Pin("440100", key.public)]))
"""

from schema.ledger.canonical import canonical
from schema.ledger.chain import Chain, Head, check_same, check_signed
from schema.ledger.entries import Entry, Header, LedgerName, Payload
from schema.ledger.errors import (
    BadDigestError,
    BadSignatureError,
    ForkError,
    GapError,
    LedgerError,
    MalformedError,
    RepeatedError,
    TooLargeError,
    UncleanTextError,
    UnknownKeyError,
    UnknownSuiteError,
    WrongLedgerError,
)
from schema.ledger.judging import Damaged
from schema.ledger.keys import Pin, Pins, PublicKey, SigningKey, fits_fingerprint, typed_fingerprint
from schema.ledger.personal import Opening, check_opening, commit
from schema.ledger.receipts import Outcome, Receipt, Verdict
from schema.ledger.report import Fault, FaultKind, Report
from schema.ledger.rotation import KEY_ROTATED, followed, introduced, introduced_by, rotation
from schema.ledger.suites import ED25519_SHA256, SignatureSuite, register, suite_of
from schema.ledger.tombstones import Tombstone
from schema.ledger.verify import verify

__all__ = [
    "ED25519_SHA256",
    "KEY_ROTATED",
    "BadDigestError",
    "BadSignatureError",
    "Chain",
    "Damaged",
    "Entry",
    "Fault",
    "FaultKind",
    "ForkError",
    "GapError",
    "Head",
    "Header",
    "LedgerError",
    "LedgerName",
    "MalformedError",
    "Opening",
    "Outcome",
    "Payload",
    "Pin",
    "Pins",
    "PublicKey",
    "Receipt",
    "RepeatedError",
    "Report",
    "SignatureSuite",
    "SigningKey",
    "Tombstone",
    "TooLargeError",
    "UncleanTextError",
    "UnknownKeyError",
    "UnknownSuiteError",
    "Verdict",
    "WrongLedgerError",
    "canonical",
    "check_opening",
    "check_same",
    "check_signed",
    "commit",
    "fits_fingerprint",
    "followed",
    "introduced",
    "introduced_by",
    "register",
    "rotation",
    "suite_of",
    "typed_fingerprint",
    "verify",
]
