"""Ledgers for the tests: two committees with fixed keys, and as many entries as are asked for."""

from datetime import UTC, datetime, timedelta
from typing import Final

from schema.ledger import Chain, Entry, LedgerName, Opening, Payload, Pin, Pins, SigningKey, commit

SENDER: Final = "440100"
RECEIVER: Final = "440113"
NAME: Final = LedgerName(SENDER, RECEIVER)
KEY: Final = SigningKey("ed25519-sha256", bytes(range(32)))
PEER_KEY: Final = SigningKey("ed25519-sha256", bytes(range(32, 64)))
STRANGER: Final = SigningKey("ed25519-sha256", bytes(range(64, 96)))
PINS: Final = Pins([Pin(SENDER, KEY.public), Pin(RECEIVER, PEER_KEY.public)])
AT: Final = datetime(2026, 5, 1, 8, 30, tzinfo=UTC)


def personal() -> tuple[dict[str, str], dict[str, Opening]]:
    """Commitments and openings with a salt that is always the same."""
    return commit({"contact.name": "陈某", "contact.phone": "020-1"}, random=lambda length: b"s" * length)


def payload(number: int, kind: str = "joint-topic.invited") -> Payload:
    return Payload(kind, {"topic": f"440100:topic:{number}", "words": "请参加调研\n第二行"}, personal()[0])


def sealed(count: int, *, key: SigningKey = KEY, name: LedgerName = NAME) -> list[Entry]:
    """The first ``count`` entries of a ledger."""
    chain = Chain(name)
    return [
        chain.seal(key, payload(number), at=AT + timedelta(minutes=number), openings=personal()[1])
        for number in range(1, count + 1)
    ]
