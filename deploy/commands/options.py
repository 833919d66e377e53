"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Home = Annotated[
    Path | None,
    typer.Option("--home", envvar="SHIZI_HOME", help="数据、密钥和日志的目录 · folder of data, keys and logs"),
]
