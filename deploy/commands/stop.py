"""`shizi stop`."""

from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.local.control import order, wait_unlocked
from deploy.local.settings import from_environment

app = typer.Typer()


@app.command()
def stop(
    name: Annotated[
        str | None, typer.Argument(help="节点代码或 gateway；省略则全部停止 · a node code or gateway; all without it")
    ] = None,
    home: Home = None,
) -> None:
    """停止一个节点，或停止全部。 Stop one process, or all."""
    settings = from_environment(home=home)
    order(settings, {"command": "stop", "name": name})
    if name is None:
        wait_unlocked(settings)
    print(f"{name or '全部 · all'} 已停止 · stopped")
