"""Facts for the moves of a filing while it is handed over, and of its assignments."""

from tests.schema.rulebook.case import Cases

CASES: tuple[Cases, ...] = ()
