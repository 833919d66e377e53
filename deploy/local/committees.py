"""The eight committees of the source article that `make up` starts, in the order of their ports."""

from dataclasses import dataclass

from deploy.local.settings import LocalSettings
from schema.directory import Division, division


@dataclass(frozen=True, slots=True)
class Committee:
    """A committee that gets a process of its own. The profile says which part of the contract it serves."""

    code: str
    profile: str

    @property
    def division(self) -> Division:
        found = division(self.code)
        if found is None:
            raise LookupError(self.code)
        return found

    def port(self, settings: LocalSettings) -> int:
        return settings.node_port + COMMITTEES.index(self)


COMMITTEES = (
    Committee("440000", "PROVINCE"),
    Committee("440100", "CITY"),
    Committee("440113", "DISTRICT"),
    Committee("440500", "CITY"),
    Committee("441800", "CITY"),
    Committee("440606", "DISTRICT"),
    Committee("440983", "DISTRICT"),
    Committee("350800", "PARTNER_CITY"),
)
