"""`shizi up`: from nothing to eight committees behind one address, told step by step; then until Ctrl-C."""

import asyncio
import os
import shlex
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

from deploy.local import control
from deploy.local.committees import COMMITTEES
from deploy.local.database import ensure_database
from deploy.local.errors import SupervisorError
from deploy.local.health import require_free_ports
from deploy.local.introductions import write_introductions
from deploy.local.membership import write_membership
from deploy.local.nursery import Nursery, nursery
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.program import Child, Program, end_strays
from deploy.local.progress import Progress
from deploy.local.settings import LocalSettings
from deploy.local.supervisor import Supervisor
from deploy.web import WEB, WebBuildError, ensure_built

DATABASE = "shizi"
GATEWAY = "gateway"


def up(settings: LocalSettings, progress: Progress, environment: Mapping[str, str] = os.environ) -> int:
    """Starts everything and runs until it is stopped; where it runs already, prints its addresses. The exit code.

    Raises LocalError when something stands in the way."""
    settings.home.mkdir(parents=True, exist_ok=True)
    lock = control.lock_home(settings)
    if lock is None:
        return _runs_already(settings, progress)
    with lock, control.bind(settings) as listening, _stoppable():
        settings.logs.mkdir(exist_ok=True)
        end_strays(settings)
        nodes = list(_nodes(settings))
        programs = [*nodes, _gateway(settings)]
        require_free_ports(programs)
        _build_page(progress)
        with nursery(settings, nodes, environment) as bed, _database(settings, progress) as (dsn, server):
            environment = {**environment, "SHIZI_DATABASE_URL": dsn}
            supervisor = Supervisor(
                settings,
                programs,
                environment=environment,
                progress=progress,
                restart_hint=lambda name: shizi_command(settings, "start", name),
                database=server,
            )
            asyncio.run(_Launch(settings, progress, environment, supervisor, bed).run(listening))
    progress.step("stopped", "已停止")
    return 0


class _Launch:
    """The steps from a database server to a gateway that answers."""

    def __init__(
        self,
        settings: LocalSettings,
        progress: Progress,
        environment: Mapping[str, str],
        supervisor: Supervisor,
        bed: Nursery,
    ) -> None:
        self._settings = settings
        self._progress = progress
        self._environment = environment
        self._supervisor = supervisor
        self._nursery = bed

    async def run(self, listening: socket.socket) -> None:
        await self._supervisor.run(listening, self._steps)

    async def _steps(self) -> None:
        identity = await ensure_database(self._environment["SHIZI_DATABASE_URL"])
        self._progress.step("database ready", "数据库就绪")
        write_membership(self._settings)
        write_introductions(self._settings)
        self._progress.step("keys and gateway.toml written", "密钥和 gateway.toml 就绪")
        forked = await self._nursery.fork(self._environment)
        await self._supervisor.start([committee.code for committee in COMMITTEES], forked)
        self._progress.step(f"{len(COMMITTEES)} committees serve", f"{len(COMMITTEES)} 个节点已启动")
        await asyncio.gather(self._start_gateway(), self._seed(identity))
        await self._supervisor.until_serving(GATEWAY, "/readyz")
        self._progress.step("ready", "已就绪")
        print_addresses(self._settings, self._progress)

    async def _start_gateway(self) -> None:
        """After the committees, so that its first look at them finds them all."""
        await self._supervisor.start([GATEWAY])
        self._progress.step("gateway serves", "网关已启动")

    async def _seed(self, identity: str) -> None:
        """The facts, once for each database: the marker says which one has them."""
        marker = self._settings.seeded
        if marker.exists() and marker.read_text().strip() == identity:
            return
        marker.unlink(missing_ok=True)
        program = Program("seed", "seed", 0, "", _shizi("seed", "--home", str(self._settings.home)), "")
        child = Child(program, self._settings, self._environment)
        if await self._supervisor.finish(child):
            raise SupervisorError(
                f"The facts could not be loaded; the end of {child.log}:\n{child.log_tail()}",
                f"事实数据未能载入；日志 {child.log} 的末尾见下。",
            )
        marker.write_text(f"{identity}\n")
        self._progress.step("facts loaded", "事实数据已载入")


