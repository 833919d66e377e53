"""Personal parts of a message: outside the signed payload, which holds salted commitments to them only.

The payload's ``commitments`` give for each personal part (a name such as `contact.phone`) a digest of its name, a
random salt and its value. The salt and the value, the *opening*, travel beside the entry. Taking the opening away
erases the value: what was signed stays as it is and still verifies, and nobody can find the value by trying, because
the salt went with it. Who erased says so in a signed :class:`~schema.ledger.tombstones.Tombstone`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from schema.ledger.canonical import canonical, malformed, too_large
from schema.ledger.errors import BadDigestError
from schema.ledger.fields import DIGEST, PART
from schema.ledger.limits import OPENINGS, OPENINGS_BYTES

SALT_BYTES: Final = 32
_PREFIX: Final = b"shizi-commitment-v1\n"


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens a commitment: the salt (64 hex digits) and the value. It does not print the value."""

    salt: str
    value: Any = field(repr=False)

    def commitment(self, name: str) -> str:
        """SHA-256 over `shizi-commitment-v1`, a line end, and the canonical JSON of [name, salt, value], in hex."""
        return hashlib.sha256(_PREFIX + canonical([name, self.salt, self.value])).hexdigest()


def commit(
    values: Mapping[str, object], *, random: Callable[[int], bytes] = secrets.token_bytes
) -> tuple[dict[str, str], dict[str, Opening]]:
    """Commitments to personal ``values`` by the names of the parts, and their openings.

    ``random`` gives as many random bytes as it is asked for. Raises MalformedError for a name that is none, and what
    :func:`~schema.ledger.canonical.canonical` raises for a value.
    """
    openings = {_name(name): Opening(random(SALT_BYTES).hex(), value) for name, value in sorted(values.items())}
    return {name: opening.commitment(name) for name, opening in openings.items()}, openings


def check_opening(commitments: Mapping[str, str], name: str, opening: Opening) -> None:
    """Nothing when ``opening`` opens the commitment of that name. Raises BadDigestError otherwise."""
    expected = commitments.get(name)
    if expected is None or not hmac.compare_digest(opening.commitment(name), expected):
        raise BadDigestError(
            f"The opening of {name} does not fit its commitment.", f"{name} 的内容与承诺值不符。", part=name
        )


def read_commitments(value: object) -> dict[str, str]:
    """The `commitments` of a payload: names of personal parts with digests. Raises MalformedError."""
    if isinstance(value, dict) and all(
        PART.fullmatch(name) and isinstance(digest, str) and DIGEST.fullmatch(digest) for name, digest in value.items()
    ):
        if len(value) > OPENINGS:
            raise malformed("commitments", f"must be at most {OPENINGS}", f"不得超过 {OPENINGS} 项")
        return value
    raise malformed("commitments", "must be digests by the names of personal parts", "应为各个人信息项的散列值")


def read_openings(value: object) -> dict[str, Opening]:
    """The `openings` of an entry's text form. Raises MalformedError, TooLargeError."""
    if value is None:
        return {}
    if not isinstance(value, dict) or not value or len(value) > OPENINGS:
        raise malformed("openings", f"must be null or 1 to {OPENINGS} openings", f"应为空或 1 至 {OPENINGS} 项")
    if len(canonical(value)) > OPENINGS_BYTES:
        raise too_large("openings", OPENINGS_BYTES)
    return {_name(name): _opening(opening) for name, opening in value.items()}


def plain_openings(openings: Mapping[str, Opening]) -> dict[str, dict[str, Any]] | None:
    """The openings as values for JSON; None when there are none."""
    return {name: {"salt": each.salt, "value": each.value} for name, each in openings.items()} or None


def _opening(value: object) -> Opening:
    if isinstance(value, dict) and value.keys() == {"salt", "value"}:
        salt = value["salt"]
        if isinstance(salt, str) and DIGEST.fullmatch(salt):
            return Opening(salt, value["value"])
    raise malformed("An opening", "must have a salt of 64 hex digits and a value", "应有 64 位十六进制的盐和内容")


def _name(name: str) -> str:
    if PART.fullmatch(name) is None:
        raise malformed("A personal part", "has a name of 1 to 100 letters, digits and _ . -", "名称格式不正确")
    return name
