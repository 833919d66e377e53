"""Fixtures of the read tests: a committee to ask, and a database whose own order of text is not that of its bytes."""

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from deploy.local.placement import ServiceUser
from deploy.local.postgres import EmbeddedPostgres
from services.kit.clock import ManualClock
from services.kit.database import NodeDatabase
from services.kit.opening import open_node
from tests.services.conftest import CODE, SETTINGS, START
from tests.services.reads.asking import Asker

CHINESE = "zh_CN.utf8"


@pytest.fixture
def asker(node_db: NodeDatabase, clock: ManualClock) -> Asker:
    """Committee 440100, empty and sharing nothing."""
    return Asker(node_db, clock)


@pytest_asyncio.fixture
async def open_asker(asker: Asker) -> Asker:
    """Committee 440100, empty and sharing everything with everyone."""
    await asker.share_all()
    return asker


@dataclass(frozen=True)
class ForeignOrder:
    """A server, and how a database in it can be told to order text otherwise than by bytes."""

    server: EmbeddedPostgres
    options: str

    def __str__(self) -> str:
        return self.options


@pytest.fixture(scope="module")
def foreign_order(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForeignOrder]:
    """Chinese order where the system can compile its locale; else PostgreSQL's own Unicode rules."""
    home = Path(f"/tmp/shz-{tmp_path_factory.mktemp('o').name}-{id(tmp_path_factory):x}")
    home.mkdir(mode=0o755)
    compiled = _compile_locale(home / "locale")
    if compiled:
        options = f"LC_COLLATE '{CHINESE}' LC_CTYPE '{CHINESE}'"
    else:
        options = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'PG_UNICODE_FAST' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
    with pytest.MonkeyPatch.context() as patch:
        popen = ServiceUser.popen

        def with_locale(user: ServiceUser) -> dict[str, Any]:
            asked = popen(user)
            return {**asked, "env": {**asked["env"], "LOCPATH": str(home / "locale")}} if compiled else asked

        patch.setattr(ServiceUser, "popen", with_locale)
        try:
            with EmbeddedPostgres(home / "pg", settings=SETTINGS) as server:
                yield ForeignOrder(server, options)
        finally:
            shutil.rmtree(home)


def _compile_locale(folder: Path) -> bool:
    folder.mkdir(mode=0o755)
    program = shutil.which("localedef")
    if program is None:
        return False
    target = folder / CHINESE
    done = subprocess.run([program, "-i", "zh_CN", "-f", "UTF-8", target], capture_output=True, check=False)
    return done.returncode == 0


@pytest_asyncio.fixture
async def foreign_asker(foreign_order: ForeignOrder, tmp_path: Path) -> AsyncIterator[Asker]:
    """Committee 440100 in a database of foreign order, empty and sharing everything."""
    admin = await asyncpg.connect(foreign_order.server.dsn())
    try:
        await admin.execute("DROP DATABASE IF EXISTS foreign_order WITH (FORCE)")
        await admin.execute(f"CREATE DATABASE foreign_order TEMPLATE template0 ENCODING 'UTF8' {foreign_order}")
    finally:
        await admin.close()
    clock = ManualClock(START)
    database = await open_node(foreign_order.server.dsn("foreign_order"), CODE, home=tmp_path, clock=clock)
    try:
        asker = Asker(database, clock)
        await asker.share_all()
        yield asker
    finally:
        await database.close()
