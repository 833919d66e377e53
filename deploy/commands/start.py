"""`shizi start`."""

from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.local.control import order
from deploy.local.settings import from_environment

app = typer.Typer()


@app.command()
def start(
    name: Annotated[str, typer.Argument(help="节点代码、gateway 或 postgres · a node code, gateway or postgres")],
    home: Home = None,
) -> None:
    """启动一个已停止的节点，就绪后返回。 Start a process that does not run; returns when it serves."""
    order(from_environment(home=home), {"command": "start", "name": name})
    print(f"{name} 已启动 · runs")
