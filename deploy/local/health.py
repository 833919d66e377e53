"""Is a port free, and does the process behind it serve: asked directly, without an HTTP library's start-up time."""

import asyncio
import contextlib
import socket
from collections.abc import Iterable

from deploy.local.errors import SupervisorError
from deploy.local.program import Program

POLL_S = 0.05


def require_free_ports(programs: Iterable[Program]) -> None:
    """Raises SupervisorError that names the variable to change."""
    for program in programs:
        if program.port > 65535:
            raise SupervisorError(
                f"{program.variable} leaves no port for {program.title}.",
                f"{program.variable} 没有给 {program.title} 留下端口。",
            )
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", program.port))
            except OSError as error:
                raise SupervisorError(
                    f"Port {program.port} ({program.title}) cannot be used: {error.strerror}. "
                    f"Choose another by {program.variable}.",
                    f"端口 {program.port}（{program.title}）无法使用：{error.strerror}。请用 {program.variable} 另选。",
                ) from error


async def serves(port: int, path: str) -> bool:
    """Whether the path answers 200 now."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        status = await asyncio.wait_for(reader.readline(), 5.0)
        return status.split(b" ")[1:2] == [b"200"]
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
