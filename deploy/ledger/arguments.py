"""What `shizi ledger` is told: trusted fingerprints, heads, and files, each read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from deploy.local.errors import LocalError
from schema.ids import NODE_CODE
from schema.ledger import Head, LedgerError, typed_fingerprint
from schema.ledger.bundles import Bundle, read_bundle
from schema.ledger.checking import Trusted

_HEAD: Final = re.compile(r"([1-9][0-9]{0,15}):([0-9a-f]{64})")
_FIELDS: Final = frozenset({"code", "fingerprint", "first", "last"})


def trusted_keys(typed: Sequence[str], file: Path | None) -> list[Trusted]:
    """The fingerprints of `--key CODE=FINGERPRINT` and of a keys file. Raises LocalError."""
    found = [_typed(text) for text in typed]
    if file is not None:
        found += _from_file(file)
    return found


def head_of(text: str, option: str) -> Head | None:
    """A head typed as `NUMBER:HASH`; None for none. Raises LocalError."""
    if not text:
        return None
    match = _HEAD.fullmatch(text.strip())
    if match is None:
        raise LocalError(
            f"{option} is written NUMBER:HASH, with 64 hex digits, not {text!r}.",
            f"{option} 应写作 编号:散列（64 位十六进制），而不是 {text!r}。",
        )
    return Head(int(match[1]), match[2])


def bundle_at(path: Path) -> Bundle:
    """The bundle in a file. Raises LocalError when there is none, LedgerError when its first line cannot be read."""
    try:
        return read_bundle(path.read_bytes())
    except OSError as error:
        raise LocalError(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from error


def _typed(text: str) -> Trusted:
    code, equals, fingerprint = text.partition("=")
    if not equals or not NODE_CODE.match(code):
        raise LocalError(
            f"--key is written CODE=FINGERPRINT, such as 440100=3f2a-…, not {text!r}.",
            f"--key 应写作 代码=指纹，例如 440100=3f2a-…，而不是 {text!r}。",
        )
    return Trusted(code, _fingerprint(fingerprint))


def _from_file(path: Path) -> list[Trusted]:
    """`[[key]]` tables with `code`, `fingerprint`, and `first` and `last` where the key signed some numbers only."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))["key"]
        if not isinstance(tables, list):
            raise TypeError(tables)
        return [_table(table) for table in tables]
    except OSError as error:
        raise LocalError(f"{path} cannot be read: {error.strerror}.", f"无法读取 {path}：{error.strerror}。") from error
    except (tomllib.TOMLDecodeError, UnicodeError, KeyError, TypeError, ValueError) as error:
        raise LocalError(
            f"{path} is no keys file: it needs [[key]] tables with code, fingerprint, and perhaps first and last.",
            f"{path} 不是密钥文件：应含若干 [[key]]，列出 code、fingerprint，必要时列出 first 和 last。",
        ) from error


def _table(table: dict[str, Any]) -> Trusted:
    first, last = table.get("first", 1), table.get("last")
    if not table.keys() <= _FIELDS or not NODE_CODE.match(table["code"]):
        raise ValueError(table)
    if type(first) is not int or first < 1 or not (last is None or (type(last) is int and last >= first)):
        raise ValueError(table)
    return Trusted(table["code"], _fingerprint(table["fingerprint"]), first, last)


def _fingerprint(text: str) -> str:
    try:
        return typed_fingerprint(text)
    except LedgerError as error:
        raise LocalError(
            f"{error.message} It was typed as {text!r}.", f"{error.message_zh}输入的是 {text!r}。"
        ) from error
