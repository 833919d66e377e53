"""`shizi status`."""

import typer
from rich.console import Console
from rich.table import Table

from deploy.commands.options import Home
from deploy.local.control import ask
from deploy.local.settings import from_environment

app = typer.Typer()


@app.command()
def status(home: Home = None) -> None:
    """列出各进程及其地址。 List the processes and where they listen."""
    programs = ask(from_environment(home=home), {"command": "status"})["programs"]
    table = Table("名称 · name", "地址 · address", "进程 · process", box=None)
    for program in programs:
        running = f"[green]{program['pid']}[/]" if program["pid"] else "[red]未运行 · does not run[/]"
        table.add_row(program["title"], f"http://127.0.0.1:{program['port']}", running)
    Console().print(table)
