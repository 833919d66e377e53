"""An entry: one message from a committee to another, as it was signed.

The *header* says who tells whom, the number, the hash of the header before it, and the digest of the payload. Exactly
its stored bytes are signed and hashed; nobody ever writes them anew. The *payload* is kept beside it as it was written
and may go away in an erasure; the header then still holds its digest, so the chain verifies as before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from schema.ledger.canonical import canonical, from_base64, malformed, read_canonical, to_base64, too_large
from schema.ledger.errors import BadDigestError, BadSignatureError, WrongLedgerError
from schema.ledger.fields import DIGEST, KEY_ID, KIND, SUITE, Fields, moment_text
from schema.ledger.keys import PublicKey, SigningKey
from schema.ledger.limits import HEADER_BYTES, LINE_BYTES, PAYLOAD_BYTES, VERSION
from schema.ledger.personal import Opening, check_opening, plain_openings, read_commitments, read_openings
from schema.ledger.suites import suite_of

PREFIX: Final = b"shizi-ledger-v1\n"
"""Stands before a header's bytes when they are signed, so that the signature can mean nothing else."""

_HEADER: Final = frozenset({"v", "suite", "key", "from", "to", "number", "previous", "kind", "at", "payload"})
_PAYLOAD: Final = frozenset({"kind", "body", "commitments"})
_LINE: Final = frozenset({"header", "signature", "payload", "openings"})


@dataclass(frozen=True, slots=True)
class LedgerName:
    """Which ledger: what ``sender`` tells ``receiver``. The other way round is another ledger."""

    sender: str
    receiver: str

    def genesis(self, suite: str) -> str:
        """What the first header gives as the hash before it: the digest of `shizi ledger <from> <to>`."""
        return suite_of(suite).digest(f"shizi ledger {self.sender} {self.receiver}".encode("ascii"))

    def __str__(self) -> str:
        return f"{self.sender}→{self.receiver}"


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of an entry's header; ``previous`` and ``payload`` are digests in hex."""

    suite: str
    key: str
    ledger: LedgerName
    number: int
    previous: str
    kind: str
    at: datetime
    payload: str

    @classmethod
    def read(cls, data: bytes) -> Header:
        """Read a header's bytes. Raises MalformedError, TooLargeError."""
        fields = Fields(read_canonical(data, most=HEADER_BYTES, what="header"), _HEADER, "header")
        fields.version()
        return cls(
            suite=fields.text("suite", SUITE),
            key=fields.text("key", KEY_ID),
            ledger=LedgerName(fields.code("from"), fields.code("to")),
            number=fields.number("number"),
            previous=fields.text("previous", DIGEST),
            kind=fields.text("kind", KIND),
            at=fields.moment("at"),
            payload=fields.text("payload", DIGEST),
        )

    def bytes(self) -> bytes:
        """The header as it is signed. Raises MalformedError when a field has not the form it must have."""
        data = canonical(
            {
                "v": VERSION,
                "suite": self.suite,
                "key": self.key,
                "from": self.ledger.sender,
                "to": self.ledger.receiver,
                "number": self.number,
                "previous": self.previous,
                "kind": self.kind,
                "at": moment_text(self.at),
                "payload": self.payload,
            }
        )
        Header.read(data)
        return data


