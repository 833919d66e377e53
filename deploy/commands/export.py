"""`shizi export`."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.commands.options import Home
from deploy.local.errors import LocalError
from deploy.local.settings import from_environment
from deploy.spreadsheets.client import endpoint
from deploy.spreadsheets.export import Wanted, export
from deploy.spreadsheets.ledger import Ledger

app = typer.Typer()


@app.command("export")
def export_(
    query: Annotated[str, typer.Option(help="列表的根字段，如 filings · the list's root field")],
    out: Annotated[Path, typer.Option(help="写入的 .xlsx 或 .csv · the file to write")],
    filter_: Annotated[str, typer.Option("--filter", help="筛选条件（JSON） · conditions as JSON")] = "",
    order: Annotated[str, typer.Option(help="排序，如 SUBMITTED_AT_DESC · the order")] = "",
    nodes: Annotated[str, typer.Option(help="只问这些政协，逗号分隔 · only these committees, by commas")] = "",
    levels: Annotated[str, typer.Option(help="只问这些层级，逗号分隔 · only these levels, by commas")] = "",
    columns: Annotated[str, typer.Option(help="列，如 title,committee.code · columns; all by default")] = "",
    token: Annotated[str, typer.Option(envvar="SHIZI_TOKEN", help="访问令牌 · a token")] = "",
    url: Annotated[str, typer.Option(help="GraphQL 端点；缺省为本机网关 · the endpoint; this machine's gateway")] = "",
    home: Home = None,
) -> None:
    """把任一跨政协列表导出为表格，首页写明完整程度。 Export a gathered list as a table that says how complete it is."""
    arguments: dict[str, Any] = {}
    if filter_:
        arguments["filter"] = _json_object(filter_)
    if order:
        arguments["orderBy"] = order
    for name, listed in (("nodes", nodes), ("levels", levels)):
        if listed:
            arguments[name] = _names(listed)
    wanted = Wanted(query, arguments, tuple(_names(columns)))
    address = url or f"{from_environment(home=home).gateway_url}/graphql"
    ledger = asyncio.run(_run(address, token, wanted, out))
    _tell(ledger, out)


async def _run(address: str, token: str, wanted: Wanted, out: Path) -> Ledger:
    columns = (TextColumn("导出 · exporting"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        async with endpoint(address, token or None) as asked:
            return await export(
                asked, wanted, out, said=lambda rows, total: progress.update(task, completed=rows, total=total)
            )


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.replace("，", ",").split(",") if name.strip()]


def _json_object(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise LocalError(
            f"--filter must be a JSON object, not {text!r}.", f"--filter 应为 JSON 对象，而不是 {text!r}。"
        )
    return given


def _tell(ledger: Ledger, out: Path) -> None:
    print(f"{ledger.rows} 行已写入 {out} · {ledger.rows} rows are in {out}")
    if ledger.complete:
        print("完整：所问节点均已应答。 Complete: every asked node answered.")
        return
    missing = ", ".join(f"{code} {part.status}" for code, part in sorted(ledger.nodes.items()) if part.status != "LIVE")
    print(f"不完整：{missing}。 Not complete: {missing}.")
