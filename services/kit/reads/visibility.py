"""Who may see what, as SQL: the visibility of a record and the sharing policy of a module, for one bound viewer."""

from collections.abc import Iterable

from services.kit.reads.binding import Parameters, policy_day
from services.kit.reads.jsontext import quoted
from services.kit.records import Seer

RECORDS = "RECORDS"
TOTALS = "TOTALS"


def sees(parameters: Parameters, row: str, seers: Iterable[Seer] = ()) -> str:
    """Whether the viewer may see the record in ``row``, where its module is shared with the viewer.

    PUBLISHED: everyone. SHARED: the owner and the audience. NODE: the owner's members and staff. RESTRICTED: its staff.
    Beside these, the ``seers`` of the model see what they have to do with.
    """
    seen = parameters.bind("visibilities", "text[]", lambda call: call.view.visibilities)
    committee = _viewer(parameters)
    ways = [f"{row}.visibility = any ({seen})", f"{row}.visibility = 'SHARED' and {committee} = any ({row}.audience)"]
    for seer in seers:
        if seer.role in parameters.roles:
            unit = parameters.bind("unit", "text", lambda call: call.view.unit) if "{unit}" in seer.condition else ""
            ways.append(f"({seer.condition.format(row=row, unit=unit)})")
    return f"({' or '.join(ways)})"


def is_staff(parameters: Parameters) -> str:
    """Whether the viewer belongs to the staff of the committee whose node answers."""
    seen = parameters.bind("visibilities", "text[]", lambda call: call.view.visibilities)
    return f"('RESTRICTED' = any ({seen}))"


def is_inside(parameters: Parameters) -> str:
    """Whether the viewer belongs to the members or the staff of the committee whose node answers."""
    seen = parameters.bind("visibilities", "text[]", lambda call: call.view.visibilities)
    return f"('NODE' = any ({seen}))"


def admits(parameters: Parameters, module: str, covers: str) -> str:
    """Whether the committee shares the module's records or totals with the viewer today; its own people always pass,
    and to records also whoever comes in a role that has to do with some of them.

    NOBODY outweighs every other audience.
    """
    if covers == RECORDS and module in parameters.admitted:
        return "true"
    insider = parameters.bind("insider", "boolean", lambda call: call.view.insider)
    upper = parameters.bind("upper", "text[]", lambda call: call.place.upper)
    viewer, day = _viewer(parameters), policy_day(parameters)
    return (
        f"({insider} or coalesce((select bool_or(s.audience_kind = 'PUBLIC'"
        f" or s.audience_kind = 'PARTNER' and s.audience = {viewer}"
        f" or s.audience_kind = 'UPPER_LEVEL' and {viewer} = any ({upper})"
        f" and coalesce(s.audience, {viewer}) = {viewer})"
        f" and not bool_or(s.audience_kind = 'NOBODY') from sharing_policy s"
        f" where s.module = {quoted(module)} and s.covers = {quoted(covers)}"
        f" and s.valid_from <= {day} and (s.valid_until is null or s.valid_until > {day})), false))"
    )


def _viewer(parameters: Parameters) -> str:
    return parameters.bind("viewer", "text", lambda call: call.view.committee)