@dataclass(frozen=True, slots=True)
class Payload:
    """What an entry tells: the message's kind, its body, and commitments to its personal parts."""

    kind: str
    body: Mapping[str, Any]
    commitments: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Payload:
        """Read a payload's bytes. Raises MalformedError, TooLargeError, UncleanTextError."""
        values = read_canonical(data, most=PAYLOAD_BYTES, what="payload")
        kind = Fields(values, _PAYLOAD, "payload").text("kind", KIND)
        if not isinstance(values["body"], dict):
            raise malformed("payload: body", "must be an object", "应为对象")
        return cls(kind, values["body"], read_commitments(values["commitments"]))

    def bytes(self) -> bytes:
        """The payload as it is stored and hashed.

        Raises MalformedError, TooLargeError, UncleanTextError for what no entry can carry: whoever writes a message
        calls this at once, and does not leave it to the numbering.
        """
        data = canonical({"kind": self.kind, "body": self.body, "commitments": self.commitments})
        Payload.read(data)
        return data


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is stored: the header's bytes, the signature, the payload's bytes and what opens commitments.

    ``payload`` is None after an erasure of the whole; ``openings`` lacks what was erased or never sent.
    """

    header_bytes: bytes
    signature: bytes
    payload_bytes: bytes | None
    openings: Mapping[str, Opening] = field(default_factory=dict)
    header: Header = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "header", Header.read(self.header_bytes))

    @classmethod
    def seal(
        cls,
        key: SigningKey,
        ledger: LedgerName,
        payload: Payload,
        *,
        number: int,
        previous: str | None,
        at: datetime,
        openings: Mapping[str, Opening] | None = None,
    ) -> Entry:
        """Sign ``payload`` as entry ``number`` of ``ledger`` after the header with hash ``previous`` (None: the first).

        ``at`` is the sender's time. Raises what :meth:`Payload.bytes` raises, and BadDigestError for an opening that
        does not fit the payload's commitments.
        """
        data = payload.bytes()
        openings = read_openings(plain_openings(openings or {}))
        for name, opening in openings.items():
            check_opening(payload.commitments, name, opening)
        header = Header(
            suite=key.suite,
            key=key.public.id,
            ledger=ledger,
            number=number,
            previous=ledger.genesis(key.suite) if previous is None else previous,
            kind=payload.kind,
            at=at,
            payload=suite_of(key.suite).digest(data),
        ).bytes()
        return cls(header, key.sign(PREFIX + header), data, openings)

    @classmethod
    def parse(cls, text: str | bytes) -> Entry:
        """Read the text form. Raises MalformedError, TooLargeError; signatures and digests are not judged here."""
        line = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        values = read_canonical(line, most=LINE_BYTES, what="entry")
        Fields(values, _LINE, "entry")
        payload = values["payload"]
        data = None if payload is None else from_base64(payload, "entry: payload")
        if data is not None and len(data) > PAYLOAD_BYTES:
            raise too_large("payload", PAYLOAD_BYTES)
        return cls(
            from_base64(values["header"], "entry: header"),
            from_base64(values["signature"], "entry: signature"),
            data,
            read_openings(values["openings"]),
        )

    def print(self) -> str:
        """The text form on the wire and in bundles: one line of canonical JSON, base64 inside, without a line end."""
        payload = None if self.payload_bytes is None else to_base64(self.payload_bytes)
        line = canonical(
            {
                "header": to_base64(self.header_bytes),
                "signature": to_base64(self.signature),
                "payload": payload,
                "openings": plain_openings(self.openings),
            }
        )
        return line.decode("utf-8")

    @property
    def ledger(self) -> LedgerName:
        """Which ledger it says it belongs to."""
        return self.header.ledger

    @property
    def number(self) -> int:
        """Its number in the ledger."""
        return self.header.number

    @property
    def hash(self) -> str:
        """The digest of the header's bytes, by the header's own suite: what the next header and receipts name."""
        return suite_of(self.header.suite).digest(self.header_bytes)

    def payload(self) -> Payload | None:
        """What it tells; None after an erasure. Raises what :meth:`Payload.read` raises."""
        return None if self.payload_bytes is None else Payload.read(self.payload_bytes)

    def values(self) -> dict[str, Any]:
        """The personal values that are open, by the names of the parts."""
        return {name: opening.value for name, opening in self.openings.items()}

    def check_signature(self, key: PublicKey) -> None:
        """Raises BadSignatureError when ``key`` did not sign the header."""
        if not key.verify(PREFIX + self.header_bytes, self.signature):
            raise BadSignatureError(f"The signature of {self} does not fit.", f"{self} 的签名不符。")

    def check_content(self) -> None:
        """Payload and openings are what was signed.

        Raises BadDigestError naming the part that is not, or MalformedError for a payload that was signed and is none.
        """
        if self.payload_bytes is not None:
            if suite_of(self.header.suite).digest(self.payload_bytes) != self.header.payload:
                raise BadDigestError(
                    f"The payload of {self} is not what was signed.",
                    f"{self} 的内容与签名的散列值不符。",
                    part="payload",
                )
            payload = Payload.read(self.payload_bytes)
            if payload.kind != self.header.kind:
                raise malformed(f"{self}", "has another kind in its payload", "内容中的类别与头部不同")
            for name, opening in self.openings.items():
                check_opening(payload.commitments, name, opening)
        elif self.openings:
            raise malformed(f"{self}", "has openings without a payload", "没有内容却带有个人信息")

    def check_ledger(self, ledger: LedgerName) -> None:
        """Raises WrongLedgerError when it belongs to another ledger."""
        if self.ledger != ledger:
            raise WrongLedgerError(f"{self} is no entry of {ledger}.", f"{self} 不属于台账 {ledger}。")

    def without(self, *names: str, payload: bool = False) -> Entry:
        """The entry after an erasure: without the openings named, or without its payload and all openings."""
        if payload:
            return replace(self, payload_bytes=None, openings={})
        return replace(self, openings={name: each for name, each in self.openings.items() if name not in names})

    def __str__(self) -> str:
        return f"{self.ledger} #{self.number} {self.header.kind}"
