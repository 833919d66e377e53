"""Guards of what needs the consent of several committees. Facts by name:

====================  =====================================================================
concerned, consenting codes of the committees whose consent is needed, and of those that gave it
====================  =====================================================================
"""

from schema.rulebook.guards.facts import codes
from schema.rulebook.model import Facts


def everybody_consents(facts: Facts) -> bool:
    """Every committee whose consent is needed gave it."""
    return set(codes(facts, "concerned")) <= set(codes(facts, "consenting"))


ALL = (everybody_consents,)
