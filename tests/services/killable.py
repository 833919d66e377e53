"""Processes that are meant to be killed with -9 at work.

All are forked from one process that imported what they need: else the imports of each would take more than its work."""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_FORKED = multiprocessing.get_context("forkserver")
_FORKED.set_forkserver_preload(["tests.services.commands.command_process", "tests.services.kit.sequencer_process"])


@asynccontextmanager
async def killable(work: Callable[..., None], *arguments: Any) -> AsyncIterator[Connection]:
    """A process at ``work(says, *arguments)``; what it says can be received here. Killed at the end."""
    heard, says = _FORKED.Pipe(duplex=False)
    process = _FORKED.Process(target=work, args=(says, *arguments))
    await asyncio.to_thread(process.start)
    says.close()
    try:
        yield heard
    finally:
        process.kill()
        await asyncio.to_thread(process.join)
        process.close()
        heard.close()


async def hear(heard: Connection) -> Any:
    """The next thing that the process says; EOFError when it ended."""
    return await asyncio.to_thread(heard.recv)
