"""`shizi`: one command for each thing to do here. A command's module is imported when the command is asked for, so that
no process pays for what another one needs."""

import sys
from importlib import import_module
from keyword import iskeyword

import typer
import typer.core
import typer.main

from deploy.local.errors import LocalError
from schema.errors import ShiziError

COMMANDS = (
    "up",
    "status",
    "start",
    "stop",
    "node",
    "gateway",
    "seed",
    "token",
    "explain",
    "sdl",
    "rules",
    "import",
    "export",
    "archive",
    "ledger",
    "peer",
)


class CommandModules(typer.core.TyperGroup):
    """Finds the command `x` as `deploy.commands.x.app`; a word of Python's own has a stroke behind it there."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        if cmd_name not in COMMANDS:
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = typer.main.get_command(import_module(f"deploy.commands.{module}").app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=CommandModules,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def shizi() -> None:
    """十字：把各级政协连成一张图，每个委员会保管自己的记录。

    Shizi joins CPPCC committees into one graph in which each keeps its own records.
    """


def main() -> None:
    """The console script. Known errors are a sentence in each language and exit code 1, never a stack trace."""
    try:
        app()
    except LocalError as problem:
        _say(problem.message_zh, problem.message)
    except ShiziError as problem:
        _say(problem.message_zh, problem.message)
    except KeyboardInterrupt:
        sys.exit(130)


def _say(message_zh: str, message: str) -> None:
    print(f"{message_zh}\n{message}", file=sys.stderr)
    sys.exit(1)


if __name__ == "__main__":
    main()
