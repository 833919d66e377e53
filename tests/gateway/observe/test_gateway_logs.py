"""Log lines: JSON, from both logging interfaces, and never with a token."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from gateway.observe.logs import STRUCK, configure, strike_secrets

TOKEN = "eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl"


@pytest.fixture
def written() -> Iterator[io.BytesIO]:
    root, stream = logging.getLogger(), io.BytesIO()
    handlers, level = root.handlers[:], root.level
    configure(stream=stream)
    try:
        yield stream
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.reset_defaults()


@pytest.mark.parametrize("text", [f"Bearer {TOKEN}", f"a: bearer {TOKEN}", f"got {TOKEN}!", "Bearer opaque"])
def test_strikes_out_tokens(text: str) -> None:
    event = strike_secrets(None, "", {"event": "x", "detail": text})
    assert STRUCK in event["detail"]
    assert TOKEN not in event["detail"]
    assert "opaque" not in event["detail"]


def test_leaves_other_text_alone() -> None:
    assert strike_secrets(None, "", {"event": "node unreachable", "ms": 3}) == {"event": "node unreachable", "ms": 3}


def test_writes_one_json_object_a_line(written: io.BytesIO) -> None:
    structlog.get_logger("gateway.test").info("起动", port=4000)
    try:
        raise RuntimeError(f"with Bearer {TOKEN}")
    except RuntimeError:
        logging.getLogger("uvicorn.error").exception("failed %s", "badly")
    first, second = (json.loads(line) for line in written.getvalue().splitlines())
    assert (first["event"], first["level"], first["port"]) == ("起动", "info", 4000)
    assert (second["event"], second["logger"]) == ("failed badly", "uvicorn.error")
    assert "RuntimeError" in second["exception"]
    assert TOKEN not in second["exception"]
