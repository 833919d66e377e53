"""How a committee comes to trust another one's keys, and how those change: by comparing fingerprints, by the old key's
own word (rotation), or by the steward's (a key that was lost). Every act is kept with its ground; nothing is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from schema.ledger import KEY_ROTATED, LedgerName, Pin, PublicKey, UnknownKeyError, fits_fingerprint, introduced_by
from schema.ledger.descriptors import Descriptor
from schema.ledger.errors import FingerprintError, KeyChangedError, StaleError, TrustError
from schema.ledger.vouchers import Voucher
from services.exchange.descriptors import descriptor_of
from services.exchange.peers import trust, trusted
from services.exchange.stored import head_of
from services.kit.acts import Act
from services.kit.database import Connection
from services.kit.receiving import Delivery, Handler

_ACT: Final = """INSERT INTO trust_act (peer, act, fingerprint, actor, ground, evidence, at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)"""
_END: Final = "UPDATE peer_key SET last = $3 WHERE code = $1 AND key_id = $2 AND (last IS NULL OR last > $3)"
_REVOKE: Final = "UPDATE peer_key SET revoked = true WHERE code = $1 AND key_id = $2"
_PIN: Final = """INSERT INTO peer_key (code, key_id, suite, public, first, pinned_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING"""


async def trust_peer(
    connection: Connection, code: str, line: str, typed: str, *,
    actor: Mapping[str, Any], ground: str | None, at: datetime, by_file: bool = False,
) -> Descriptor:  # fmt: skip
    """Trust the committee of the descriptor in ``line``, whose fingerprint somebody ``typed`` from an official letter.

    ``code`` is the committee that trusts, ``ground`` the letter's number. A descriptor of a key that is trusted already
    renews name and address. With ``by_file`` the two exchange by files only. Runs in the caller's transaction.

    Raises MalformedError and BadSignatureError for what is no descriptor, TrustError for one's own, FingerprintError,
    KeyChangedError for a committee that is known by another key, StaleError for an older descriptor than the one that
    is known.
    """
    descriptor = Descriptor.parse(line.strip())
    descriptor.check_itself()
    other, key = descriptor.code, descriptor.current
    if other == code:
        raise TrustError("This is this committee's own descriptor.", "这是本政协自己的节点说明。")
    if not fits_fingerprint(key, typed):
        raise FingerprintError(
            f"The descriptor of {other} has another fingerprint than the one typed: {key.fingerprint}. Ask {other}.",
            f"{other} 的节点说明的指纹与所输入的不符：{key.fingerprint}。请与 {other} 核实。",
        )
    await connection.execute("SELECT FROM peer WHERE code = $1 FOR UPDATE", other)
    known = (await trusted(connection, [other])).get(other)
    if known is not None:
        pin = known.pins.find(other, key.id)
        if pin is None or pin.last is not None:
            raise KeyChangedError(
                f"{other} is known by another key; a new one comes by rotation or by the steward's voucher.",
                f"{other} 已以另一密钥登记；更换密钥须经轮换消息或管理方凭证。",
            )
    held = await descriptor_of(connection, other)
    if held is not None and held.content != descriptor.content and held.serial >= descriptor.serial:
        raise StaleError(
            f"Descriptor {descriptor.serial} of {other} is not newer than {held.serial}, which is known.",
            f"{other} 的节点说明（序号 {descriptor.serial}）不比已有的（序号 {held.serial}）新。",
        )
    await trust(connection, other, descriptor.endpoint, [Pin(other, key)], at)
    await connection.execute("UPDATE peer SET by_file = $2 WHERE code = $1", other, by_file)
    await _keep_descriptor(connection, descriptor, at)
    act = "TRUSTED" if known is None else "UPDATED"
    await connection.execute(_ACT, other, act, key.fingerprint, actor, ground, descriptor.print(), at)
    return descriptor


async def take_voucher(
    connection: Connection, code: str, line: str, steward: str | None, *, actor: Mapping[str, Any], at: datetime
) -> Voucher:
    """Trust the key that a steward vouches for; ``steward`` is the fingerprint pinned in the settings of ``code``.

    The new key holds from the next number on; the old one for what it signed before, and no longer when it may be in
    other hands. Raises UnknownKeyError for another steward's word and for a committee that is not trusted, StaleError
    when the key to be replaced is not the one in use, BadSignatureError, MalformedError.
    """
    voucher = Voucher.parse(line.strip())
    if steward is None or not fits_fingerprint(voucher.steward, steward):
        raise UnknownKeyError("The voucher is not by the steward of the settings.", "凭证并非由设置中的管理方签发。")
    voucher.check_signature(voucher.steward)
    await connection.execute("SELECT FROM peer WHERE code = $1 FOR UPDATE", voucher.code)
    peer = (await trusted(connection, [voucher.code])).get(voucher.code)
    if peer is None:
        raise UnknownKeyError(f"{voucher.code} is not trusted here.", f"此处未登记信任 {voucher.code}。")
    pin = peer.pins.find(voucher.code, voucher.replaces)
    if pin is None or pin.last is not None or peer.pins.find(voucher.code, voucher.new.id) is not None:
        raise StaleError(
            f"{voucher.code} does not use the key {voucher.replaces} here.",
            f"{voucher.code} 在此处所用的密钥不是 {voucher.replaces}。",
        )
    head = await head_of(connection, LedgerName(voucher.code, code))
    number = 0 if head is None else head.number
    if voucher.compromised:
        await _revoke(connection, pin, number)
    await _pin(connection, voucher.code, voucher.new, number + 1, at)
    await connection.execute(
        _ACT, voucher.code, "VOUCHED", voucher.new.fingerprint, actor, voucher.reason, voucher.print(), at
    )
    return voucher


async def _rotated(act: Act, delivery: Delivery) -> None:
    """A peer introduces its next key by a message that its present one signed."""
    peer, number = delivery.peer, delivery.number
    known = (await trusted(act.connection, [peer])).get(peer)
    signers = () if known is None else [pin for pin in known.pins.of(peer) if pin.holds_for(number)]
    pin = next((pin for pin in signers if pin.key.id == delivery.body.get("replaces")), None)
    if pin is None:
        raise UnknownKeyError(f"{delivery} replaces a key that is not in use.", f"{delivery} 所替换的密钥不在使用中。")
    key = introduced_by(delivery.body, peer, pin.key.id)
    await act.keep_apart(_END, peer, pin.key.id, number)
    await act.keep_apart(_PIN, peer, key.id, key.suite, key.raw, number + 1, act.at)
    actor = {"subject": act.viewer.subject, "roles": sorted(act.viewer.roles)}
    await act.keep_apart(_ACT, peer, "ROTATED", key.fingerprint, actor, None, None, act.at)


async def _keep_descriptor(connection: Connection, descriptor: Descriptor, at: datetime) -> None:
    await connection.execute(
        "INSERT INTO peer_descriptor (code, serial, content, signature, accepted_at) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (code) DO UPDATE SET serial = excluded.serial, content = excluded.content,"
        " signature = excluded.signature, accepted_at = excluded.accepted_at",
        descriptor.code, descriptor.serial, descriptor.content, descriptor.signature, at,
    )  # fmt: skip


async def _revoke(connection: Connection, pin: Pin, number: int) -> None:
    """The old key counts for its entries up to ``number`` only; one that signed none of them is taken away."""
    if number >= pin.first:
        await connection.execute(_END, pin.code, pin.key.id, number)
        await connection.execute(_REVOKE, pin.code, pin.key.id)
    else:
        await connection.execute("DELETE FROM peer_key WHERE code = $1 AND key_id = $2", pin.code, pin.key.id)


async def _pin(connection: Connection, code: str, key: PublicKey, first: int, at: datetime) -> None:
    await connection.execute(_PIN, code, key.id, key.suite, key.raw, first, at)


HANDLERS: Final = (Handler(KEY_ROTATED, _rotated),)
