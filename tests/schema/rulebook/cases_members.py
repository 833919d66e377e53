"""Facts for the machines of a committee's registers."""

from tests.schema.rulebook.case import Cases

CASES = (Cases("Member"), Cases("ProposingBody"), Cases("PlenarySession"))
