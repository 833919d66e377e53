"""By whose authority a binding act is decided: read from a command's input, and as facts for the rulebook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from services.kit.inputs import NAME, Input

SHA256: Final = re.compile(r"[0-9a-f]{64}")


def read_authority(given: Input) -> dict[str, str | None]:
    """The input object ``authority`` as a record keeps it. Raises BAD_USER_INPUT."""
    return authority_of(given.part("authority"))


def authority_of(part: Input) -> dict[str, str | None]:
    """An AuthorityInput as a record keeps it. Raises BAD_USER_INPUT."""
    return {
        "body": part.text("body", most=NAME),
        "approvedBy": part.optional_text("approvedBy", most=NAME),
        "decidedOn": part.day("decidedOn").isoformat(),
        "documentNumber": part.text("documentNumber", most=NAME),
        "attachmentHash": optional_sha256(part, "attachmentHash"),
    }


def authority_facts(authority: Mapping[str, object]) -> dict[str, object]:
    """What the rules ask of an authority."""
    return {"authority_body": authority["body"], "authority_document": authority["documentNumber"]}


def told_authority(authority: Mapping[str, object]) -> dict[str, object]:
    """An authority as peers are told of it: without the name of whoever signed."""
    return {name: value for name, value in authority.items() if name != "approvedBy"}


def optional_sha256(given: Input, name: str) -> str | None:
    """A SHA-256 in 64 hexadecimal digits, or None where it is left out. Raises BAD_USER_INPUT."""
    value = given.optional_text(name, most=64)
    if value is not None and not SHA256.fullmatch(value):
        raise given.wrong(name, "must be a SHA-256 in 64 hexadecimal digits", "应为 64 位十六进制的 SHA-256 摘要")
    return value
