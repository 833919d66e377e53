"""Expecting a refusal, and that it left nothing behind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from schema.errors import ErrorCode, ShiziError
from tests.services.commands.desk import Desk


class Refused:
    """The error, once it was raised."""

    error: ShiziError

    @property
    def rule(self) -> object:
        """The rule that refused."""
        return self.error.extensions.get("rule")

    @property
    def extensions(self) -> dict[str, Any]:
        """What the client gets with the message."""
        return self.error.extensions


@asynccontextmanager
async def refused(desk: Desk, code: ErrorCode, rule: str | None = None) -> AsyncIterator[Refused]:
    """Expect an error of this code, in both languages, of this rule if named; and that not one row was written."""
    before, seen = await desk.counts(), Refused()
    with pytest.raises(ShiziError) as raised:
        yield seen
    seen.error = raised.value
    assert raised.value.code is code
    assert raised.value.message
    assert any("\u4e00" <= character <= "\u9fff" for character in raised.value.message_zh)
    if rule is not None:
        assert seen.rule == rule
        assert seen.extensions["source"]
        assert seen.extensions["allowedWhen"]
        assert seen.extensions["allowedWhenZh"]
    assert await desk.counts() == before
