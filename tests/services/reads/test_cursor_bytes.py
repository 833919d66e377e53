"""The bytes of a cursor are the same in SQL and in Python."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schema.cursors import SortKind, SortValue, encode_cursor, position
from services.kit.reads.connections import KEY_TYPES
from tests.services.reads.asking import Asker

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
VALUES: dict[SortKind, st.SearchStrategy[SortValue]] = {
    "text": TEXTS,
    "int": st.integers(-(2**63), 2**63 - 1),
    "date": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    "time": st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)),  # noqa: DTZ001
}
ROWS = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda kind: st.tuples(st.just(kind), st.none() | VALUES[kind], st.booleans(), TEXTS.filter(bool))
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, digest=st.binary(min_size=8, max_size=8))
async def test_positions_and_cursors_agree(
    asker: Asker, rows: list[tuple[SortKind, SortValue, bool, str]], digest: bytes
) -> None:
    for kind, type_ in KEY_TYPES.items():
        chosen = [row[1:] for row in rows if row[0] == kind]
        values, descending, ids = ([row[n] for row in chosen] for n in range(3))
        found = await asker.database.reader.fetch(
            "SELECT position_bytes(key_bytes(v), d, i), cursor_text($4, position_bytes(key_bytes(v), d, i))"
            f" FROM unnest($1::{type_}[], $2::boolean[], $3::text[]) WITH ORDINALITY AS x (v, d, i, n) ORDER BY n",
            values, descending, ids, digest,
        )  # fmt: skip
        expected = [position(value, descending=down, id=id_) for value, down, id_ in chosen]
        assert [row[0] for row in found] == expected
        assert [row[1] for row in found] == [encode_cursor(each, digest) for each in expected]
