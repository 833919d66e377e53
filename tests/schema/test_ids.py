"""Global ids: one spelling, the owner readable, derived ones the same wherever they are computed."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from schema.errors import ErrorCode, ShiziError
from schema.ids import GlobalId, committee_id, derived_id, new_id, owner_of, parse_id

UUID_TEXT = "01900000-0000-7000-8000-000000000000"
AT = datetime(2024, 5, 1, 8, 30, 0, 123456, tzinfo=UTC)


def test_an_id_is_read_and_printed() -> None:
    text = f"440100:filing:{UUID_TEXT}"
    assert parse_id(text) == GlobalId("440100", "filing", UUID_TEXT)
    assert str(parse_id(text, kind="filing")) == text
    assert parse_id("440100:committee:440100") == committee_id("440100")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "440100",
        "440100:filing",
        "440100:filing:",
        "44010:filing:" + UUID_TEXT,
        "44010a:filing:" + UUID_TEXT,
        "440100:nothing:" + UUID_TEXT,
        "440100:filing:" + UUID_TEXT.replace("7", "A"),
        "440100:filing:" + UUID_TEXT + "\n",
        "440100:filing:" + UUID_TEXT.replace("-", ""),
        "440100:filing:\x00",
        "440100:committee:440500",
        "440100:committee:" + UUID_TEXT,
        "\N{FULLWIDTH DIGIT FOUR}40100:filing:" + UUID_TEXT,
        "x" * 5000,
    ],
)
def test_anything_else_is_bad_user_input(text: str) -> None:
    with pytest.raises(ShiziError) as caught:
        parse_id(text)
    assert caught.value.code is ErrorCode.BAD_USER_INPUT
    assert len(caught.value.message) < 300
    assert "\x00" not in caught.value.message


def test_an_id_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(ShiziError) as caught:
        parse_id(f"440100:lead:{UUID_TEXT}", kind="filing")
    assert "filing" in caught.value.message
    assert "lead" in caught.value.message_zh


def test_the_owner_is_in_a_code_and_in_an_id() -> None:
    assert owner_of("440100") == "440100"
    assert owner_of(f"350800:lead:{UUID_TEXT}") == "350800"
    for text in ("广州", "440100\n", "4401000"):
        with pytest.raises(ShiziError):
            owner_of(text)


def test_new_ids_are_version_7_and_rise_with_time() -> None:
    made = [new_id("440100", "filing", at=AT + timedelta(microseconds=250 * n)) for n in range(40)]
    assert {UUID(each.local).version for each in made} == {7}
    assert [each.local for each in made] == sorted(each.local for each in made)
    assert UUID(made[0].local).int >> 80 == int(AT.timestamp() * 1000)
    assert all(parse_id(str(each)) == each for each in made)
    assert new_id("440100", "filing", at=AT) != new_id("440100", "filing", at=AT)


def test_a_time_without_zone_makes_no_id() -> None:
    with pytest.raises(ValueError, match="zone"):
        new_id("440100", "filing", at=AT.replace(tzinfo=None))


def test_derived_ids_are_the_same_everywhere_and_differ_by_every_part() -> None:
    topic = f"440500:topic:{UUID_TEXT}"
    one = derived_id("440100", "participation", topic)
    assert str(one) == "440100:participation:" + one.local
    assert one == derived_id("440100", "participation", topic)
    assert UUID(one.local).version == 8
    others = {
        derived_id("440500", "participation", topic),
        derived_id("440100", "topic", topic),
        derived_id("440100", "participation", topic, ""),
        derived_id("440100", "participation", "a", "bc"),
        derived_id("440100", "participation", "ab", "c"),
    }
    assert len(others | {one}) == 6


def test_the_derivation_never_changes() -> None:
    assert derived_id("440100", "participation", "440500:topic:x").local == "f8d70479-a6d7-8960-971f-55e56ae18116"


def test_making_an_id_checks_owner_and_kind() -> None:
    with pytest.raises(ShiziError):
        derived_id("4401", "filing", "x")
    with pytest.raises(ShiziError):
        committee_id("GZ")
    with pytest.raises(ValueError, match="kind"):
        new_id("440100", "proposal", at=AT)
