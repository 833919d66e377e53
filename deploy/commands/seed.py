"""`shizi seed`."""

import asyncio
from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.local.control import order
from deploy.local.settings import from_environment
from services.facts import seed as load_facts
from services.kit.clock import SystemClock
from services.kit.importing import ImportSummary

app = typer.Typer()


@app.command()
def seed(
    home: Home = None,
    synthetic: Annotated[
        int,
        typer.Option(
            min=0,
            help="每个节点另加 N 件示例提案和示例名册（标为 SYNTHETIC）"
            " · example filings a committee, and a register, SYNTHETIC",
        ),
    ] = 0,
) -> None:
    """把事实数据载入各节点；可重复执行。 Load the facts into every committee; repeating it changes nothing."""
    settings = from_environment(home=home)
    dsn = settings.database_url or order(settings, {"command": "database"})["dsn"]
    done = asyncio.run(load_facts(dsn, settings.home, SystemClock(), synthetic=synthetic, said=_say))
    for reason, count in done.held.items():
        print(f"未载入 {count} 个名称：{reason.zh} · {count} titles kept back: {reason.en}")


def _say(code: str, summary: ImportSummary) -> None:
    print(f"{code}: 新增 {summary.imported}，已有 {summary.present} · {summary.imported} new, {summary.present} there")
