"""`shizi ledger`: the signed ledgers between committees as files.

Exit codes: 0 done and nothing wrong; 1 not done, with the reason; 2 wrong usage; 3 something is wrong in the ledger.
"""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.commands.options import Home
from deploy.ledger.arguments import bundle_at, head_of, trusted_keys
from deploy.ledger.database import opened
from deploy.ledger.delivering import Brought, bring
from deploy.local.control import ask
from deploy.local.errors import LocalError
from deploy.local.settings import LocalSettings, from_environment
from deploy.spreadsheets.client import endpoint
from schema.ids import NODE_CODE
from schema.ledger import LedgerName
from schema.ledger.bundles import Bundle
from schema.ledger.checking import check_bundle, pinned
from services.exchange.bundling import MOST, Part, gather, write_bundle
from services.exchange.keys import kept_key
from services.kit.clock import SystemClock

FAULTY = 3

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
File = Annotated[Path, typer.Argument(help="台账文件 · the bundle file")]
Key = Annotated[
    list[str] | None, typer.Option(help="可信密钥，写作 代码=指纹，可重复 · a trusted key: CODE=FINGERPRINT")
]
Keys = Annotated[Path | None, typer.Option(help="可信密钥文件（TOML） · a file of trusted keys")]
Peer = Annotated[Path | None, typer.Option(help="对方所存同一台账的文件 · the other side's file of this ledger")]
HeadOption = Annotated[
    str, typer.Option("--head", help="预期的末端，写作 编号:散列 · the end it must have: NUMBER:HASH")
]
AfterOption = Annotated[str, typer.Option("--after", help="已知的前一末端，写作 编号:散列 · the known head before it")]
Committee = Annotated[str, typer.Option(help="本政协的节点代码 · the committee whose node this is")]
Other = Annotated[str, typer.Option("--peer", help="另一政协的节点代码 · the other committee")]
Out = Annotated[Path, typer.Option(help="写入的文件 · the file to write")]
Received = Annotated[bool, typer.Option("--received", help="导出对方发来的台账 · the ledger that the other one sends")]
Number = Annotated[int, typer.Option("--after", min=0, help="从此编号之后开始 · begin after this number")]
Open = Annotated[
    bool, typer.Option("--unreceipted", help="从首条无回执的开始 · begin with the first without a receipt")
]
Most = Annotated[int, typer.Option(min=1, max=MOST, help="至多多少条 · at most so many entries")]
Bare = Annotated[bool, typer.Option("--no-personal", help="不含个人信息 · leave personal parts out")]
Json = Annotated[bool, typer.Option("--json", help="以 JSON 输出 · print JSON")]


@app.callback()
def ledger() -> None:
    """政协之间签名台账的导出、导入与核对。 Export, import and verify the signed ledgers between committees.

    退出码：0 完成且无误；1 未完成；2 用法有误；3 台账有问题。
    Exit codes: 0 done and nothing wrong; 1 not done; 2 wrong usage; 3 something is wrong in the ledger.
    """


@app.command("verify")
def verify_(
    file: File,
    key: Key = None,
    keys: Keys = None,
    peer: Peer = None,
    head: HeadOption = "",
    after: AfterOption = "",
    as_json: Json = False,
) -> None:
    """离线核对台账文件，逐一指出有问题的记录。 Verify a file offline and name every record that is wrong."""
    bundle = bundle_at(file)
    half = None if peer is None else bundle_at(peer)
    descriptors = (*bundle.head.descriptors, *(() if half is None else half.head.descriptors))
    report = check_bundle(
        bundle,
        pinned(descriptors, trusted_keys(key or [], keys)),
        peer_half=None if half is None else half.entries,
        expected_head=head_of(head, "--head"),
        after=head_of(after, "--after"),
    )
    print(json.dumps(report.plain(), ensure_ascii=False, indent=2) if as_json else report.print())
    if not report.ok:
        raise typer.Exit(FAULTY)


@app.command("export")
def export_(
    committee: Committee,
    peer: Other,
    out: Out,
    received: Received = False,
    after: Number = 0,
    unreceipted: Open = False,
    most: Most = MOST,
    no_personal: Bare = False,
    home: Home = None,
) -> None:
    """把与另一政协的台账导出为文件，可分段接续。 Export a ledger; one file may continue another."""
    if not NODE_CODE.match(peer):
        raise LocalError(f"A node code has six digits, not {peer!r}.", f"节点代码为六位数字，而不是 {peer!r}。")
    name = LedgerName(peer, committee) if received else LedgerName(committee, peer)
    part = asyncio.run(
        _gather(committee, name, home, after=after, unreceipted=unreceipted, most=most, personal=not no_personal)
    )
    write_bundle(out, part)
    numbers = f"#{part.entries[0].number}–#{part.entries[-1].number}" if part.entries else "—"
    print(f"{name} {numbers}：{len(part.entries)} 条记录、{len(part.receipts)} 份回执已写入 {out}")
    print(f"{name} {numbers}: {len(part.entries)} entries and {len(part.receipts)} receipts are in {out}")
    if part.more:
        print(f"其后还有，可接续导出 · more follow: --after {part.entries[-1].number}")


async def _gather(
    committee: str, ledger: LedgerName, home: Path | None, *, after: int, unreceipted: bool, most: int, personal: bool
) -> Part:
    async with opened(committee, home) as (database, settings):
        return await gather(
            database, kept_key(settings.home, committee), ledger, SystemClock().now(),
            after=after, unreceipted=unreceipted, most=most, personal=personal,
        )  # fmt: skip


@app.command("import")
def import_(
    file: File,
    committee: Committee,
    url: Annotated[str, typer.Option(help="节点的 GraphQL 端点；缺省为本机节点 · the node's endpoint")] = "",
    home: Home = None,
) -> None:
    """把对方的台账文件导入本政协的节点；可重复执行，从中断处继续。 Bring a file to a node; go on where it stopped."""
    bundle = bundle_at(file)
    address = url or _address(committee, from_environment(home=home))
    brought = asyncio.run(_bring(address, bundle, committee))
    print(
        f"{bundle.head.ledger}：已有 {brought.held}，办理 {brought.applied}，拒绝 {brought.refused}；"
        f"送达回执 {brought.receipts}"
    )
    print(
        f"{bundle.head.ledger}: {brought.held} there already, {brought.applied} applied, {brought.refused} refused;"
        f" {brought.receipts} receipts brought"
    )


async def _bring(address: str, bundle: Bundle, committee: str) -> Brought:
    columns = (TextColumn("导入 · importing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)
        async with endpoint(address, None) as asked:
            return await bring(
                asked, bundle, committee, said=lambda done, total: progress.update(task, completed=done, total=total)
            )


def _address(committee: str, settings: LocalSettings) -> str:
    """Where this machine's node of a committee listens. Raises LocalError when there is none."""
    programs = ask(settings, {"command": "status"})["programs"]
    port = next((program["port"] for program in programs if program["name"] == committee), None)
    if port is None:
        raise LocalError(
            f"No node of {committee} belongs to this home; name its address by --url.",
            f"此目录下没有 {committee} 的节点，请用 --url 指定地址。",
        )
    return f"http://127.0.0.1:{port}/{committee}/graphql"
