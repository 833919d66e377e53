"""`shizi peer`: whom a committee trusts, by which key, and how it stands with them (docs/exchange.md)."""

import asyncio
import getpass
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from deploy.commands.options import Home
from deploy.ledger.database import opened
from deploy.local.errors import LocalError
from deploy.local.settings import from_environment
from schema.ledger import fits_fingerprint
from schema.ledger.descriptors import Descriptor
from schema.ledger.vouchers import Voucher
from services.exchange.descriptors import own_descriptor
from services.exchange.keys import kept_key
from services.exchange.overview import PeerStatus, overview
from services.exchange.rotating import Rotated, rotate_key
from services.exchange.trust import take_voucher, trust_peer
from services.kit.clock import SystemClock
from services.kit.database import Connection

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None)
Committee = Annotated[str, typer.Option(help="本政协的节点代码 · the committee whose node this is")]
DescriptorFile = Annotated[Path, typer.Option("--descriptor", help="对方的节点说明 · the other one's descriptor")]
Fingerprint = Annotated[str, typer.Option(help="公函所列指纹 · the fingerprint in the official letter")]
Document = Annotated[str | None, typer.Option(help="公函文号 · the letter's number")]
EndpointOption = Annotated[str | None, typer.Option(help="对外的接入地址 · the address for peers")]
Reason = Annotated[str, typer.Option(help="理由 · the reason")]
Replaces = Annotated[str, typer.Option(help="原密钥编号（16 位） · the id of the key that is replaced")]
Compromised = Annotated[bool, typer.Option("--compromised", help="原密钥可能外泄 · others may have the old key")]
VoucherFile = Annotated[Path, typer.Option("--voucher", help="管理方凭证 · the steward's voucher")]
ByFile = Annotated[bool, typer.Option("--by-file", help="双方不联网，仅凭文件往来 · by files only")]
Steward = Annotated[
    str, typer.Option(envvar="SHIZI_STEWARD", help="管理方密钥的指纹 · the fingerprint of the steward's key")
]


@app.callback()
def peer() -> None:
    """本政协信任哪些政协、凭哪把密钥，以及往来的情况。 Whom a committee trusts, by which key, and how they stand."""


@app.command("list")
def list_(committee: Committee, home: Home = None) -> None:
    """列出各对方：密钥、编号、等待与差错。 List the peers: keys, numbers, what waits and what is wrong."""
    for status in asyncio.run(_overview(committee, home)):
        print("\n".join(_shown(status)))


@app.command("descriptor")
def descriptor_(committee: Committee, endpoint: EndpointOption = None, home: Home = None) -> None:
    """输出本政协的节点说明，交给对方。 Print the committee's own descriptor, to be handed to others."""
    print(asyncio.run(_descriptor(committee, endpoint, home)).print())


@app.command("fingerprint")
def fingerprint_(committee: Committee, home: Home = None) -> None:
    """输出本政协密钥的指纹，写入公函。 Print the fingerprint of the committee's key, for an official letter."""
    print(kept_key(from_environment(home=home).home, committee).public.fingerprint)


@app.command("trust")
def trust_(
    committee: Committee, descriptor: DescriptorFile, fingerprint: Fingerprint, document: Document = None,
    by_file: ByFile = False, home: Home = None,
) -> None:  # fmt: skip
    """核对公函所列指纹，登记信任对方。 Compare the fingerprint of the official letter and trust the other one."""
    found = asyncio.run(_trust(committee, _read(descriptor), fingerprint, document, by_file, home))
    print(f"已登记信任 {found.code} {found.name}。 {found.code} {found.name} is trusted.")


@app.command("rotate")
def rotate_(committee: Committee, reason: Reason = "", home: Home = None) -> None:
    """更换本政协的密钥，并告知所有对方。 Change the committee's key and tell every peer."""
    done = asyncio.run(_rotate(committee, reason or None, home))
    print(f"新密钥 · the new key: {done.new.fingerprint}")
    print(f"将告知 · told: {', '.join(done.peers) or '—'}；请重启节点。 Start the node anew.")


