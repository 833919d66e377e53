"""Facts for the moves of a filing and of its assignments from the reply to the close of the matter."""

from tests.schema.rulebook.case import Cases

CASES: tuple[Cases, ...] = ()
