"""The local shortcut by which the committees of one installation know one another from the start: descriptors that lie
in the folder ``peers/`` of a home that they share. Committees of different homes compare fingerprints instead.
"""

from __future__ import annotations

from pathlib import Path

import structlog

from schema.ledger import LedgerError, Pin
from schema.ledger.descriptors import Descriptor
from services.exchange import peers
from services.kit.clock import Clock
from services.kit.database import NodeDatabase

FOLDER = "peers"

log = structlog.get_logger(__name__)


async def trust_introduced(database: NodeDatabase, home: Path, clock: Clock) -> Descriptor | None:
    """Trust whoever lies in the folder; the descriptor there that is the committee's own. A file that is none is left
    out.
    """
    own = None
    for path in sorted((home / FOLDER).glob("*.json")):
        try:
            other = Descriptor.parse(path.read_text().strip())
            other.check_itself()
        except (OSError, ValueError, LedgerError) as error:
            log.warning("no descriptor", file=str(path), error=repr(error))
            continue
        if other.code == database.code:
            own = other
        else:
            async with database.writer.acquire() as connection, connection.transaction():
                pins = [Pin(other.code, other.current)]
                await peers.trust(connection, other.code, other.endpoint, pins, clock.now())
    return own