@app.command("vouch")
def vouch_(
    steward: Annotated[str, typer.Option(help="管理方的节点代码 · the steward's node code")],
    descriptor: DescriptorFile, fingerprint: Fingerprint, replaces: Replaces, reason: Reason,
    compromised: Compromised = False, home: Home = None,
) -> None:  # fmt: skip
    """（管理方）为遗失密钥的政协出具凭证。 As the steward, vouch for the new key of a committee that lost its key."""
    found = Descriptor.parse(_read(descriptor))
    found.check_itself()
    if not fits_fingerprint(found.current, fingerprint):
        raise LocalError(
            f"The descriptor has another fingerprint: {found.current.fingerprint}.",
            f"节点说明的指纹不符：{found.current.fingerprint}。",
        )
    key = kept_key(from_environment(home=home).home, steward)
    made = Voucher.seal(
        key, found.code, replaces, found.current,
        reason=reason, compromised=compromised, at=SystemClock().now(),
    )  # fmt: skip
    print(made.print())


@app.command("accept")
def accept_(committee: Committee, voucher: VoucherFile, steward: Steward, home: Home = None) -> None:
    """凭管理方凭证更换对方的密钥。 Take in the steward's voucher for a peer's new key."""
    found = asyncio.run(_accept(committee, _read(voucher), steward, home))
    print(f"{found.code}：新密钥 {found.new.fingerprint} · the new key of {found.code}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise LocalError(f"{path} cannot be read: {error}.", f"无法读取 {path}：{error}。") from error


def _actor() -> Mapping[str, object]:
    return {"subject": f"operator:{getpass.getuser()}", "roles": ["operator"]}


async def _overview(committee: str, home: Path | None) -> list[PeerStatus]:
    async with opened(committee, home) as (database, _):
        return await overview(database.writer, committee)


async def _descriptor(committee: str, endpoint: str | None, home: Path | None) -> Descriptor:
    async with opened(committee, home) as (database, settings), database.writer.acquire() as connection:
        key = kept_key(settings.home, committee)
        async with connection.transaction():
            return await own_descriptor(connection, committee, key, endpoint, SystemClock().now())


async def _trust(
    committee: str, line: str, typed: str, document: str | None, by_file: bool, home: Path | None
) -> Descriptor:
    async with _writing(committee, home) as connection:
        return await trust_peer(
            connection, committee, line, typed,
            actor=_actor(), ground=document, at=SystemClock().now(), by_file=by_file,
        )  # fmt: skip


async def _rotate(committee: str, reason: str | None, home: Path | None) -> Rotated:
    async with opened(committee, home) as (database, settings):
        return await rotate_key(database, settings.home, actor=_actor(), reason=reason, at=SystemClock().now())


async def _accept(committee: str, line: str, steward: str, home: Path | None) -> Voucher:
    async with _writing(committee, home) as connection:
        return await take_voucher(connection, committee, line, steward, actor=_actor(), at=SystemClock().now())


@asynccontextmanager
async def _writing(committee: str, home: Path | None) -> AsyncIterator[Connection]:
    """A transaction at the committee's database."""
    async with (
        opened(committee, home) as (database, _),
        database.writer.acquire() as connection,
        connection.transaction(),
    ):
        yield connection


def _shown(status: PeerStatus) -> list[str]:
    """A peer in three lines."""
    waiting = "—" if status.waiting_since is None else f"{status.waiting_since:%Y-%m-%d %H:%M}Z"
    numbers = f"已发 sent {status.sent}，回执 receipted {status.receipted}，收到 received {status.received}"
    lines = [
        f"{status.code}  {status.state}  {status.endpoint or '—'}",
        f"  {status.fingerprint or '—'}",
        f"  {numbers}，等待自 waiting since {waiting}",
    ]
    if status.error_zh:
        lines.append(f"  ✗ {status.error_zh} {status.error_en}")
    return lines
