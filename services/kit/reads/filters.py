"""Conditions of a list's filter, their values bound."""

from collections.abc import Callable, Iterable

from services.kit.reads.binding import Call, Parameters, today
from services.kit.reads.model import Model


def filtered(parameters: Parameters, model: Model, row: str, given: Iterable[str]) -> list[str]:
    """One condition for each filter field in ``given``; values come from the request's ``extra.filter``."""
    conditions = []
    for name in given:
        condition = model.filters[name]
        value = parameters.bind(("filter", name), condition.type, _value(name))
        day = today(parameters) if "{today}" in condition.sql else ""
        conditions.append(f"({condition.sql.format(row=row, value=value, today=day)})")
    return conditions


def _value(name: str) -> Callable[[Call], object]:
    return lambda call: call.extra.filter[name]
