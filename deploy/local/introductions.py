"""Writes `peers/<code>.json`: the committees of one installation know one another from the start. Those of different
installations compare fingerprints instead (docs/exchange.md)."""

from datetime import UTC, datetime

from deploy.local.committees import COMMITTEES
from deploy.local.settings import LocalSettings
from schema.ledger.descriptors import Descriptor
from services.exchange.introducing import FOLDER
from services.exchange.keys import kept_key


def write_introductions(settings: LocalSettings) -> None:
    """Creates the keys that are missing, and a descriptor of each committee with its address, signed with its key."""
    folder = settings.home / FOLDER
    folder.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    for committee in COMMITTEES:
        descriptor = Descriptor.seal(
            kept_key(settings.home, committee.code),
            code=committee.code,
            name=f"政协{committee.division.name}委员会",
            endpoint=f"http://127.0.0.1:{committee.port(settings)}/graphql",
            serial=int(now.timestamp()),
            at=now,
            since=now,
        )
        path = folder / f"{committee.code}.json"
        draft = path.with_name(f".{path.name}.draft")
        draft.write_text(f"{descriptor.print()}\n", encoding="utf-8")
        draft.rename(path)
