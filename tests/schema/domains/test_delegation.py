"""Root fields compute nothing: each hands itself, by name, to the port of the request."""

from typing import Any

from strawberry.types import Info

from schema.port import CONTEXT_KEY
from tests.schema.domains.contract_under_test import CONTRACT, GRAPHQL
from tests.schema.domains.test_documents import MUTATIONS, QUERIES


class HeardError(Exception):
    """Ends a request once the port was asked."""


class ListeningPort:
    """Remembers what it was asked, and answers nothing."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def read(self, info: Info[Any, Any], field: str) -> Any:
        self.asked.append(("read", field))
        raise HeardError

    async def command(self, info: Info[Any, Any], field: str) -> Any:
        self.asked.append(("command", field))
        raise HeardError

    async def entities(self, info: Info[Any, Any], representations: list[dict[str, Any]]) -> list[Any]:
        raise AssertionError("no entity was asked for")


async def _asked(document: str) -> list[tuple[str, str]]:
    port = ListeningPort()
    result = await CONTRACT.execute(document, context_value={CONTEXT_KEY: port})
    assert [type(error.original_error) for error in result.errors or []] == [HeardError] * len(port.asked)
    return port.asked


async def test_queries_are_read_through_the_port() -> None:
    assert await _asked(QUERIES["Totals"]) == [("read", "filingTotals")]
    assert await _asked('{ node(id: "440100:filing:1") { id } }') == [("read", "node")]
    assert await _asked('{ a: committee(code: "440100") { name } }') == [("read", "committee")]
    receipt = '{ citizenLeadByReceipt(committee: "440100", receipt: "r") { state } }'
    assert await _asked(receipt) == [("read", "citizenLeadByReceipt")]
    for name, field in (("Joint", "jointTopics"), ("Filings", "filings"), ("Reports", "publishedReports")):
        assert await _asked(QUERIES[name]) == [("read", field)]


async def test_mutations_are_commanded_through_the_port() -> None:
    for name, document in MUTATIONS.items():
        assert await _asked(f"mutation {{ {document} }}") == [("command", name)]


async def test_a_field_below_the_root_shows_what_the_root_answered() -> None:
    class Answering(ListeningPort):
        async def read(self, info: Info[Any, Any], field: str) -> Any:
            key = type("Group", (), {"key": "440100"})()
            return type("Totals", (), {"groups": [key]})()

    document = "{ filingTotals { groups(by: TERM) { key } } }"
    result = await CONTRACT.execute(document, context_value={CONTEXT_KEY: Answering()})
    assert (result.errors, result.data) == (None, {"filingTotals": {"groups": [{"key": "440100"}]}})


def test_there_is_something_to_delegate() -> None:
    assert GRAPHQL.query_type is not None
    assert len(GRAPHQL.query_type.fields) > 13 + 2  # and _entities, _service
