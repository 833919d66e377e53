"""The units that a filing is handed to, as the input names them."""

from __future__ import annotations

from dataclasses import dataclass

from services.kit.inputs import NAME, Input

MOST = 30
"""Units that one filing can be handed to at once."""


@dataclass(frozen=True, slots=True)
class Undertaker:
    """A Party or government unit of some level, its part in the filing, and who handed the filing over to it.

    ``assigning_level`` is None only of what was handed over before the level was asked for.
    """

    unit: str
    credit_code: str
    level: str
    area: str
    assigning_body: str
    assigning_level: str | None
    role: str | None

    @property
    def columns(self) -> dict[str, object]:
        """The columns of its assignment."""
        return {
            "unit": self.unit,
            "unit_code": self.credit_code,
            "unit_level": self.level,
            "unit_area": self.area,
            "assigning_body": self.assigning_body,
            "assigning_level": self.assigning_level,
            "role": self.role,
        }


def undertakers(given: Input, plan: str) -> list[Undertaker]:
    """The units named, each with its part; where a plan has but one sort of part it may be left out."""
    return [undertaker(each, each.optional_text("role", most=NAME) or _only_part(plan)) for each in _listed(given)]


def undertaker(given: Input, role: str | None) -> Undertaker:
    """One unit. Raises BAD_USER_INPUT for what is missing or too long."""
    return Undertaker(
        unit=given.text("unit", most=NAME),
        credit_code=given.text("creditCode", most=NAME).upper(),
        level=given.text("level", most=NAME),
        area=given.text("area", most=NAME),
        assigning_body=given.text("assigningBody", most=NAME),
        assigning_level=given.text("assigningLevel", most=NAME),
        role=role,
    )


def _listed(given: Input) -> list[Input]:
    return given.parts("undertakers", most=MOST)


def _only_part(plan: str) -> str | None:
    return plan if plan in ("SOLE", "SPLIT") else None
