"""Watches the programs of one home: starts them side by side, answers `start`, `stop` and `status`, says what died and
how to start it again, and ends everything when it is told to. It restarts nothing by itself."""

import asyncio
import contextlib
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType

from deploy.local import control
from deploy.local.control import Message
from deploy.local.errors import LocalError, SupervisorError
from deploy.local.health import POLL_S, serves
from deploy.local.postgres import EmbeddedPostgres
from deploy.local.program import Child, Program
from deploy.local.progress import Progress
from deploy.local.settings import LocalSettings

START_S = 90.0
STOP_S = 15.0
POSTGRES = "postgres"


class Supervisor:
    """The children of one home, by name. `database` is None where the server is somebody else's."""

    def __init__(
        self,
        settings: LocalSettings,
        programs: Sequence[Program],
        *,
        environment: Mapping[str, str],
        progress: Progress,
        restart_hint: Callable[[str], str],
        database: EmbeddedPostgres | None = None,
    ) -> None:
        self.settings = settings
        self.children = {program.name: Child(program, settings, environment) for program in programs}
        self._environment = environment
        self._progress = progress
        self._restart_hint = restart_hint
        self._database = database
        self._database_runs = database is not None
        self._stopping = asyncio.Event()
        self._ready = asyncio.Event()
        self._exited = asyncio.Condition()
        self._announcing: set[asyncio.Task[None]] = set()

    async def run(self, listening: socket.socket, prepare: Callable[[], Awaitable[None]]) -> None:
        """Runs `prepare`, which starts the children, then waits to be stopped. Whatever happens, no child is left.

        Raises what `prepare` raises, unless the stop came first."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._asked_to_stop)
        loop.add_signal_handler(signal.SIGCHLD, self._reap)
        server = await control.serve(listening, self._answer)
        try:
            await self._unless_stopped(prepare())
            self._ready.set()
            await self._stopping.wait()
        finally:
            self._stopping.set()
            await self.stop(list(self.children))
            server.close()

    async def start(self, names: Sequence[str], forked: Mapping[str, int] = MappingProxyType({})) -> None:
        """Starts programs side by side, but those that were forked already, and returns when all serve. Raises
        SupervisorError when one does not."""
        starting = [self.children[name] for name in names if self.children[name].pid is None]
        for child in starting:
            if child.program.name in forked:
                child.adopt(forked[child.program.name])
            else:
                child.start()
        await asyncio.gather(*(self.until_serving(child.program.name, child.program.health) for child in starting))

    async def stop(self, names: Sequence[str]) -> None:
        """Ends programs side by side; by force those that take longer than their time."""
        children = [self.children[name] for name in names if self.children[name].pid is not None]
        for number in (signal.SIGTERM, signal.SIGKILL):
            for child in children:
                child.signal(number)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._until_gone(children), STOP_S)
                return

    async def finish(self, child: Child) -> int:
        """Runs a program that ends by itself to its end; its exit code."""
        self.children[child.program.name] = child
        child.start()
        try:
            await self._until_gone([child])
        except asyncio.CancelledError:
            await self.stop([child.program.name])
            raise
        finally:
            del self.children[child.program.name]
        return child.exit_code or 0

    async def _unless_stopped(self, preparing: Awaitable[None]) -> None:
        work = asyncio.ensure_future(preparing)
        stop = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not work.done():
            work.cancel()
            await asyncio.wait({work})
        elif not self._stopping.is_set():
            work.result()

    async def until_serving(self, name: str, path: str) -> None:
        """Waits until the path answers 200. Raises SupervisorError when the program dies or takes too long."""
        child = self.children[name]
        deadline = time.monotonic() + START_S
        while not await serves(child.program.port, path):
            if child.pid is None or time.monotonic() > deadline:
                raise SupervisorError(
                    f"{child.program.title} did not start; the end of {child.log}:\n{child.log_tail()}",
                    f"{child.program.title} 未能启动；日志 {child.log} 的末尾见下。",
                )
            await asyncio.sleep(POLL_S)

    async def _until_gone(self, children: Sequence[Child]) -> None:
        async with self._exited:
            await self._exited.wait_for(lambda: all(child.pid is None for child in children))

    def _asked_to_stop(self) -> None:
        if self._stopping.is_set():
            for child in self.children.values():
                child.signal(signal.SIGKILL)
        else:
            self._progress.step("stopping", "正在停止")
            self._stopping.set()

    def _reap(self) -> None:
        """Some child changed state: take the exit codes, and say which death was not asked for."""
        for child in list(self.children.values()):
            code = child.reap()
            if code is not None and child.wanted and self._ready.is_set():
                self._report_death(child.program.title, child.program.name, code)
        if self._database is not None and self._database_runs and self._database.pid is None:
            self._database_runs = False
            self._report_death("PostgreSQL", POSTGRES, None)
        task = asyncio.get_running_loop().create_task(self._announce_exit())
        self._announcing.add(task)
        task.add_done_callback(self._announcing.discard)

    async def _announce_exit(self) -> None:
        async with self._exited:
            self._exited.notify_all()

    def _report_death(self, title: str, name: str, code: int | None) -> None:
        how = "" if code is None else f" ({signal.Signals(-code).name})" if code < 0 else f" (exit {code})"
        hint = self._restart_hint(name)
        self._progress.step(f"{title} died{how}; start it again: {hint}", f"{title} 意外停止{how}；重新启动：{hint}")

    async def _answer(self, message: Message) -> Message:
        """What `shizi start`, `stop`, `status`, `seed` and a second `up` ask."""
        command, name = message.get("command"), message.get("name")
        try:
            if command == "wait":
                await self._ready.wait()
            elif command == "start":
                await self._start_again(name)
            elif command == "stop" and name is not None:
                await self.stop([self._known(name)])
            elif command == "stop":
                self._asked_to_stop()
            elif command == "database":
                return {"ok": True, "dsn": self._environment["SHIZI_DATABASE_URL"]}
        except LocalError as problem:
            return {"ok": False, "message": problem.message, "messageZh": problem.message_zh}
        return {
            "ok": True,
            "ready": self._ready.is_set(),
            "devIssuer": self.settings.dev_issuer,
            "programs": self._statuses(),
        }

    async def _start_again(self, name: str | None) -> None:
        if name == POSTGRES and self._database is not None:
            self._database.start()  # in this thread: a child's life is tied to the thread that started it
            self._database_runs = True
        else:
            await self.start([self._known(name)])

    def _known(self, name: str | None) -> str:
        if name in self.children:
            return name
        names = ", ".join(self.children)
        raise SupervisorError(f"There is no {name} here; there are {names}.", f"这里没有 {name}；有 {names}。")

    def _statuses(self) -> list[Message]:
        return [
            {"name": name, "title": child.program.title, "port": child.program.port, "pid": child.pid}
            for name, child in self.children.items()
        ]
