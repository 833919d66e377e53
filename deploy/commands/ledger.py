"""`shizi ledger`: the signed ledgers between committees as files.

Exit codes: 0 done and nothing wrong; 1 not done, with the reason; 2 wrong usage; 3 something is wrong in the ledger.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from deploy.ledger.arguments import bundle_at, head_of, trusted_keys
from schema.ledger.checking import check_bundle, pinned

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
