"""How large the parts of a ledger may be. A receiver refuses more before it parses or verifies anything."""

from typing import Final

VERSION: Final = 1
"""`v` of every record: the version of this format."""

HEADER_BYTES: Final = 2_048
PAYLOAD_BYTES: Final = 1_048_576
OPENINGS_BYTES: Final = 262_144
SIGNED_BYTES: Final = 65_536
"""The content of a receipt, a tombstone, a descriptor or a voucher."""

LINE_BYTES: Final = 2_097_152
"""The text form of an entry: one line of JSON with base64 inside."""

DEPTH: Final = 32
"""How deep arrays and objects may be nested."""

OPENINGS: Final = 200
"""How many personal parts a message may have."""

SAFE_INTEGER: Final = 2**53 - 1
"""The largest number: up to it every JSON reader keeps whole numbers exactly (RFC 8785 §3.2.2.3, RFC 7493 §2.2)."""
