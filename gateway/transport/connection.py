"""One HTTP/1.1 connection: writes a request, parses its answer with httptools, and says when it is free again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Protocol, cast

import httptools

from gateway.transport.endpoint import Answer, Broken

MAX_HEAD = 64 * 1024


@dataclass(slots=True, eq=False)
class Exchange:
    """One request on its way: the bytes, the future that waits, and how far it got."""

    future: asyncio.Future[Answer | Broken]
    payload: bytes
    repeatable: bool
    timeout_s: float
    timer: asyncio.TimerHandle | None = None
    connection: Connection | None = None
    sent: bool = False
    repeated: bool = False

    def arm(self) -> None:
        """Start the clock, and watch for a caller that gives up."""
        self.timer = self.future.get_loop().call_later(self.timeout_s, self._expire)
        self.future.add_done_callback(self._done)

    def finish(self, result: Answer | Broken) -> None:
        if not self.future.done():
            self.future.set_result(result)

    def _expire(self) -> None:
        ms = round(self.timeout_s * 1000)
        if self.sent:
            broken = Broken(f"no answer within {ms} ms", f"{ms} 毫秒内没有答复", sent=True, timed_out=True)
        else:
            broken = Broken(
                f"no free connection within {ms} ms", f"{ms} 毫秒内没有可用连接", sent=False, timed_out=True
            )
        self.finish(broken)
        self._give_up()

    def _done(self, future: asyncio.Future[Answer | Broken]) -> None:
        if self.timer is not None:
            self.timer.cancel()
        if future.cancelled():
            self._give_up()

    def _give_up(self) -> None:
        if self.connection is not None:
            self.connection.abort()


class Owner(Protocol):
    """The pool, as its connections see it."""

    def released(self, connection: Connection) -> None:
        """The answer is complete and the connection can take another request."""

    def lost(self, connection: Connection) -> None:
        """The connection is closed."""

    def again(self, exchange: Exchange) -> None:
        """A kept connection was dead before any byte came: send on a new one."""


class Connection(asyncio.Protocol):
    """Carries one exchange at a time."""

    __slots__ = (
        *("idle_since", "_owner", "_max_answer", "_parser", "_exchange", "_transport", "_served", "_closing"),
        *("_parts", "_size", "_fed", "_length", "_chunked", "_headers_done", "_type", "_answer", "_last"),
    )

    def __init__(self, owner: Owner, max_answer: int) -> None:
        self._owner, self._max_answer = owner, max_answer
        self._parser = httptools.HttpResponseParser(self)
        self._exchange: Exchange | None = None
        self._transport: asyncio.Transport | None = None
        self._served, self._closing, self.idle_since = 0, False, 0.0
        self._reset()

    def _reset(self) -> None:
        self._parts: list[bytes] = []
        self._size = self._fed = 0
        self._length: int | None = None
        self._chunked = self._headers_done = self._last = False
        self._answer: Answer | None = None
        self._type = ""

    # --- the pool's side

    def start(self, exchange: Exchange) -> None:
        """Write the request; the connection must be free."""
        self._reset()
        self._exchange, exchange.connection, exchange.sent = exchange, self, True
        cast(asyncio.Transport, self._transport).write(exchange.payload)

    @property
    def usable(self) -> bool:
        return not self._closing and self._transport is not None and not self._transport.is_closing()

    def abort(self) -> None:
        self._closing = True
        if self._transport is not None:
            self._transport.abort()

    # --- asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        if self._exchange is None or self._closing:
            self.abort()
            return
        self._fed += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as error:
            self._last = True
            if self._answer is None:
                self._fail(f"the answer is not HTTP: {error}", f"答复不是 HTTP：{error}")
                return
        if not self.usable:
            return
        if self._answer is not None:
            self._deliver(self._exchange, self._answer)
        elif not self._headers_done and self._fed > MAX_HEAD:
            self._fail(f"the answer's head exceeds {MAX_HEAD} bytes", f"答复头超过 {MAX_HEAD} 字节")

    def _deliver(self, exchange: Exchange, answer: Answer) -> None:
        """Hand the answer over; bytes beyond its end would be taken for the next answer, so such a connection goes."""
        self._exchange = exchange.connection = None
        exchange.finish(answer)
        self._served += 1
        if self._last:
            self.abort()
        else:
            self._owner.released(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._closing = True
        exchange, self._exchange = self._exchange, None
        if exchange is not None:
            exchange.connection = None
            self._close_exchange(exchange, exc)
        self._owner.lost(self)

    def _close_exchange(self, exchange: Exchange, exc: Exception | None) -> None:
        stale = self._served > 0 and self._fed == 0
        if exc is None and self._headers_done and self._length is None and not self._chunked:
            exchange.finish(self._received())  # an answer without a length ends with the connection
        elif stale and exchange.repeatable and not exchange.repeated and not exchange.future.done():
            exchange.repeated, exchange.sent = True, False
            self._owner.again(exchange)
        elif self._fed:
            exchange.finish(Broken("the connection broke within the answer", "连接在答复中途断开", sent=True))
        else:
            exchange.finish(Broken("the connection closed without an answer", "连接未答复即关闭", sent=True))

    # --- the parser's side

    def on_header(self, name: bytes, value: bytes) -> None:
        key = name.lower()
        if key == b"content-length":
            self._length = int(value)
        elif key == b"transfer-encoding":
            self._chunked = b"chunked" in value.lower()
        elif key == b"content-type":
            self._type = value.decode("latin-1").partition(";")[0].strip().lower()

    def on_headers_complete(self) -> None:
        if self._parser.get_status_code() >= 200:
            self._headers_done = True
            if self._length is not None and self._length > self._max_answer:
                self._too_large()

    def on_body(self, body: bytes) -> None:
        if self._answer is not None:
            return
        self._size += len(body)
        if self._size > self._max_answer:
            self._too_large()
        else:
            self._parts.append(body)

    def on_message_begin(self) -> None:
        self._last = self._last or self._answer is not None

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < 200:  # 100 Continue, 103 Early Hints: the answer is still to come
            self._length, self._chunked, self._type = None, False, ""
        elif self._answer is None:
            self._last = not self._parser.should_keep_alive()  # the parser knows it only at this point
            self._answer = self._received()

    def _received(self) -> Answer:
        parts = self._parts
        return Answer(self._parser.get_status_code(), self._type, parts[0] if len(parts) == 1 else b"".join(parts))

    def _too_large(self) -> None:
        self._fail(f"the answer exceeds {self._max_answer} bytes", f"答复超过 {self._max_answer} 字节")

    def _fail(self, reason: str, reason_zh: str) -> None:
        if self._exchange is not None:
            self._exchange.finish(Broken(reason, reason_zh, sent=True))
        self.abort()
