"""What HTTP brought, read as a GraphQL reply or a failure; above all: which mutations may have been carried out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.execute.backend import Failure, Reply
from gateway.transport.endpoint import Answer, Broken
from gateway.transport.envelope import read
from schema.errors import ErrorCode

JSON = "application/json"
UNREACHABLE, UNKNOWN, TIMEOUT = ErrorCode.NODE_UNREACHABLE, ErrorCode.OUTCOME_UNKNOWN, ErrorCode.TIMEOUT


@pytest.mark.parametrize(
    ("answer", "data", "errors"),
    [
        (Answer(200, JSON, b'{"data":{"a":1}}'), {"a": 1}, ()),
        (Answer(200, JSON, b'{"data":{"a":null},"errors":[{"message":"m"}]}'), {"a": None}, ({"message": "m"},)),
        (Answer(400, JSON, b'{"errors":[{"message":"m"}]}'), None, ({"message": "m"},)),
        (Answer(500, "", b'{"data":null,"errors":[{"message":"m"}]}'), None, ({"message": "m"},)),
    ],
)
def test_reads_a_reply_at_any_status(answer: Answer, data: object, errors: object) -> None:
    assert read(answer, mutation=False, ms=1.5) == Reply(data, errors, 1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("result", "reading", "mutating"),
    [
        (Broken("r", "因", sent=False), UNREACHABLE, UNREACHABLE),
        (Broken("r", "因", sent=True), UNREACHABLE, UNKNOWN),
        (Broken("r", "因", sent=False, timed_out=True), TIMEOUT, TIMEOUT),
        (Broken("r", "因", sent=True, timed_out=True), TIMEOUT, UNKNOWN),
        (Answer(302, JSON, b'{"data":{}}'), UNREACHABLE, UNREACHABLE),
        (Answer(404, "text/html", b"<p>"), UNREACHABLE, UNREACHABLE),
        (Answer(500, "text/html", b"<p>"), UNREACHABLE, UNKNOWN),
        (Answer(502, "text/plain", b"bad gateway"), UNREACHABLE, UNKNOWN),
        (Answer(200, "text/html", b'{"data":{}}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b""), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b"{"), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b"[]"), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b"{}"), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":null}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":[]}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":{"a":"\xff"}}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":{"a":"\\ud800"}}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":{},"errors":["x"]}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":{},"errors":{"message":"m"}}'), UNREACHABLE, UNKNOWN),
        (Answer(200, JSON, b'{"data":' * 5000), UNREACHABLE, UNKNOWN),
    ],
)
def test_names_the_failure(result: Answer | Broken, reading: ErrorCode, mutating: ErrorCode) -> None:
    for mutation, code in ((False, reading), (True, mutating)):
        failure = read(result, mutation=mutation, ms=2.0)
        assert isinstance(failure, Failure)
        assert failure.code is code
        assert failure.reason
        assert any("\u4e00" <= letter <= "\u9fff" for letter in failure.reason_zh)


@given(st.integers(100, 599), st.sampled_from(["", JSON, "text/html", "text/plain"]), st.binary(), st.booleans())
def test_never_raises(status: int, content_type: str, body: bytes, mutation: bool) -> None:
    assert isinstance(read(Answer(status, content_type, body), mutation=mutation, ms=0.0), Failure | Reply)
