"""The walk itself, on broken toy machines: each complaint is made where it is due, and nowhere else."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from schema.rulebook import Machine, Rulebook
from schema.rulebook.model import Mark, Move, Rule, Source, Text
from tests.schema.rulebook.case import Break, Cases, together
from tests.schema.rulebook.walking import Trial, of_rules, shape, wording

HERE = Source(Mark.DESIGN, "这里")
NOTED = Rule("toy.end.note", HERE, Text("没有说明。", "No note."), Text("写明。", "Give one."), "has_note")
START = Move("startToy", (None,), "NEW", ("staff",), HERE)
END = Move("endToy", ("NEW",), "DONE", ("staff", "member"), HERE, rules=(NOTED,))
LAPSE = Move("lapseToy", ("NEW",), "DONE", ("system",), HERE)
TOY = Machine(
    name="Toy",
    slug="toy",
    noun=Text("玩具", "toy"),
    verbs={
        "startToy": ("start", Text("开始", "be started")),
        "endToy": ("end", Text("结束", "be ended")),
        "lapseToy": ("lapse", Text("失效", "lapse")),
    },
    state_names={"NEW": Text("新", "New"), "DONE": Text("完", "Done")},
    moves=(START, END, LAPSE),
    initial="NEW",
    final=("DONE",),
)
CASES = Cases("Toy", {"note": "说明"}, (Break("toy.end.note", {"note": None}),))
LOST = {**TOY.state_names, "LOST": Text("失", "Lost")}


def trial(machine: Machine, cases: Mapping[str, Cases]) -> list[str]:
    book = Rulebook(None, "toy", date.min, "national", HERE, {machine.name: machine}, {}, {})
    return [each for each in Trial(book, cases).problems() if not each.startswith("guard")]


def test_a_whole_machine_draws_no_complaint() -> None:
    assert [*shape(TOY), *wording(TOY), *of_rules((NOTED,))] == []
    assert trial(TOY, {"Toy": CASES}) == []


@pytest.mark.parametrize(
    ("machine", "complaint"),
    [
        (replace(TOY, state_names=LOST), "Toy: LOST has no way in"),
        (replace(TOY, state_names=LOST, final=("DONE", "LOST")), "Toy: LOST has no way in"),
        (
            replace(TOY, state_names=LOST, moves=(*TOY.moves, replace(START, to="LOST"))),
            "Toy: LOST has no way out",
        ),
        (replace(TOY, final=()), "Toy: DONE has no way out"),
        (replace(TOY, final=()), "Toy: NEW never ends"),
        (replace(TOY, final=("NEW", "DONE")), "Toy: NEW is final and has a way out"),
        (replace(TOY, initial="OLD"), "Toy: OLD is initial or final but no state of it"),
        (replace(TOY, moves=(START, END, LAPSE, replace(END, to="GONE"))), "names GONE, which is no state of it"),
    ],
)
def test_a_graph_that_is_broken_is_named(machine: Machine, complaint: str) -> None:
    assert any(complaint in each for each in shape(machine))


NO_TEXT = Text("", "")


@pytest.mark.parametrize(
    ("machine", "complaint"),
    [
        (replace(TOY, noun=Text("toy", "toy")), "Toy: noun has no text in both languages"),
        (replace(TOY, state_names={**TOY.state_names, "DONE": NO_TEXT}), "Toy: DONE has no text in both languages"),
        (replace(TOY, verbs={**TOY.verbs, "endToy": ("end", NO_TEXT)}), "Toy: endToy has no text in both languages"),
        (replace(TOY, moves=(START, LAPSE)), "Toy: endToy has a verb without a move"),
        (replace(TOY, planned=frozenset({"mendToy"})), "Toy: mendToy is planned and has no move"),
        (replace(TOY, moves=(START, replace(END, source=Source(Mark.DESIGN, " ")), LAPSE)), "has no source"),
        (replace(TOY, moves=(START, replace(END, roles=("king",)), LAPSE)), "left to king, which is no role"),
        (
            replace(TOY, moves=(START, replace(END, rules=(replace(NOTED, id="toy.start.note"),)), LAPSE)),
            "toy.start.note is not called after endToy",
        ),
    ],
)
def test_words_that_are_missing_are_named(machine: Machine, complaint: str) -> None:
    assert any(complaint in each for each in wording(machine))


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        ((replace(NOTED, id="Toy note"),), "Toy note is no id of a rule"),
        ((replace(NOTED, source=Source(Mark.DESIGN, "")),), "toy.end.note has no source"),
        ((replace(NOTED, reason=Text("没有。", "没有。")),), "does not explain itself in both languages"),
        ((replace(NOTED, allowed_when=NO_TEXT),), "does not explain itself in both languages"),
        ((replace(NOTED, guard="guesses"),), "toy.end.note has no guard guesses"),
        ((NOTED, replace(NOTED, guard="has_text")), "toy.end.note is the id of two rules"),
    ],
)
def test_a_rule_that_is_broken_is_named(rules: tuple[Rule, ...], complaint: str) -> None:
    assert any(complaint in each for each in of_rules(rules))


HIDDEN = replace(TOY, moves=(START, END, LAPSE, replace(END, to="NEW")))
ANYBODY = replace(TOY, moves=(START, END, LAPSE, replace(LAPSE, roles=("staff",))))


@pytest.mark.parametrize(
    ("machine", "cases", "complaint"),
    [
        (TOY, {}, "Toy: there are no cases"),
        (TOY, {"Toy": CASES, "Top": Cases("Top")}, "Top: there are cases and no machine"),
        (TOY, {"Toy": replace(CASES, facts={})}, "the cases lack the fact 'note' for toy.end.note"),
        (TOY, {"Toy": replace(CASES, breaks=())}, "no case breaks toy.end.note"),
        (
            TOY,
            {"Toy": replace(CASES, breaks=(Break("toy.end.note", {"note": "x"}),))},
            "the case that breaks toy.end.note is refused by nothing",
        ),
        (
            TOY,
            {"Toy": replace(CASES, breaks=(*CASES.breaks, Break("toy.end.gone", {})))},
            "a case breaks toy.end.gone, which no move has",
        ),
        (TOY, {"Toy": replace(CASES, facts={"note": None})}, "no case accepts it"),
        (HIDDEN, {"Toy": CASES}, "is hidden by a move to DONE"),
        (ANYBODY, {"Toy": CASES}, "is the system's, and staff can take it"),
    ],
)
def test_what_the_cases_do_not_try_is_named(machine: Machine, cases: dict[str, Cases], complaint: str) -> None:
    assert any(complaint in each for each in trial(machine, cases))


def test_a_guard_that_only_ever_answers_one_way_is_named() -> None:
    book = Rulebook(None, "toy", date.min, "national", HERE, {"Toy": TOY}, {}, {})
    found = [*Trial(book, {"Toy": replace(CASES, breaks=())}).problems()]
    assert "guard has_note is never false" in found
    assert "guard has_note is never true" not in found
    assert "guard has_text is never true" in found


def test_two_files_may_not_disagree_about_a_fact() -> None:
    assert together("Toy", (CASES, Cases("Toy", {"more": 1}))).facts == {"note": "说明", "more": 1}
    with pytest.raises(ValueError, match="Toy: the fact note is '说明' in one file"):
        together("Toy", (CASES, Cases("Toy", {"note": "x"})))
