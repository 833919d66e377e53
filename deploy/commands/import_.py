"""`shizi import`."""

import asyncio
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.commands.options import Home
from deploy.local.control import order
from deploy.local.errors import LocalError
from deploy.local.settings import from_environment
from schema.ids import NODE_CODE
from services.kit.clock import SystemClock
from services.kit.opening import open_node
from services.spreadsheets.apply import BATCH, Outcome, apply
from services.spreadsheets.batches import Verdict
from services.spreadsheets.gather import Gathered, gather
from services.spreadsheets.mapping import Mapping, read_mapping
from services.spreadsheets.report import write_report
from services.spreadsheets.template import write_template
from services.spreadsheets.writing import kind_of

app = typer.Typer()
SHOWN = 20
PHASES = {"read": "读取 · reading", "compare": "比对 · comparing", "write": "写入 · writing"}


Committee = Annotated[str, typer.Option(help="委员会的节点代码 · the committee's node code")]
File = Annotated[Path | None, typer.Option(help="XLSX 或 CSV 文件 · an XLSX or CSV file")]
MappingFile = Annotated[Path | None, typer.Option(help="映射文件（TOML） · the mapping file")]
SheetName = Annotated[str | None, typer.Option(help="工作表名称 · the sheet")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只检查，不写入 · check and write nothing")]
Report = Annotated[Path | None, typer.Option(help="把问题行写入此 .csv 或 .xlsx · write the bad rows to this file")]
Template = Annotated[Path | None, typer.Option(help="在此目录生成映射模板和样表 · put a template and a sample here")]
Batch = Annotated[int, typer.Option(min=1, max=2000, help="每个事务写入的行数 · rows a transaction")]


@app.command("import")
def import_(
    committee: Committee = "",
    file: File = None,
    mapping: MappingFile = None,
    sheet: SheetName = None,
    dry_run: DryRun = False,
    report: Report = None,
    template: Template = None,
    batch: Batch = BATCH,
    home: Home = None,
) -> None:
    """从表格导入本政协已有的提案；可重复执行。 Import a committee's proposals from a table; may be repeated."""
    if template is not None:
        _write_template(template)
        return
    if not NODE_CODE.match(committee) or file is None or mapping is None:
        raise LocalError(
            "An import needs --committee (six digits), --file and --mapping; --template makes a mapping to start from.",
            "导入需要 --committee（六位代码）、--file 和 --mapping；--template 可生成映射模板。",
        )
    if report is not None:
        kind_of(report)
    columns = _read_mapping(mapping)
    with _progress() as progress:
        gathered = gather(
            file, columns, committee, sheet=sheet, said=lambda rows: _advance(progress, "read", rows, None)
        )
        try:
            outcome = asyncio.run(
                _apply(gathered, columns, home, progress, committee=committee, dry_run=dry_run, batch=batch)
            )
        finally:
            gathered.close()
    _tell(outcome)
    if report is not None:
        write_report(report, [*outcome.problems, *outcome.conflicts])
        print(f"问题行已写入 {report} · the bad rows are in {report}")
    if outcome.refused:
        raise typer.Exit(1)


async def _apply(
    gathered: Gathered, columns: Mapping, home: Path | None, progress: Progress, *, committee: str, **how: Any
) -> Outcome:
    settings = from_environment(home=home)
    dsn = settings.database_url or order(settings, {"command": "database"})["dsn"]
    good = gathered.rows - gathered.bad
    database = await open_node(dsn, committee, home=settings.home, clock=SystemClock())
    try:
        return await apply(
            database, gathered, columns, SystemClock(), **how,
            said=lambda phase, rows: _advance(progress, phase, rows, good),
        )  # fmt: skip
    finally:
        await database.close()


def _read_mapping(path: Path) -> Mapping:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise LocalError(
            f"The mapping {path} cannot be read as UTF-8: {error}.", f"映射文件 {path} 无法按 UTF-8 读取：{error}。"
        ) from error
    return read_mapping(text)


def _write_template(folder: Path) -> None:
    try:
        mapping, sample = write_template(folder)
    except OSError as error:
        raise LocalError(
            f"The template cannot be written to {folder}: {error}.", f"无法在 {folder} 生成模板：{error}。"
        ) from error
    print(f"映射模板 · the mapping: {mapping}\n样表 · the sample: {sample}")


def _progress() -> Progress:
    """Bars on standard error, where someone is looking."""
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )


def _advance(progress: Progress, phase: str, rows: int, total: int | None) -> None:
    task = next((task.id for task in progress.tasks if task.description == PHASES[phase]), None)
    if task is None:
        task = progress.add_task(PHASES[phase], total=total)
    progress.update(task, completed=rows, total=total or rows)


def _tell(outcome: Outcome) -> None:
    new, changed, same, kept = (
        outcome.verdicts[verdict] for verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.UNCHANGED, Verdict.CONFLICT)
    )
    print(f"{outcome.rows} 行：新增 {new}，变更 {changed}，未变 {same}，冲突 {kept}，问题行 {outcome.bad}")
    print(f"{outcome.rows} rows: {new} new, {changed} changed, {same} unchanged, {kept} in conflict, {outcome.bad} bad")
    if outcome.fields:
        print("变更的项 · changed: " + ", ".join(f"{name} {count}" for name, count in sorted(outcome.fields.items())))
    told = [*outcome.problems, *outcome.conflicts]
    for problem in told[:SHOWN]:
        print(problem)
    if len(told) > SHOWN:
        print(f"…… 另有 {len(told) - SHOWN} 项，见 --report · {len(told) - SHOWN} more, see --report")
    if outcome.refused:
        print("有问题行，未写入任何内容。 There are bad rows; nothing was written.")
    elif not outcome.written:
        print("预演，未写入任何内容。 A dry run; nothing was written.")
