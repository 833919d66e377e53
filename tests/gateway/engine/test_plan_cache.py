"""The plan cache: what is prepared once, what counts as the same document, and that it stays small."""

from __future__ import annotations

from typing import Any

import pytest

from gateway import plancache
from gateway.errors import Rejected
from gateway.limits import Limits
from gateway.observe.metrics import Metrics
from gateway.plancache import PlanCache, Recent
from schema.errors import ErrorCode
from tests.gateway.station_node import stations_supergraph

QUERY = "query A($c: StationCode!) { station(code: $c) { code } }"


class Counted:
    """Counts calls of a function that it passes on."""

    def __init__(self, function: Any) -> None:
        self.function, self.calls = function, 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        return self.function(*arguments, **named)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, Counted]:
    counters = {name: Counted(getattr(plancache, name)) for name in ("parse", "validate", "plan")}
    for name, counter in counters.items():
        monkeypatch.setattr(plancache, name, counter)
    return counters


def cache(most: int = 100) -> PlanCache:
    return PlanCache(stations_supergraph(), Limits(), most, Metrics())


def test_an_identical_text_is_neither_parsed_nor_validated_nor_planned_again(counted: dict[str, Counted]) -> None:
    plans = cache()
    first = plans.prepare(QUERY, None)
    assert plans.prepare(QUERY, None) is first
    assert [counter.calls for counter in counted.values()] == [1, 1, 1]


def test_documents_that_differ_in_nothing_that_matters_share_a_plan(counted: dict[str, Counted]) -> None:
    plans = cache()
    first = plans.prepare(QUERY, None)
    spread = QUERY.replace("{", "{\n # comment\n").replace(",", " , ")
    assert plans.prepare(spread, "A") is first
    assert plans.prepare(QUERY + " query Unused { __typename }", "A") is first
    assert counted["plan"].calls == 1


def test_other_operations_of_a_document_have_their_own_plan() -> None:
    plans = cache()
    text = 'query A { __typename } mutation B { renameSighting(id: "x", title: "y") { replayed } }'
    assert plans.prepare(text, "A").kind == "query"
    assert plans.prepare(text, "B").is_mutation


def test_a_rejected_document_is_rejected_again_without_looking(counted: dict[str, Counted]) -> None:
    plans = cache()
    for _ in range(3):
        with pytest.raises(Rejected) as caught:
            plans.prepare("{ nothing }", None)
        assert caught.value.code is ErrorCode.GRAPHQL_VALIDATION_FAILED
    assert counted["parse"].calls == 1


def test_keeps_the_most_recent(counted: dict[str, Counted]) -> None:
    plans = cache(most=2)
    texts = [f"{{ a{n}: __typename }}" for n in range(3)]
    plans.prepare(texts[0], None)
    plans.prepare(texts[1], None)
    plans.prepare(texts[0], None)
    plans.prepare(texts[2], None)
    plans.prepare(texts[0], None)
    assert counted["parse"].calls == 3
    plans.prepare(texts[1], None)
    assert counted["parse"].calls == 4


def test_recent_is_bounded() -> None:
    recent: Recent[int] = Recent(3)
    for number in range(10):
        recent.put(b"%d" % number, number)
    assert len(recent) == 3
    assert recent.get(b"9") == 9
    assert recent.get(b"0") is None


def test_a_bug_in_planning_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    plans = cache()

    def broken(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(plancache, "plan", broken)
        with pytest.raises(RuntimeError):
            plans.prepare("{ __typename }", None)
    assert plans.prepare("{ __typename }", None).kind == "query"


@pytest.mark.parametrize(
    "text",
    [
        "{ ...F0 } "
        + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} }}" for n in range(900))
        + "fragment F900 on Query{a}",
        "{ " + "... { " * 50 + "__typename" + " }" * 51,
        "{ stations(nodes: " + "[" * 60 + "]" * 60 + ") { code } }",
        "{ " + 'station(code: "440100") { partners { ' * 9 + "code" + " } }" * 9 + " }",
    ],
    ids=["chain of fragments", "inline fragments", "lists", "fields"],
)
def test_deep_documents_are_refused_or_planned_and_never_crash(text: str) -> None:
    try:
        cache().prepare(text, None)
    except Rejected as rejected:
        assert rejected.code in {ErrorCode.TOO_COMPLEX, ErrorCode.GRAPHQL_VALIDATION_FAILED}
