"""`shizi archive`."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.local.control import order
from deploy.local.errors import LocalError
from deploy.local.settings import from_environment
from schema.ids import NODE_CODE
from services.archive.folder import write_folder
from services.archive.gather import archived_ids, dossier
from services.archive.verify import faults, folders
from services.kit.clock import SystemClock
from services.kit.database import NodeDatabase
from services.kit.opening import open_node

app = typer.Typer()
Committee = Annotated[str, typer.Option(help="委员会的节点代码 · the committee's node code")]
Filing = Annotated[str | None, typer.Option(help="一件已归档提案的编号 · the id of an archived filing")]
Term = Annotated[int | None, typer.Option(min=1, max=99, help="一届的全部已归档提案 · all archived of a term")]
Out = Annotated[Path | None, typer.Option(help="存放档案的目录 · the folder to put them in")]
Verify = Annotated[Path | None, typer.Option(help="核对此目录中的档案 · check the archives in this folder")]


@app.command("archive")
def archive(
    committee: Committee = "",
    filing: Filing = None,
    term: Term = None,
    out: Out = None,
    verify: Verify = None,
    home: Home = None,
) -> None:
    """把已归档的提案导出为档案目录，或核对档案。 Export archived proposals as folders, or check such folders."""
    if verify is not None:
        _verify(verify)
        return
    if not NODE_CODE.match(committee) or out is None or (filing is None) == (term is None):
        raise LocalError(
            "An export needs --committee (six digits), --out, and either --filing or --term.",
            "导出档案需要 --committee（六位代码）、--out，以及 --filing 或 --term 之一。",
        )
    done = asyncio.run(_export(committee, filing, term, out, home))
    new = sum(made for _, made in done)
    for folder, made in done:
        print(f"{'新建 new' if made else '已有 there'}  {folder}")
    print(f"档案 {len(done)} 件，新建 {new} 件 · {len(done)} archives, {new} of them new")


async def _export(
    committee: str, filing: str | None, term: int | None, out: Path, home: Path | None
) -> Sequence[tuple[Path, bool]]:
    settings = from_environment(home=home)
    dsn = settings.database_url or order(settings, {"command": "database"})["dsn"]
    database = await open_node(dsn, committee, home=settings.home, clock=SystemClock())
    try:
        return await export_archive(database, out, filing=filing, term=term)
    finally:
        await database.close()


async def export_archive(
    database: NodeDatabase, out: Path, *, filing: str | None = None, term: int | None = None
) -> list[tuple[Path, bool]]:
    """Write the folders of the filings that are meant: each with whether it is new. One is in memory at a time."""
    done = []
    async with (
        database.reader.acquire() as connection,
        connection.transaction(isolation="repeatable_read", readonly=True),
    ):
        for each in await archived_ids(connection, database.code, filing=filing, term=term):
            found = await dossier(connection, each)
            done.append(await asyncio.to_thread(write_folder, out, database.code, found, SystemClock().now()))
    return done


def _verify(place: Path) -> None:
    if not place.is_dir():
        raise LocalError(f"There is no folder {place}.", f"没有目录 {place}。")
    found = folders(place)
    wrong = [fault for folder in found for fault in faults(folder)]
    for fault in wrong:
        print(fault)
    print(f"核对 {len(found)} 件档案，问题 {len(wrong)} 处 · {len(found)} archives checked, {len(wrong)} faults")
    if wrong or not found:
        raise typer.Exit(1)
