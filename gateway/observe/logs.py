"""Log lines as JSON on standard error, with anything that looks like a token struck out.

Our own events are written directly; records of the standard library (the web server's) pass through the same chain.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, BinaryIO

import orjson
import structlog

SECRET = re.compile(r"(?i:bearer)\s+\S+|\bey[\w-]{8,}\.[\w-]+\.[\w-]*")
STRUCK = "[secret]"


def configure(level: str = "INFO", stream: BinaryIO | None = None) -> None:
    """Set both interfaces up for this process; the stream is standard error by default."""
    stream = stream or sys.stderr.buffer
    chain: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        strike_secrets,
    ]
    structlog.configure(
        processors=[*chain, structlog.processors.JSONRenderer(serializer=_json)],
        logger_factory=structlog.BytesLoggerFactory(stream),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name, *chain],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(serializer=lambda event, **_: _json(event).decode()),
        ],
    )
    root = logging.getLogger()
    root.handlers[:] = [_Lines(stream, formatter)]
    root.setLevel(level)


class _Lines(logging.Handler):
    """Writes the standard library's records to a byte stream, line by line."""

    def __init__(self, stream: BinaryIO, formatter: logging.Formatter) -> None:
        super().__init__()
        self._stream = stream
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        self._stream.write(self.format(record).encode() + b"\n")
        self._stream.flush()


def strike_secrets(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A processor: no value may carry a token, whatever text it came in with."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = SECRET.sub(STRUCK, value)
    return event


def _json(event: Any, **_: Any) -> bytes:
    return orjson.dumps(event, default=str)
