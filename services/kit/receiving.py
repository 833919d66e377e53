"""Taking in what another committee tells: its copy is kept and its effect carried out, or it is refused with a reason.

A message applies as a whole or not at all. A refusal is an outcome like the other: it is signed and goes back, and the
sender's handler hears of it. What nobody can help by sending again (a body that cannot be read, a kind that is not
known here) is refused; where the database or the network failed nothing is decided, and the message comes again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import asyncpg
import structlog

from schema.errors import ErrorCode, ShiziError, bad_user_input, not_found
from schema.rulebook.model import SYSTEM
from services.kit import copies
from services.kit.acts import Act
from services.kit.database import Connection
from services.kit.identity import Viewer
from services.kit.inputs import Input, refuse_unclean
from services.kit.records import RecordKind

log = structlog.get_logger(__name__)

UNDECIDED: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, TimeoutError)
UNREADABLE: Final = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError)
"""What the database says of values that do not fit; the same values will never fit."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message of committee ``peer``: its ``number`` in the ledger, and the body as the sender wrote it. ``personal``
    are the personal data that came with it, by the names of their parts.

    At the sender, where a refusal is heard of, ``peer`` is the committee that it was sent to.
    """

    peer: str
    number: int
    kind: str
    body: Mapping[str, Any]
    sent_at: datetime
    personal: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.peer} #{self.number} {self.kind}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message was not applied; ``rule`` names the rule of the receiver's rulebook, where one refused."""

    code: str
    rule: str | None
    message: str
    message_zh: str

    def __str__(self) -> str:
        return f"{self.rule or self.code}: {self.message}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: applied, unless there is a refusal."""

    refusal: Refusal | None = None

    @property
    def state(self) -> str:
        """``APPLIED`` or ``REFUSED``."""
        return "APPLIED" if self.refusal is None else "REFUSED"

    def __str__(self) -> str:
        return "APPLIED" if self.refusal is None else f"REFUSED {self.refusal}"


APPLIED: Final = Outcome()


@dataclass(frozen=True, slots=True)
class Handler:
    """What a message of one kind sets in motion.

    ``apply`` runs at the receiver, in a transaction, as the system: ``act.input`` is the body, ``act.derive``,
    ``act.lock`` and ``act.write`` work, and messages written with ``act.write`` answer on the ledger back. It raises
    ShiziError to refuse. ``refused`` runs at the sender once the receiver's signed refusal is there; the delivery is
    what was sent.
    """

    kind: str
    apply: Callable[[Act, Delivery], Awaitable[None]]
    refused: Callable[[Act, Delivery, Refusal], Awaitable[None]] | None = None


async def nothing_more(_act: Act, _delivery: Delivery) -> None:
    """An ``apply`` for a message that only brings a copy."""


async def act_on(act: Act, record: RecordKind, id: str) -> Act:
    """The same act on one record of the committee, locked as ``act.record``. Raises NOT_FOUND."""
    records = await act.lock(record, [id])
    if id not in records:
        raise not_found(f"There is no record {id} here.", f"这里没有编号为 {id} 的记录。")
    return replace(act, id=id, records=records)


async def apply_delivery(
    connection: Connection, code: str, at: datetime, delivery: Delivery, handlers: Iterable[Handler]
) -> Outcome:
    """Take in a message at committee ``code``, in the caller's transaction: its copy and its effect, or nothing.

    Raises only what leaves it undecided: the caller rolls back, and the message comes again.
    """
    try:
        async with connection.transaction():
            refuse_unclean(delivery.body, "body")
            handler = _handler(handlers, delivery.kind)
            await copies.keep(connection, delivery.peer, delivery.body, delivery.number, at)
            await handler.apply(_act(connection, code, at, delivery), delivery)
    except ShiziError as error:
        return _refused(error)
    except UNREADABLE as error:
        log.warning("message does not fit", committee=code, message=str(delivery), error=repr(error))
        return _refused(_does_not_fit())
    except UNDECIDED:
        raise
    except Exception as error:
        log.error("message not understood", committee=code, message=str(delivery), exc_info=error)
        return _refused(_does_not_fit())
    return APPLIED


async def hear_refusal(
    connection: Connection, code: str, at: datetime, delivery: Delivery, refusal: Refusal, handlers: Iterable[Handler]
) -> None:
    """Tell the sender's handler that its message was refused, in the caller's transaction.

    A handler that fails leaves nothing behind and holds up nothing: the refusal stands and is logged.
    """
    handler = next((each for each in handlers if each.kind == delivery.kind), None)
    if handler is None or handler.refused is None:
        return
    try:
        async with connection.transaction():
            await handler.refused(_act(connection, code, at, delivery), delivery, refusal)
    except UNREADABLE as error:
        log.error("refusal not taken in", committee=code, message=str(delivery), exc_info=error)
    except UNDECIDED:
        raise
    except Exception as error:
        log.error("refusal not taken in", committee=code, message=str(delivery), exc_info=error)


def _handler(handlers: Iterable[Handler], kind: str) -> Handler:
    for handler in handlers:
        if handler.kind == kind:
            return handler
    raise bad_user_input(
        f"This committee's system knows no message of kind {kind!r}.", f"本政协的系统不认识类别为 {kind!r} 的告知。"
    )


def _act(connection: Connection, code: str, at: datetime, delivery: Delivery) -> Act:
    """The node at work on a message; no client is behind it, and what it derives is the system's."""
    viewer = Viewer(f"node:{delivery.peer}", delivery.peer, frozenset(SYSTEM), read_only=False, client=None)
    body = Input(delivery.body, "body")
    message = {"peer": delivery.peer, "kind": delivery.kind, "number": delivery.number}
    return Act(connection, code, viewer, delivery.kind, at, body, None, {}, tell=_nobody, message=message)


def _nobody(name: str, record: str) -> str:
    raise LookupError(f"a message is told no {name} of {record}")


def _refused(error: ShiziError) -> Outcome:
    rule = error.details.get("rule") if error.code is ErrorCode.RULE_REFUSED else None
    return Outcome(Refusal(error.code.value, None if rule is None else str(rule), error.message, error.message_zh))


def _does_not_fit() -> ShiziError:
    return bad_user_input("The message does not fit its kind.", "告知的内容与其类别不符。")
