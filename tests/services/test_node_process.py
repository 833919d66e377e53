"""A node as a process of its own: it starts from nothing, answers over a socket, and ends cleanly when told to."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import asyncpg

from services.node import create_app
from services.settings import NodeSettings
from tests.services.node_client import NodeClient, gateway_key
from tests.system import ROOT

PROGRAM = """
import asyncio, sys
from services.node import serve
from services.settings import from_environment
asyncio.run(serve(from_environment(sys.argv[1:])))
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def started(dsn: str, home: Path, port: int) -> asyncio.subprocess.Process:
    """A node of 440100 that has said on standard error that it listens."""
    environment = {**os.environ, "SHIZI_DATABASE_URL": dsn, "SHIZI_HOME": str(home), "SHIZI_NODE_PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, "440100", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    async for line in process.stderr:
        if b"Uvicorn running" in line:
            return process
    raise AssertionError("the node ended before it listened")


async def test_it_starts_answers_and_ends(database_dsn: str, tmp_path: Path) -> None:
    gateway_key(tmp_path)
    port = free_port()
    for _ in range(2):  # the second time over what the first one left
        process = await started(database_dsn, tmp_path, port)
        try:
            async with (
                aiohttp.ClientSession() as session,
                session.post(f"http://127.0.0.1:{port}/graphql", json={"query": "{ committees { code } }"}) as answered,
            ):
                assert await answered.json() == {"data": {"committees": [{"code": "440100"}]}}
        finally:
            process.send_signal(signal.SIGTERM)
        _, log = await process.communicate()
        assert process.returncode == 0
        assert b"Traceback" not in log
    admin = await asyncpg.connect(database_dsn)
    try:
        left = "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'shizi 440100%'"
        assert await admin.fetchval(left) == 0
    finally:
        await admin.close()


async def test_it_does_not_start_without_the_gateways_keys(database_dsn: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SHIZI_DATABASE_URL": database_dsn,
        "SHIZI_HOME": str(tmp_path),
        "SHIZI_NODE_PORT": "0",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, "440100", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, log = await process.communicate()
    assert process.returncode == 3
    assert b"gateway.pub.jwks" in log


async def test_a_read_that_takes_too_long_is_given_up(database_dsn: str, tmp_path: Path) -> None:
    key = gateway_key(tmp_path)
    app = create_app(NodeSettings(("440100",), database_dsn, tmp_path, read_timeout_s=0.2))
    async with app.router.lifespan_context(app):
        client = NodeClient(app, key)
        query = "{ filings { totalCount } }"
        admin = await asyncpg.connect(database_dsn)
        try:
            async with admin.transaction():
                await admin.execute("LOCK TABLE node_440100.filing IN ACCESS EXCLUSIVE MODE")
                assert (await client.ask(query, client.assertion())).code == "TIMEOUT"
        finally:
            await admin.close()
        assert (await client.ask(query, client.assertion())).json == {"data": {"filings": {"totalCount": 0}}}