def _build_page(progress: Progress) -> None:
    """GraphiQL, when its sources changed. Without a Node everything else still works, so that is only said."""
    if not (WEB / "package.json").exists():
        return
    try:
        ensure_built(progress.line)
    except WebBuildError as problem:
        progress.step(f"no GraphiQL page: {problem}", "GraphiQL 页面未能构建，其余照常")
    else:
        progress.step("page ready", "页面就绪")


@contextmanager
def _database(settings: LocalSettings, progress: Progress) -> Iterator[tuple[str, EmbeddedPostgres | None]]:
    """The administrator's address, and the server if it is ours to run."""
    if settings.database_url is not None:
        yield settings.database_url, None
        return
    with EmbeddedPostgres(settings.home, report=progress.step) as server:
        progress.step("embedded PostgreSQL started", "内嵌 PostgreSQL 已启动")
        yield server.dsn(DATABASE), server


def _nodes(settings: LocalSettings) -> Iterator[Program]:
    for committee in COMMITTEES:
        port = committee.port(settings)
        arguments = ("--committee", committee.code, "--port", str(port), "--home", str(settings.home))
        title = f"{committee.code} {committee.division.name}"
        yield Program(committee.code, title, port, "SHIZI_NODE_PORT", _shizi("node", *arguments), "/readyz")


def _gateway(settings: LocalSettings) -> Program:
    arguments = ("--port", str(settings.gateway_port), "--home", str(settings.home))
    return Program(
        GATEWAY, "gateway 网关", settings.gateway_port, "SHIZI_GATEWAY_PORT", _shizi("gateway", *arguments), "/healthz"
    )


def _shizi(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "deploy.cli", *arguments)


def shizi_command(settings: LocalSettings, *arguments: str) -> str:
    """What a person types to say this to the installation in this home."""
    script = Path(sys.prefix) / "bin" / "shizi"
    script = script.relative_to(Path.cwd()) if script.is_relative_to(Path.cwd()) else script
    home = f"SHIZI_HOME={shlex.quote(str(settings.home))} " if os.environ.get("SHIZI_HOME") else ""
    return f"{home}{shlex.quote(str(script))} {shlex.join(arguments)}"


def print_addresses(settings: LocalSettings, progress: Progress) -> None:
    progress.line()
    progress.line(f"  GraphQL, GraphiQL  {settings.gateway_url}/graphql")
    for committee in COMMITTEES:
        progress.line(
            f"  {committee.code} {committee.division.name:\u3000<5}  http://127.0.0.1:{committee.port(settings)}/graphql"
        )
    progress.line()
    if settings.dev_issuer:
        token = shizi_command(settings, "token", "--committee", "440100", "--role", "staff", "--subject", "clerk-1")
        progress.line("  开发签发已开启（SHIZI_DEV_ISSUER=1）：能读取本目录密钥的人都能签发令牌，不可用于正式环境。")
        progress.line(
            "  The development issuer is on (SHIZI_DEV_ISSUER=1): whoever reads the keys here issues tokens. Not for"
        )
        progress.line(f"  production. {token}")
        progress.line()
    progress.line("  Ctrl-C 全部停止 · Ctrl-C stops all")


def _runs_already(settings: LocalSettings, progress: Progress) -> int:
    progress.step("runs already; waiting until it is ready", "已在运行；等待就绪")
    programs = control.ask(settings, {"command": "wait"}, timeout_s=600)["programs"]
    ports = {program["name"]: program["port"] for program in programs}
    running = replace(settings, gateway_port=ports[GATEWAY], node_port=ports[COMMITTEES[0].code])
    print_addresses(running, progress)
    for program in programs:
        if program["pid"] is None:
            hint = shizi_command(settings, "start", program["name"])
            progress.line(f"  {program['title']} 未运行 · does not run: {hint}")
    return 0


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM and SIGHUP end what is under way as Ctrl-C does, so that everything started is stopped again."""

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
