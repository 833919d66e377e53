"""`shizi explain`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from graphql import GraphQLSyntaxError, parse, validate

from deploy.local.errors import LocalError
from gateway.planner import PlanningError, plan, show
from gateway.settings import COMMITTED_SUPERGRAPH
from gateway.supergraph import SupergraphError, load

app = typer.Typer()


class Stage(StrEnum):
    """What can be shown of an operation's way through the gateway."""

    PLAN = "plan"


@app.command()
def explain(
    file: Annotated[
        typer.FileText, typer.Argument(help="查询文件；- 为标准输入 · file with the query; - is standard input")
    ],
    stage: Annotated[Stage, typer.Option(help="显示哪个阶段 · which stage to show")] = Stage.PLAN,
    operation: Annotated[str | None, typer.Option(help="操作名 · name of the operation")] = None,
    supergraph: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="总图 SDL · the supergraph's SDL")
    ] = COMMITTED_SUPERGRAPH,
) -> None:
    """显示网关如何回答一个查询。 Show how the gateway answers a query."""
    try:
        loaded = load(supergraph.read_text(encoding="utf-8"))
    except SupergraphError as problem:
        raise LocalError(f"{supergraph} cannot be used: {problem}", f"{supergraph} 无法使用：{problem}") from problem
    try:
        document = parse(file.read())
    except GraphQLSyntaxError as problem:
        raise LocalError(f"The query cannot be read: {problem}", f"查询无法解析：{problem}") from problem
    if problems := validate(loaded.api_schema, document):
        listed = "\n".join(str(problem) for problem in problems)
        raise LocalError(f"The query does not fit the API:\n{listed}", "查询与接口不符，见下。")
    try:
        planned = plan(loaded, document, operation)
    except PlanningError as problem:
        raise LocalError(f"No plan: {problem}", f"无法制定计划：{problem}") from problem
    print({Stage.PLAN: show}[stage](planned))
