"""`shizi gateway`."""

import os
from pathlib import Path
from typing import Annotated

import typer
import uvloop

from deploy.commands.options import Home
from deploy.local.errors import LocalError
from gateway.app import serve
from gateway.settings import Settings, SettingsError

app = typer.Typer()


@app.command()
def gateway(
    supergraph: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="由普通子图组成的总图 SDL · supergraph SDL of plain subgraphs"),
    ] = None,
    port: Annotated[
        int | None, typer.Option(envvar="SHIZI_GATEWAY_PORT", min=1, max=65535, help="监听端口 · port to listen on")
    ] = None,
    home: Home = None,
) -> None:
    """运行网关：默认按 gateway.toml 汇总各节点。 Serve the gateway, over the nodes of gateway.toml."""
    try:
        uvloop.run(serve(Settings.from_environment(os.environ, home=home, port=port, supergraph=supergraph)))
    except SettingsError as problem:
        raise LocalError(str(problem), f"设置有误：{problem}") from problem
