"""`shizi rules`."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.table import Table

from deploy.local.errors import LocalError
from schema.directory import periods
from schema.rulebook import Limit, LimitUnit, Machine, Rulebook, rulebook
from schema.rulebook.grades import scheme
from schema.rulebook.interpreter import ROLE_NAMES
from schema.rulebook.model import Move, Rule
from services.kit.acts import CHINA

app = typer.Typer()
WIDTH_OF_A_FILE = 200
_UNITS = {
    LimitUnit.WORKING_DAYS: ("个工作日", "working days"),
    LimitUnit.DAYS: ("日", "days"),
    LimitUnit.MONTHS: ("个月", "months"),
}


@app.command()
def rules(
    committee: Annotated[
        str | None, typer.Option(help="节点代码；不给则为全国底本 · node code; the national base without")
    ] = None,
    at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="哪一天的规则；缺省今天 · of which day; today without")
    ] = None,
    machine: Annotated[
        str | None, typer.Option(help="只看一种记录，如 Filing · of one record type only, such as Filing")
    ] = None,
) -> None:
    """列出一级政协某日的规则：流程、依据、时限、用语。 List the rules of a committee on a day, with their sources."""
    if committee is not None and not periods(committee):
        raise LocalError(f"{committee!r} is no code of a committee.", f"{committee!r} 不是政协的代码。")
    book = rulebook(committee, (at or datetime.now(UTC).astimezone(CHINA)).date())
    if machine is not None and machine not in book.machines:
        names = ", ".join(book.machines)
        raise LocalError(f"There is no machine {machine!r}; there are {names}.", f"没有 {machine!r}；有 {names}。")
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OF_A_FILE)
    for part in shown(book, machine):
        console.print(part)


def shown(book: Rulebook, machine: str | None = None) -> Iterable[RenderableType]:
    """A book, or one of its machines, as it is printed."""
    whose = f"政协 {book.committee} · committee {book.committee}" if book.committee else "全国底本 · national base"
    yield f"{whose}  {book.version}  自 from {book.valid_from}"
    if machine is None:
        yield _limits(book)
        yield _grades(book)
        yield _words(book)
    for each in book.machines.values():
        if machine in (None, each.name):
            yield f"\n{each.name} {each.noun.zh} · {each.noun.en}"
            yield _states(each)
            yield _moves(each)
            yield _rules(each)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _limits(book: Rulebook) -> Table:
    table = _table("时限 · limit", "多久 · how long", "提前 · warns", "标记 · mark", "出处 · source")
    for limit in book.limits.values():
        table.add_row(limit.id, _long(limit), str(limit.warn or ""), limit.source.mark, limit.source.text)
    return table


def _long(limit: Limit) -> str:
    if limit.unit is LimitUnit.FIXED_DATE:
        return f"{limit.fixed} 前 · by {limit.fixed}"
    zh, en = _UNITS[limit.unit]
    rolls = "，顺延至工作日 · rolls to a working day" if limit.roll else ""
    return f"{limit.amount} {zh} · {limit.amount} {en}{rolls}"


def _grades(book: Rulebook) -> Table:
    source = book.scheme_source
    table = _table(f"答复类别 · grades: {book.scheme} [{source.mark}] {source.text}")
    for grade in scheme(book.scheme).grades:
        table.add_row(str(grade))
    return table


def _words(book: Rulebook) -> Table:
    table = _table(
        "用语 · vocabulary", "词 · term", "中文", "English", "通用 · canonical", "标记 · mark", "出处 · source"
    )
    for name, terms in book.vocabularies.items():
        for term in terms:
            table.add_row(
                name, term.code, term.zh, term.en, term.canonical or "", term.source.mark, term.source.text
            )  # fmt: skip
    return table


def _states(machine: Machine) -> Table:
    table = _table("状态 · state", "中文", "English", "")
    for state, name in machine.state_names.items():
        place = "起点 · initial" if state == machine.initial else ""
        table.add_row(state, name.zh, name.en, "终点 · final" if state in machine.final else place)
    return table


def _moves(machine: Machine) -> Table:
    table = _table("操作 · command", "从 · from", "到 · to", "谁 · who", "", "标记 · mark", "出处 · source")
    for move in machine.moves:
        command = f"{move.command} {machine.verbs[move.command][1].zh}"
        states = " ".join(state or "·" for state in move.states)
        planned = "未提供 · not served yet" if move.command in machine.planned else ""
        table.add_row(command, states, move.to, _who(move), planned, move.source.mark, move.source.text)
    return table


def _who(move: Move) -> str:
    names = " ".join(f"{ROLE_NAMES[role].zh}({role})" for role in move.roles)
    return names or "任何人 · anyone"


def _rules(machine: Machine) -> Table:
    table = _table("规则 · rule", "拒绝理由 · refuses when", "怎样才行 · allowed when", "标记 · mark", "出处 · source")
    for rule in dict.fromkeys(rule for move in machine.moves for rule in move.rules):
        table.add_row(*_row(rule))
    return table


def _row(rule: Rule) -> tuple[str, ...]:
    reason, allowed = rule.reason, rule.allowed_when
    source = rule.source
    return rule.id, f"{reason.zh}\n{reason.en}", f"{allowed.zh}\n{allowed.en}", source.mark, source.text
