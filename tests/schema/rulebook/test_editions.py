"""Editions as data: what is in force when, what they change, and how their mistakes are named."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.rulebook import Refusal, Rulebook, Transition, rulebook
from schema.rulebook.editions import EDITIONS, EditionError, Editions
from schema.rulebook.editions.reading import editions_of
from schema.rulebook.model import Mark
from services.facts.reading import entries
from tests.schema.rulebook.cases import CASES, good
from tests.schema.rulebook.walking import Trial, of_rules, shape, sourced, wording

NATIONAL = """
[[edition]]
version = "2020"
from = 2020-01-01
source = "here"
mark = "K"
scheme = { id = "national" }
[[edition.limits]]
id = "assignment.reply"
amount = 3
unit = "MONTHS"
"""
OWN = """
[[edition]]
version = "2024"
from = 2024-01-01
until = 2025-01-01
source = "there"
mark = "K"
"""
LIMITS = {"cosign", "pre-session", "feedback", "rehandle"}
OF_ASSIGNMENTS = {"objection", "return-answer", "reply", "support-opinion", "extension-total"}
TODAY = date(2026, 11, 23)


def made(own: str, national: str = NATIONAL, code: str = "440100") -> Editions:
    return Editions.of([*editions_of("national", national), *editions_of(code, own)])


def test_a_committee_has_its_edition_over_the_base() -> None:
    book = rulebook("440100", TODAY)
    assert (book.committee, book.version) == ("440100", "national-2026-11+440100-2019-09")
    assert book.valid_from == date(2019, 9, 27)
    assert book.limit("assignment.reply") == rulebook(None, TODAY).limit("assignment.reply")
    assert str(book) == "440100: national-2026-11+440100-2019-09, from 2019-09-27"


def test_a_committee_without_editions_has_the_base() -> None:
    assert rulebook("440606", TODAY) is rulebook(None, TODAY) is rulebook(None, date(1990, 1, 1))
    assert rulebook("440100", date(2011, 12, 31)).version == "national-2026-11"
    assert rulebook("440100", TODAY) is rulebook("440100", TODAY)


def test_the_day_of_a_revision_is_judged_by_the_new_rules() -> None:
    earlier, later = rulebook("440100", date(2019, 9, 26)), rulebook("440100", date(2019, 9, 27))
    assert (earlier.version[-7:], later.version[-7:]) == ("2012-01", "2019-09")
    assert earlier.limit("assignment.objection").amount == 5
    assert later.limit("assignment.objection").amount == 7


@pytest.mark.parametrize("book", EDITIONS.books(), ids=str)
def test_every_book_is_whole(book: Rulebook) -> None:
    assert set(book.limits) >= {f"filing.{each}" for each in LIMITS} | {f"assignment.{each}" for each in OF_ASSIGNMENTS}
    assert all(sourced(limit.source) for limit in book.limits.values())
    assert sourced(book.scheme_source)
    assert all(sourced(term.source) for terms in book.vocabularies.values() for term in terms)
    assert [*of_rules(book.rules)] == []
    for machine in book.machines.values():
        assert [*wording(machine)] == []
        assert [*shape(machine)] == []


@pytest.mark.parametrize("book", EDITIONS.books(), ids=str)
def test_every_book_is_tried_with_the_cases(book: Rulebook) -> None:
    problems = [each for each in Trial(book, CASES).problems() if "which no move has" not in each]
    assert problems == []


CHANGES = """
drop_rules = ["filing.merge.term"]
[edition.scheme]
id = "system-gdszm"
[[edition.limits]]
id = "assignment.reply"
amount = 2
unit = "MONTHS"
[[edition.vocabularies]]
id = "feedback.satisfaction"
terms = [{ code = "GOOD", zh = "好", en = "Good", canonical = "SATISFIED" }]
[[edition.rules]]
id = "filing.file.text"
on = ["fileFiling"]
guard = "has_text"
reason_zh = "没有正文。"
reason_en = "No text."
allowed_when_zh = "写明正文。"
allowed_when_en = "Give a text."
[[edition.rules]]
id = "filing.return.note"
guard = "has_text"
reason_zh = "另一条。"
reason_en = "Another."
allowed_when_zh = "另一条。"
allowed_when_en = "Another."
[[edition.drop_moves]]
machine = "CitizenLead"
command = "claimCitizenLead"
from = ["ADOPTED"]
[[edition.moves]]
machine = "CitizenLead"
command = "claimCitizenLead"
from = ["SCREENED"]
to = "CLAIMED"
roles = ["member"]
rules = ["citizen-lead.claim.claimant"]
"""


def test_an_edition_changes_limits_words_and_scheme() -> None:
    own = made(OWN + CHANGES)
    before, book = own.book("440100", date(2023, 12, 31)), own.book("440100", date(2024, 12, 31))
    assert own.book("440100", date(2025, 1, 1)).version == before.version == "national-2020"
    assert (before.limit("assignment.reply").amount, book.limit("assignment.reply").amount) == (3, 2)
    assert (before.scheme, book.scheme) == ("national", "system-gdszm")
    assert [term.code for term in book.vocabulary("feedback.satisfaction")] == ["GOOD"]


def test_an_edition_changes_rules_and_moves() -> None:
    own = made(OWN + CHANGES)
    before, book = own.book("440100", date(2023, 12, 31)), own.book("440100", date(2024, 12, 31))
    assert book.rule("filing.return.note").guard == "has_text"
    assert before.rule("filing.return.note").guard == "has_note"
    with pytest.raises(LookupError, match=r"no rule filing\.merge\.term"):
        book.rule("filing.merge.term")
    facts = {**good("Filing", "fileFiling"), "text": None}
    assert isinstance(before.judge("Filing", "fileFiling", "PRELIM_PASSED", ("staff",), facts), Transition)
    refusal = book.judge("Filing", "fileFiling", "PRELIM_PASSED", ("staff",), facts)
    assert isinstance(refusal, Refusal)
    assert refusal.rule == "filing.file.text"
    lead = good("CitizenLead", "claimCitizenLead")
    assert isinstance(book.judge("CitizenLead", "claimCitizenLead", "SCREENED", ("member",), lead), Transition)
    assert isinstance(book.judge("CitizenLead", "claimCitizenLead", "ADOPTED", ("member",), lead), Refusal)


MOVE = '[[edition.moves]]\nmachine = "Filing"\ncommand = "fileFiling"\n'
MISTAKES = [
    ('drop_rules = ["filing.no.such"]', "440100-2024: there is no rule filing.no.such to drop"),
    ('scheme = { id = "stars" }', "440100-2024: there is no scheme of grades stars"),
    ("colour = 1", "an edition has no colour"),
    ("[edition.scheme]\nid = ''", "id is missing"),
    ('[[edition.limits]]\nid = "assignment.nap"\namount = 1\nunit = "DAYS"', "no time limit assignment.nap to replace"),
    ('[[edition.limits]]\nid = "assignment.reply"\namount = 1\nunit = "MOONS"', "'MOONS' is not a valid LimitUnit"),
    ('[[edition.limits]]\nid = "assignment.reply"\namount = 1\nunit = "DAYS"\nsource = "x"\nmark = "Z"', "'Z'"),
    ('[[edition.vocabularies]]\nid = "x"\nterms = []', "x has no terms"),
    ('[[edition.vocabularies]]\nid = "x"\nterms = [{ code = "A", zh = "甲" }]', "A: en is missing"),
    ('[[edition.rules]]\nid = "filing.x"', "filing.x: guard is missing"),
    ('[[edition.drop_moves]]\nmachine = "Plan"\ncommand = "x"', "there is no machine Plan"),
    ('[[edition.drop_moves]]\nmachine = "Filing"\ncommand = "x"', "Filing knows no command x"),
    ('[[edition.drop_moves]]\nmachine = "Filing"\ncommand = "fileFiling"', "no move of fileFiling is left"),
    (
        '[[edition.drop_moves]]\nmachine = "Filing"\ncommand = "fileFiling"\nfrom = ["DRAFT"]',
        "fileFiling has no move from DRAFT to drop",
    ),
    (
        MOVE + 'from = ["LOST"]\nto = "FOUND"\nroles = ["king"]',
        "Filing knows no state FOUND",
    ),
    (
        MOVE + 'from = ["DRAFT"]\nto = "FILED"\nroles = ["king"]',
        "fileFiling is left to king, which is no role",
    ),
    (
        MOVE + 'from = ["DRAFT"]\nto = "FILED"\nroles = ["staff"]\nrules = ["filing.no"]',
        "fileFiling names the rule filing.no, which there is not",
    ),
    (MOVE + 'to = "FILED"', "from and roles are not empty"),
]
RULE = """[[edition.rules]]
id = "{id}"
on = {on}
guard = "{guard}"
reason_zh = "一。"
reason_en = "One."
allowed_when_zh = "一。"
allowed_when_en = "One."
"""


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=[said for _, said in MISTAKES])
def test_a_mistake_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(EditionError) as caught:
        made(OWN + text)
    assert said in str(caught.value)
    assert "440100" in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"id": "filing.x", "on": "['fileFiling']", "guard": "guesses"}, "filing.x: there is no guard guesses"),
        ({"id": "Filing", "on": "['fileFiling']", "guard": "has_text"}, "a rule is called like"),
        ({"id": "filing.x", "on": "[]", "guard": "has_text"}, "there is no rule filing.x to replace"),
        ({"id": "filing.x", "on": "['loseFiling']", "guard": "has_text"}, "loseFiling, which no machine knows"),
    ],
)
def test_a_rule_that_cannot_be_is_named(rule: dict[str, str], said: str) -> None:
    with pytest.raises(EditionError, match=said):
        made(OWN + RULE.format(**rule))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("440100", OWN + OWN.replace('"2024"', '"2024-06"'), "440100-2024 and 440100-2024-06 are both in force"),
        ("440100", OWN.replace("2025-01-01", "2023-01-01"), "ends on 2023-01-01, before it begins"),
        ("440100", OWN.replace('source = "there"', ""), "source is missing"),
        ("440100", OWN.replace('mark = "K"', 'mark = "?"'), "mark is one of S, R, Y, K"),
        ("440100", OWN.replace("from = 2024-01-01", 'from = "2024"'), "from and until are days"),
        ("440100", OWN.replace('"2024"', '"new"'), "version is like 2019-09"),
        ("999999", OWN, "999999 is no code of a committee"),
        ("440100", "", r"there is no \[\[edition\]\]"),
        ("440100", "[[edition", "440100: "),
    ],
)
def test_an_edition_that_cannot_be_is_named(name: str, text: str, said: str) -> None:
    with pytest.raises(EditionError, match=said):
        editions_of(name, text)


def test_every_mistake_of_a_file_is_named_at_once() -> None:
    with pytest.raises(EditionError) as caught:
        editions_of("440100", OWN + MISTAKES[7][0] + "\n" + MISTAKES[9][0])
    assert len(caught.value.problems) == 2


def test_there_is_a_base() -> None:
    with pytest.raises(EditionError, match="no national edition"):
        Editions.of(editions_of("440100", OWN))


def test_a_book_says_what_it_does_not_know() -> None:
    book = rulebook(None, TODAY)
    for ask in (book.limit, book.vocabulary, book.rule, book.machine):
        with pytest.raises(LookupError, match="there are"):
            ask("nothing")


# Last year's commands under last year's rules.

RECORDED = tomllib.loads(Path(__file__).with_name("recorded.toml").read_text(encoding="utf-8"))["judged"]

_YEAR = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]
_ASKED = st.tuples(
    st.sampled_from([None, "440100", "440500", "350800", "440606"]),
    st.one_of(st.sampled_from(_YEAR), st.dates(date(2010, 1, 1), date(2026, 12, 31))),
    st.sampled_from(
        [(name, command) for name, machine in rulebook(None, TODAY).machines.items() for command in machine.verbs]
    ),
    st.integers(0, 30),
    st.sampled_from([("staff",), ("member",), ("unit",), ("system",), ()]),
    st.dictionaries(st.sampled_from(["text", "note", "case_number"]), st.none(), max_size=1),
)
Asked = tuple[str | None, date, tuple[str, str], int, tuple[str, ...], dict[str, None]]


def answers(editions: Editions, asked: list[Asked]) -> list[str]:
    """What each command was told under the book of its day."""
    told = []
    for committee, on, (name, command), number, roles, bad in asked:
        book = editions.book(committee, on)
        states = (None, *book.machine(name).states)
        facts = {**good(name, command), **bad}
        verdict = book.judge(name, command, states[number % len(states)], roles, facts)
        told.append(f"{book.version} {verdict.rule if isinstance(verdict, Refusal) else verdict}")
    return told


@cache
def changed_this_year() -> Editions:
    """The shipped editions, and one more for 广州 from 2027 on, before which everything stays as it was."""
    text = OWN.replace("2024-01-01", "2027-01-01").replace("2025-01-01", "2028-01-01").replace('"2024"', '"2027"')
    text += '[[edition.drop_moves]]\nmachine = "Filing"\ncommand = "withdrawFiling"\nfrom = ["DRAFT"]\n'
    ended = tuple(
        replace(each, until=date(2027, 1, 1)) if each.name == "440100-2019-09" else each for each in EDITIONS.editions
    )
    return Editions.of([*ended, *editions_of("440100", text)])


@settings(max_examples=50)
@given(st.lists(_ASKED, max_size=30))
def test_what_was_judged_is_judged_the_same_ever_after(asked: list[Asked]) -> None:
    assert answers(changed_this_year(), asked) == answers(EDITIONS, asked)


def test_a_new_edition_gives_another_answer_from_its_day_on() -> None:
    def told(editions: Editions, on: date) -> str:
        return answers(editions, [("440100", on, ("Filing", "withdrawFiling"), 1, ("member",), {})])[0]

    assert told(changed_this_year(), date(2026, 12, 31)) == told(EDITIONS, date(2026, 12, 31))
    assert told(changed_this_year(), date(2027, 1, 1)).endswith("440100-2027 filing.withdraw.state")
    assert told(EDITIONS, date(2027, 1, 1)).endswith("Filing.withdrawFiling: DRAFT → WITHDRAWN")


@pytest.mark.parametrize("one", RECORDED, ids=lambda one: f"{one['committee']} {one['on']} {one['command']}")
def test_what_was_recorded_is_judged_the_same_today(one: dict[str, Any]) -> None:
    book = rulebook(one["committee"], one["on"])
    facts = {**good(one["machine"], one["command"]), **one.get("but", {})}
    verdict = book.judge(one["machine"], one["command"], one["state"], (one["role"],), facts)
    told = verdict.rule if isinstance(verdict, Refusal) else verdict.after
    assert (book.version, told) == (one["book"], one["answer"])


def test_the_reasons_to_refuse_are_those_that_committees_start_with() -> None:
    words = [(term.code, term.zh, term.en) for term in rulebook(None, TODAY).vocabulary("filing.refusal-reasons")]
    assert words == [(each["code"], each["text_zh"], each["text_en"]) for each in entries("reasons", "reason")]


def test_what_no_source_supports_is_marked_so() -> None:
    assert {each.source.mark for each in EDITIONS.editions if each.committee == "350800"} == {Mark.DESIGN}
    assert str(EDITIONS.editions[1]) == "350800-2023-01 [K]: 2023-01-01 – "
