"""Whether a topic with partner cities stands on agreements in force (J7)."""

from collections.abc import Iterable

from services.kit.acts import Act
from services.partners.in_force import agreement_facts


async def agreements_with(act: Act, codes: Iterable[str]) -> dict[str, object]:
    """The facts of all these committees together: each partner city among them needs its own agreement."""
    each = [await agreement_facts(act, code, "TOPICS") for code in codes]
    cities = [facts for facts in each if facts["partner_city"]]
    return {"partner_city": bool(cities), "agreement_active": all(facts["agreement_active"] for facts in cities)}
