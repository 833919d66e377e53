"""The graphql-transport-ws protocol: operations over one WebSocket, each with an id, queries and mutations alike.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md names the messages and the close codes.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
import structlog
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from gateway.context import Viewer
from gateway.engine import Engine, GraphQLRequest, Outcome, refusal
from gateway.http.admission import Admission, trace_id
from gateway.http.parameters import from_mapping, holds_nul
from gateway.limits import nul_character
from schema.errors import ErrorCode, ShiziError

PROTOCOL: Final = "graphql-transport-ws"
INIT_TIMEOUT_S: Final = 3.0
MAX_OPERATIONS: Final = 64

BAD_REQUEST: Final = 4400
UNAUTHORIZED: Final = 4401
FORBIDDEN: Final = 4403
INIT_TIMEOUT: Final = 4408
SUBPROTOCOL: Final = 4406
SUBSCRIBER_EXISTS: Final = 4409
TOO_MANY_INITS: Final = 4429

_log = structlog.get_logger(__name__)


class ProtocolError(Exception):
    """The client broke the protocol; the socket closes with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class WebSocketEndpoint:
    """Serves sockets on one path. `origins` are the sites whose pages may connect, besides the gateway's own."""

    def __init__(self, engine: Engine, admission: Admission, origins: tuple[str, ...]) -> None:
        self._engine, self._admission, self._origins = engine, admission, origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        if not self._welcome(socket):
            await socket.close(code=1008)  # before accept: the handshake is answered with 403
            return
        if PROTOCOL not in socket.scope.get("subprotocols", ()):
            await socket.accept()
            await socket.close(SUBPROTOCOL, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        await Conversation(socket, self._engine, self._admission).run()

    def _welcome(self, socket: WebSocket) -> bool:
        origin = socket.headers.get("origin")
        if origin is None or "*" in self._origins or origin in self._origins:
            return True
        return urlsplit(origin).netloc == socket.headers.get("host")


class Conversation:
    """One accepted socket."""

    def __init__(self, socket: WebSocket, engine: Engine, admission: Admission) -> None:
        self._socket, self._engine, self._admission = socket, engine, admission
        self._viewer: Viewer | None = None
        self._operations: dict[str, asyncio.Task[None]] = {}

    async def run(self) -> None:
        try:
            await self._converse()
        except ProtocolError as error:
            await self._close(error.code, error.reason)
        except WebSocketDisconnect:
            pass
        finally:
            for task in tuple(self._operations.values()):
                task.cancel()
            await asyncio.gather(*self._operations.values(), return_exceptions=True)

    async def _converse(self) -> None:
        deadline = asyncio.get_running_loop().time() + INIT_TIMEOUT_S
        while True:
            try:
                async with asyncio.timeout_at(deadline if self._viewer is None else None):
                    message = await self._receive()
            except TimeoutError:
                raise ProtocolError(INIT_TIMEOUT, "Connection initialisation timeout") from None
            await self._handle(message)

    async def _receive(self) -> dict[str, Any]:
        event = await self._socket.receive()
        if event["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(event.get("code", 1005))
        text = event.get("text")
        try:
            message = orjson.loads(text) if text is not None else None
        except orjson.JSONDecodeError:
            message = None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise ProtocolError(BAD_REQUEST, "Invalid message received")
        return message

    async def _handle(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "connection_init":
            await self._init(_payload(message))
        elif kind == "ping":
            await self._send({"type": "pong"} | ({"payload": message["payload"]} if _payload(message) else {}))
        elif kind == "subscribe":
            self._subscribe(_id(message), message.get("payload"))
        elif kind == "complete":
            self._stop(_id(message))
        elif kind != "pong":
            raise ProtocolError(BAD_REQUEST, "Invalid message received")

    async def _init(self, payload: dict[str, Any]) -> None:
        if self._viewer is not None:
            raise ProtocolError(TOO_MANY_INITS, "Too many initialisation requests")
        given = next((value for key, value in payload.items() if key.lower() == "authorization"), None)
        if given is not None and not isinstance(given, str):
            raise ProtocolError(FORBIDDEN, "Forbidden")
        try:
            self._viewer = self._admission.viewer(given or self._socket.headers.get("authorization"))
        except ShiziError as error:
            raise ProtocolError(FORBIDDEN, f"Forbidden: {error.message}") from None
        await self._send({"type": "connection_ack"})

    def _subscribe(self, operation_id: str, payload: object) -> None:
        viewer = self._viewer
        if viewer is None:
            raise ProtocolError(UNAUTHORIZED, "Unauthorized")
        if operation_id in self._operations:
            raise ProtocolError(SUBSCRIBER_EXISTS, f"Subscriber for {operation_id} already exists"[:123])
        if not isinstance(payload, dict):
            raise ProtocolError(BAD_REQUEST, "Invalid message received")
        task = asyncio.create_task(self._operate(operation_id, payload, viewer))
        self._operations[operation_id] = task

    def _stop(self, operation_id: str) -> None:
        """The client wants no answer any more. A mutation under way goes on at its node, as it would over HTTP."""
        task = self._operations.pop(operation_id, None)
        if task is not None:
            task.cancel()

    async def _operate(self, operation_id: str, payload: dict[str, Any], viewer: Viewer) -> None:
        outcome = await self._answer(payload, viewer)
        message_type = b"next" if outcome.rejected is None else b"error"
        body = outcome.body if outcome.rejected is None else orjson.dumps(orjson.loads(outcome.body)["errors"])
        name = orjson.dumps(operation_id)
        self._operations.pop(operation_id, None)
        try:
            await self._text(b'{"id":%b,"type":"%b","payload":%b}' % (name, message_type, body))
            if outcome.rejected is None:
                await self._text(b'{"id":%b,"type":"complete"}' % name)
        except (WebSocketDisconnect, RuntimeError):
            return  # the client left while its answer was on the way

    async def _answer(self, payload: dict[str, Any], viewer: Viewer) -> Outcome:
        trace = trace_id(None)
        try:
            if len(self._operations) > MAX_OPERATIONS:
                raise _too_many()
            if holds_nul(payload):
                raise nul_character()
            request: GraphQLRequest = from_mapping(payload)
            self._admission.still_valid(viewer)
        except ShiziError as error:
            return refusal(error)
        address = self._socket.client.host if self._socket.client else ""
        outcome = await self._engine.answer(request, self._admission.context(viewer, address, trace))
        _log.info("operation", trace_id=trace, codes=list(outcome.codes))
        return outcome

    async def _send(self, message: dict[str, Any]) -> None:
        await self._text(orjson.dumps(message))

    async def _text(self, data: bytes) -> None:
        await self._socket.send_text(data.decode())

    async def _close(self, code: int, reason: str) -> None:
        try:
            await self._socket.close(code, reason.encode()[:123].decode(errors="ignore"))
        except (WebSocketDisconnect, RuntimeError):
            return  # closed already


def _id(message: dict[str, Any]) -> str:
    value = message.get("id")
    if not isinstance(value, str) or not value:
        raise ProtocolError(BAD_REQUEST, "Invalid message received")
    return value


def _payload(message: dict[str, Any]) -> dict[str, Any]:
    value = message.get("payload")
    if value is not None and not isinstance(value, dict):
        raise ProtocolError(BAD_REQUEST, "Invalid message received")
    return value or {}


def _too_many() -> ShiziError:
    return ShiziError(
        ErrorCode.RATE_LIMITED,
        f"At most {MAX_OPERATIONS} operations may run on one connection.",
        f"每个连接最多同时运行 {MAX_OPERATIONS} 个操作。",
    )
