"""What receipts, tombstones, descriptors and vouchers have in common: canonical JSON that one key signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from schema.ledger.canonical import canonical, from_base64, read_canonical, to_base64
from schema.ledger.errors import BadSignatureError
from schema.ledger.fields import Fields
from schema.ledger.keys import PublicKey, SigningKey
from schema.ledger.limits import LINE_BYTES, SIGNED_BYTES, VERSION


@dataclass(frozen=True, slots=True)
class Signed:
    """A record as it is stored: the bytes that were signed, and the signature.

    ``what`` names the kind of record in its text form. Signed are `shizi-<what>-v1`, a line end, and the content.
    """

    what: ClassVar[str]
    names: ClassVar[frozenset[str]]

    content: bytes
    signature: bytes

    @classmethod
    def parse(cls, text: str | bytes) -> Self:
        """Read the text form. Raises MalformedError, TooLargeError; the signature is not judged here."""
        line = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        values = read_canonical(line, most=LINE_BYTES, what=cls.what)
        Fields(values, frozenset({cls.what, "signature"}), cls.what)
        return cls(
            from_base64(values[cls.what], f"{cls.what}: {cls.what}"),
            from_base64(values["signature"], f"{cls.what}: signature"),
        )

    def print(self) -> str:
        """The text form: one line of canonical JSON, base64 inside, without a line end."""
        return canonical(self.plain()).decode("utf-8")

    def plain(self) -> dict[str, str]:
        """The text form's fields, for a record that stands in another one."""
        return {self.what: to_base64(self.content), "signature": to_base64(self.signature)}

    def check_signature(self, key: PublicKey) -> None:
        """Raises BadSignatureError when ``key`` did not sign it."""
        if not key.verify(self._prefix() + self.content, self.signature):
            raise BadSignatureError(f"The signature of {self} does not fit.", f"{self} 的签名不符。")

    @classmethod
    def _signed(cls, key: SigningKey, values: dict[str, Any]) -> Self:
        """A record with these values, signed. Raises MalformedError when one has not the form it must have."""
        content = canonical({"v": VERSION, "suite": key.suite, "key": key.public.id, **values})
        return cls(content, key.sign(cls._prefix() + content))

    @classmethod
    def _prefix(cls) -> bytes:
        return f"shizi-{cls.what}-v1\n".encode("ascii")

    def _fields(self) -> Fields:
        """The content's fields, after its version was checked."""
        values = read_canonical(self.content, most=SIGNED_BYTES, what=self.what)
        fields = Fields(values, self.names | {"v", "suite", "key"}, self.what)
        fields.version()
        return fields

    def _keep(self, read: dict[str, Any]) -> None:
        """Keep what the content says beside it, where dataclass fields were declared for it."""
        for name, value in read.items():
            object.__setattr__(self, name, value)
