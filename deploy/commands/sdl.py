"""`shizi sdl`."""

import typer

from deploy.sdl import main

app = typer.Typer()
app.command(
    help="由类型生成 schema/sdl，或检查其是否最新。 Write schema/sdl from the types, or check that it is current."
)(main)
