"""`shizi up`."""

import typer

from deploy.commands.options import Home
from deploy.local.progress import Progress
from deploy.local.settings import from_environment
from deploy.local.up import up as run

app = typer.Typer()


@app.command()
def up(home: Home = None) -> None:
    """启动数据库、八个节点和网关，直到 Ctrl-C。 Start the database, eight committees and the gateway, until Ctrl-C."""
    try:
        code = run(from_environment(home=home), Progress())
    except KeyboardInterrupt:
        code = 0
    raise typer.Exit(code)
