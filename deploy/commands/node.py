"""`shizi node`."""

from typing import Annotated

import typer
import uvloop

from deploy.commands.options import Home
from deploy.local.errors import LocalError
from services.node import serve
from services.settings import SettingsError, from_environment

app = typer.Typer()


@app.command()
def node(
    committee: Annotated[
        list[str], typer.Option(help="委员会的节点代码，可重复 · a committee's node code; repeatable")
    ],
    port: Annotated[
        int | None, typer.Option(envvar="SHIZI_NODE_PORT", min=0, max=65535, help="监听端口 · port to listen on")
    ] = None,
    home: Home = None,
) -> None:
    """运行一个或多个委员会的节点（数据库见 SHIZI_DATABASE_URL）。 Serve one or more committees (SHIZI_DATABASE_URL)."""
    try:
        settings = from_environment(committee, port=port, home=home)
    except SettingsError as problem:
        raise LocalError(str(problem), f"设置有误：{problem}") from problem
    uvloop.run(serve(settings))
