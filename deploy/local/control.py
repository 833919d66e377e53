"""The supervisor's control socket in the home: one line of JSON asks, one line answers."""

import asyncio
import contextlib
import fcntl
import json
import os
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO, Any

from deploy.local.errors import SupervisorError
from deploy.local.settings import LocalSettings

SOCKET = "control.sock"
Message = dict[str, Any]
Handler = Callable[[Message], Awaitable[Message]]


def lock_home(settings: LocalSettings) -> IO[bytes] | None:
    """The home's lock, held until it is closed or its process dies; None when a supervisor holds it already."""
    settings.run.mkdir(parents=True, exist_ok=True)
    lock = (settings.run / "lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def bind(settings: LocalSettings) -> socket.socket:
    """A listening socket; the caller holds the home's lock, so one that lies there is stale. Bound by its name alone
    from within the folder, because the path of a socket holds 107 bytes and that of a home may be longer."""
    (settings.run / SOCKET).unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with _inside(settings.run):
        mask = os.umask(0o177)
        try:
            listening.bind(SOCKET)
        finally:
            os.umask(mask)
    listening.listen()
    listening.setblocking(False)
    return listening


async def serve(listening: socket.socket, handler: Handler) -> asyncio.Server:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, ValueError):
            reply = await handler(json.loads(await reader.readline()))
            writer.write(json.dumps(reply).encode() + b"\n")
            await writer.drain()
        writer.close()

    return await asyncio.start_unix_server(answer, sock=listening)


def ask(settings: LocalSettings, message: Message, *, timeout_s: float = 120.0) -> Message:
    """One question to the supervisor of this home. Raises SupervisorError when none runs or it does not answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(timeout_s)
        try:
            with _inside(settings.run):
                connection.connect(SOCKET)
            connection.sendall(json.dumps(message).encode() + b"\n")
            with connection.makefile("rb") as answers:
                line = answers.readline()
        except (FileNotFoundError, ConnectionError):
            line = b""
        except TimeoutError:
            raise SupervisorError(
                f"The supervisor of {settings.home} does not answer.", f"{settings.home} 的管理进程没有回应。"
            ) from None
    if not line:
        raise SupervisorError(
            f"Nothing runs in {settings.home}; start it with: make up", f"{settings.home} 没有在运行；请执行 make up"
        )
    reply: Message = json.loads(line)
    return reply


def order(settings: LocalSettings, message: Message) -> Message:
    """Like `ask`, for what can be refused. Raises SupervisorError with the supervisor's reason."""
    reply = ask(settings, message)
    if not reply["ok"]:
        raise SupervisorError(reply["message"], reply["messageZh"])
    return reply


def wait_unlocked(settings: LocalSettings) -> None:
    """Returns when no supervisor holds the home any more."""
    with (settings.run / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)


def _inside(folder: Path) -> contextlib.AbstractContextManager[None]:
    return contextlib.chdir(folder)
