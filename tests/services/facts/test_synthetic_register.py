"""The example register: marked, the same every time, and as the register's own rules would have it."""

from schema.ids import parse_id
from services.facts.synthetic import TERM as FILINGS_TERM
from services.facts.synthetic_register import FIRST_DAY, SESSIONS, TERM, synthetic_register

REGISTER = list(synthetic_register("440100"))
OF = {kind: [each for each in REGISTER if each.record.kind == kind] for kind in ("member", "body", "session")}


def test_it_is_the_same_each_time_and_marked() -> None:
    assert list(synthetic_register("440100")) == REGISTER
    assert {each.id for each in synthetic_register("440500")}.isdisjoint(each.id for each in REGISTER)
    for each in REGISTER:
        assert each.provenance == "SYNTHETIC"
        assert parse_id(each.id, kind=each.record.kind).owner == "440100"
        assert each.record.kind == "session" or str(each.values["name"]).startswith("示例")


def test_members_are_seen_inside_and_have_subjects_of_their_own() -> None:
    assert {each.visibility for each in OF["member"]} == {"NODE"}
    assert {each.visibility for each in (*OF["body"], *OF["session"])} == {"PUBLISHED"}
    assert [each.values["subject"] for each in OF["member"]] == [f"example-{number}" for number in range(1, 11)]
    assert {each.values["term"] for each in OF["member"]} == {TERM} != {FILINGS_TERM}


def test_convenors_are_members_of_the_term() -> None:
    members = {each.id for each in OF["member"]}
    convenors = [each.values["convenor_id"] for each in OF["body"] if each.values["convenor_id"]]
    assert convenors
    assert set(convenors) <= members
    assert len({each.values["kind"] for each in OF["body"]}) == 5


def test_sessions_stand_in_order() -> None:
    for each in SESSIONS:
        days = [each.accepts_from, each.opens_on, each.accepts_until, each.closes_on]
        assert days == sorted(days)
    assert SESSIONS[0].closes_on < SESSIONS[1].accepts_from == FIRST_DAY
