"""What can be wrong with a ledger's records, each with its own code.

LedgerError                 a ShiziError of code BAD_USER_INPUT; ``ledger_code`` goes into ``extensions.ledger``
├── MalformedError          not the one spelling of such a record: JSON, base64, fields, names, times
├── TooLargeError           over a limit of size or depth
├── UncleanTextError        a text holds a control character or half a surrogate pair
├── UnknownSuiteError       a suite of signatures that is not known here
├── UnknownKeyError         signed with a key that is not pinned, or not for this number
├── BadSignatureError       the signature does not fit the record
├── BadDigestError          payload or opening is not what was signed
├── WrongLedgerError        a record of another ledger
├── GapError                numbers are missing before it
├── RepeatedError           this number is held already, with the same hash
├── ForkError               this number is held already with another hash, or continues another ledger's past
└── TrustError              a descriptor, rotation or voucher does not make a key trusted
    ├── FingerprintError    it has not the fingerprint of the official letter
    ├── KeyChangedError     it names another key than the one that is pinned
    └── StaleError          it is older than what is known
"""

from __future__ import annotations

from typing import ClassVar

from schema.errors import ErrorCode, ShiziError


class LedgerError(ShiziError):
    """A record that cannot be accepted. ``message`` is English, ``message_zh`` Chinese."""

    ledger_code: ClassVar[str] = "LEDGER"

    def __init__(self, en: str, zh: str, **details: object) -> None:
        super().__init__(ErrorCode.BAD_USER_INPUT, en, zh, ledger=self.ledger_code, **details)


class MalformedError(LedgerError):
    """It has not the one spelling that such a record has."""

    ledger_code = "MALFORMED"


class TooLargeError(LedgerError):
    """It is over a limit of schema/ledger/limits.py."""

    ledger_code = "TOO_LARGE"


class UncleanTextError(LedgerError):
    """A text holds what no reader can see: control characters (tab and line ends apart) or half a surrogate pair."""

    ledger_code = "UNCLEAN_TEXT"


class UnknownSuiteError(LedgerError):
    """No such suite of signatures is registered."""

    ledger_code = "UNKNOWN_SUITE"


class UnknownKeyError(LedgerError):
    """The key is not pinned for its committee, or not for a record of this number."""

    ledger_code = "UNKNOWN_KEY"


class BadSignatureError(LedgerError):
    """The signature does not fit the signed bytes and the key."""

    ledger_code = "BAD_SIGNATURE"


class BadDigestError(LedgerError):
    """A payload has not the digest in its header, or an opening does not fit its commitment."""

    ledger_code = "BAD_DIGEST"


class WrongLedgerError(LedgerError):
    """A record from or to somebody else."""

    ledger_code = "WRONG_LEDGER"


class GapError(LedgerError):
    """Records before it are missing: ``expected`` is the number that comes next."""

    ledger_code = "GAP"


class RepeatedError(LedgerError):
    """The very record is held already; whoever delivers it again may be told so and go on."""

    ledger_code = "REPEATED"


class ForkError(LedgerError):
    """Two records claim one number, or a record continues a past that is not the one held here."""

    ledger_code = "FORK"


class TrustError(LedgerError):
    """It does not make a key trusted."""

    ledger_code = "NOT_TRUSTED"


class FingerprintError(TrustError):
    """The key has another fingerprint than the one that was typed from the official letter (公函)."""

    ledger_code = "FINGERPRINT_MISMATCH"


class KeyChangedError(TrustError):
    """The committee is known by another key: it changes by a rotation or a voucher only."""

    ledger_code = "KEY_CHANGED"


class StaleError(TrustError):
    """It is not newer than what is known already."""

    ledger_code = "STALE"
