"""Asking a peer's node over HTTP: the four fields of the exchange, with bounds on time and size."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import orjson

from schema.ledger import LedgerError, Receipt
from services.exchange.inbox import MOST

TIMEOUT_S: Final = 30.0
LARGEST_ANSWER: Final = 4 << 20
JSON: Final = {"content-type": "application/json"}

_FAULT: Final = "fault { code message messageZh index expected }"
DELIVER: Final = f"""mutation($to: NodeCode!, $entries: [String!]!) {{
  deliverLedger(committee: $to, entries: $entries) {{ receipts {_FAULT} }} }}"""
RECEIPTS: Final = f"""mutation($to: NodeCode!, $receipts: [String!]!) {{
  deliverReceipts(committee: $to, receipts: $receipts) {{ taken {_FAULT} }} }}"""
PULL: Final = """query($to: NodeCode!, $request: String!) {
  pullLedger(committee: $to, request: $request) { entries receipts more held receipted behind } }"""


class PeerError(Exception):
    """A peer's node could not be asked, or did not answer as it should; ``garbage`` when it answered nonsense."""

    def __init__(self, zh: str, en: str, *, garbage: bool = False) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en
        self.garbage = garbage


@dataclass(frozen=True, slots=True)
class PeerFault:
    """Why a peer did not accept a line; ``expected`` is the number it waits for after a gap."""

    code: str
    message: str
    message_zh: str
    expected: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a ledger as a peer gave it; nothing of it is verified."""

    entries: tuple[str, ...]
    receipts: tuple[str, ...]
    more: bool
    held: Receipt | None
    receipted: int
    behind: int | None


class HttpPost:
    """Posts to one endpoint after another over one session, from :meth:`open` to :meth:`close`."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        """Make the session, in the running loop."""
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT_S))

    async def close(self) -> None:
        """Close it and its connections."""
        if self._session is not None:
            await self._session.close()

    async def __call__(self, endpoint: str, body: bytes) -> bytes:
        """The response's body, one byte more than may be where it is too large. Raises PeerError."""
        assert self._session is not None, "open it first"
        data = b""
        try:
            async with self._session.post(endpoint, data=body, headers=JSON, allow_redirects=False) as response:
                async for chunk in response.content.iter_chunked(1 << 16):
                    data += chunk
                    if len(data) > LARGEST_ANSWER:
                        break
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise PeerError("无法连接对方节点。", f"It cannot be reached: {error!r}") from error
        return data


@dataclass(frozen=True, slots=True)
class PeerClient:
    """Asks peers' nodes; ``post`` carries a request body to an endpoint and gives what came back."""

    post: Callable[[str, bytes], Awaitable[bytes]]

    async def deliver(self, endpoint: str, to: str, lines: Sequence[str]) -> tuple[list[str], PeerFault | None]:
        """Deliver entries; the receipts, and why the next one was not accepted. Raises PeerError."""
        answer = await self._ask(endpoint, DELIVER, "deliverLedger", to=to, entries=list(lines))
        return _texts(answer["receipts"], len(lines)), _fault(answer["fault"])

    async def return_receipts(self, endpoint: str, to: str, lines: Sequence[str]) -> PeerFault | None:
        """Deliver receipts for entries that were pulled. Raises PeerError."""
        answer = await self._ask(endpoint, RECEIPTS, "deliverReceipts", to=to, receipts=list(lines))
        return _fault(answer["fault"])

    async def pull(self, endpoint: str, to: str, request: str) -> Page:
        """A page of a ledger. Raises PeerError."""
        answer = await self._ask(endpoint, PULL, "pullLedger", to=to, request=request)
        held, receipted, behind = answer["held"], answer["receipted"], answer["behind"]
        try:
            receipt = None if held is None else Receipt.parse(held)
        except (LedgerError, AttributeError) as error:
            raise _nonsense(f"its receipt cannot be read: {error}") from error
        if (
            not (behind is None or isinstance(behind, int))
            or not isinstance(receipted, int)
            or not isinstance(answer["more"], bool)
        ):
            raise _nonsense("a page of the wrong form")
        entries, receipts = _texts(answer["entries"], MOST), _texts(answer["receipts"], MOST)
        return Page(tuple(entries), tuple(receipts), answer["more"], receipt, receipted, behind)

    async def _ask(self, endpoint: str, query: str, field: str, **variables: object) -> Any:
        body = orjson.dumps({"query": query, "variables": variables})
        return _answer(await self.post(endpoint, body), field)


def _answer(data: bytes, field: str) -> Any:
    """The field's answer. Raises PeerError."""
    if len(data) > LARGEST_ANSWER:
        raise _nonsense(f"more than {LARGEST_ANSWER} bytes")
    try:
        answer = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise _nonsense("no JSON") from error
    if not isinstance(answer, Mapping):
        raise _nonsense("no GraphQL answer")
    found = (answer.get("data") or {}).get(field) if isinstance(answer.get("data"), Mapping | None) else None
    if isinstance(found, Mapping):
        return found
    errors = answer.get("errors")
    if not isinstance(errors, list) or not errors or not isinstance(errors[0], Mapping):
        raise _nonsense("neither data nor errors")
    message = str(errors[0].get("message"))[:500]
    raise PeerError(f"对方节点答复：{message}", f"It answers: {message}")


def _texts(value: object, most: int) -> list[str]:
    if not isinstance(value, list) or len(value) > most or not all(isinstance(each, str) for each in value):
        raise _nonsense("lines of the wrong form")
    return value


def _fault(value: object) -> PeerFault | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise _nonsense("a fault of the wrong form")
    expected = value.get("expected")
    number = expected if isinstance(expected, int) and not isinstance(expected, bool) and expected > 0 else None
    return PeerFault(str(value.get("code")), str(value.get("message")), str(value.get("messageZh")), number)


def _nonsense(what: str) -> PeerError:
    return PeerError("对方节点的答复无法理解。", f"Its answer makes no sense: {what}.", garbage=True)
