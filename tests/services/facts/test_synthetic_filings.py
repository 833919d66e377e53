"""Example filings: the same every time, marked, and spread widely enough to try lists with."""

from collections import Counter
from datetime import datetime
from itertools import pairwise

from schema.ids import parse_id
from services.facts.synthetic import STATES, synthetic_filings
from services.handling.records import ASSIGNMENT
from services.proposals.records import FILING

ALL = list(synthetic_filings("440100", 500))
FILINGS = [each for each in ALL if each.record is FILING]
ASSIGNMENTS = [each for each in ALL if each.record is ASSIGNMENT]


def test_the_same_number_gives_the_same_and_more_only_adds() -> None:
    assert list(synthetic_filings("440100", 500)) == ALL
    fewer = list(synthetic_filings("440100", 7))
    assert fewer == FILINGS[:7] + ASSIGNMENTS[: len(fewer) - 7]
    assert {each.id for each in synthetic_filings("440500", 500)}.isdisjoint(each.id for each in ALL)
    assert list(synthetic_filings("440100", 0)) == []


def test_they_are_marked_in_provenance_title_and_names() -> None:
    for each in FILINGS:
        assert each.provenance == "SYNTHETIC"
        assert str(each.values["title"]).startswith("【示例】")
        assert parse_id(each.id, kind="filing").owner == "440100"
        assert all("示例" in str(row["name"]) for row in each.children["proposer"])
    assert all("示例" in str(each.values["unit"]) and each.provenance == "SYNTHETIC" for each in ASSIGNMENTS)


def test_every_state_occurs_with_its_outcome() -> None:
    found = Counter((each.values["state"], each.values["outcome"]) for each in FILINGS)
    assert set(found) == {(state, outcome) for state, outcome, _ in STATES}


def test_there_are_ties_and_missing_values_in_what_lists_are_ordered_by() -> None:
    for column in ("title", "submitted_at", "filed_at"):
        values = [each.values[column] for each in FILINGS if each.values[column] is not None]
        assert len(set(values)) < len(values), column
    for column in ("submitted_at", "filed_at", "case_number"):
        assert 0 < sum(each.values[column] is None for each in FILINGS) < len(FILINGS), column


def test_case_numbers_are_given_to_filed_ones_once() -> None:
    numbered = [each for each in FILINGS if each.values["case_number"] is not None]
    assert len({each.values["case_number"] for each in numbered}) == len(numbered)
    assert {each.values["outcome"] for each in numbered} == {"FILED"}


def test_each_has_one_first_proposer_and_times_that_follow_each_other() -> None:
    for each in FILINGS:
        assert [row["position"] for row in each.children["proposer"] if row["first"]] == [1]
        times = [str(each.values[column]) for column in ("submitted_at", "filed_at") if each.values[column]]
        assert all(datetime.fromisoformat(a) < datetime.fromisoformat(b) for a, b in pairwise(times))


def test_assignments_are_sole_or_one_lead_with_support() -> None:
    for each in FILINGS:
        roles = Counter(one.values["role"] for one in ASSIGNMENTS if one.values["filing_id"] == each.id)
        assert roles in (Counter(), Counter(SOLE=1), Counter(LEAD=1, SUPPORT=1), Counter(LEAD=1, SUPPORT=2)), roles
    assert ASSIGNMENTS
