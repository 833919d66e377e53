"""The letter of a reply: what it says, taken from the proposal and the reply, and how it is kept."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from schema.completeness import NodeLevel
from schema.directory import division
from services.handling.letters import Letter, letter_pdf
from services.kit.acts import Act
from services.proposals.records import FILING


async def letter_columns(act: Act, filing: Mapping[str, Any], reply: Mapping[str, Any]) -> dict[str, object]:
    """The columns that keep the letter of ``reply`` to ``filing``: its bytes, their hash, and the name of the file."""
    proposers = await act.rows(FILING, "proposer", filing["id"])
    letter = Letter(
        place=place(act.code),
        term=filing["term"],
        session=filing["session"],
        case_number=filing["case_number"],
        title=filing["title"],
        addressees=tuple(_addressed(each) for each in proposers),
        unit=act.record["unit"],
        letter_number=reply["letter_number"],
        text=reply["text"],
        grade=reply["grade_letter"],
        grade_label=reply["grade_label"],
        signed_by=reply["signed_by"],
        contact_name=reply["contact_name"],
        contact_phone=reply["contact_phone"],
        issued_on=act.today,
        round=reply["round"],
    )
    content = letter_pdf(letter)
    return {
        "letter": base64.b64encode(content).decode(),
        "letter_file_name": letter.file_name,
        "letter_sha256": hashlib.sha256(content).hexdigest(),
    }


def place(code: str) -> str:
    """A division as letters name it: a district after its city."""
    own = division(code)
    assert own is not None
    above = division(own.parent) if own.level is NodeLevel.DISTRICT and own.parent else None
    return own.name if above is None else f"{above.name}{own.name}"


def _addressed(proposer: Mapping[str, Any]) -> str:
    """A member is addressed as one; others by their names."""
    return f"{proposer['name']}委员" if proposer["kind"] == "MEMBER" else str(proposer["name"])
