"""What the whole system says to bad input: a code, both languages, no trace of the inside, and nothing half-written."""

import base64
import json
import time
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from tests.system import Answer, System, request

LIST = "query($v: {type}) {{ filings({argument}: $v) {{ totalCount edges {{ cursor }} }} }}"


def listing(argument: str, type: str) -> str:
    return LIST.format(argument=argument, type=type)


def clear(answer: Answer, *codes: str) -> None:
    """Exactly these codes, an English and a Chinese message each, and nothing of the inside."""
    errors: list[dict[str, Any]] = answer.body["errors"]
    assert [e["extensions"]["code"] for e in errors] == list(codes), answer.text[:2000]
    for error in errors:
        assert error["message"].isascii() or error["message"]
        assert any("\u4e00" <= c <= "\u9fff" for c in error["extensions"]["messageZh"]), error
    for inside in ("Traceback", "asyncpg", ".py", "SELECT", "select ", "/work", "/root"):
        assert inside not in answer.text, answer.text[:2000]


@pytest.mark.parametrize(
    ("argument", "type", "value"),
    [
        ("nodes", "[NodeCode!]", ["999999"]),
        ("nodes", "[NodeCode!]", ["44010"]),
        ("nodes", "[NodeCode!]", ["４４０１００"]),
        ("after", "String", "not a cursor"),
        ("after", "String", ""),
        ("after", "String", base64.urlsafe_b64encode(b"\x01" + bytes(40)).decode().rstrip("=")),
        ("first", "Int", -1),
        ("first", "Int", 201),
        ("last", "Int", 201),
        ("after", "String", "a\x00b"),
    ],
)
def test_arguments(system: System, argument: str, type: str, value: object) -> None:
    clear(system.ask(listing(argument, type), {"v": value}), "BAD_USER_INPUT")


@pytest.mark.parametrize(
    "id", ["", "x", "440100", "440100:filing", "440100:nothing:1", "440100:filing:x\x00y", "999999:filing:1"]
)
def test_ids(system: System, id: str) -> None:
    clear(system.ask("query($id: ID!) { node(id: $id) { id } }", {"id": id}), "BAD_USER_INPUT")


def test_a_cursor_of_another_order_or_filter(system: System) -> None:
    cursor = system.ask("{ filings(first: 1) { edges { cursor } } }").data["filings"]["edges"][0]["cursor"]
    for other in ("orderBy: TITLE_ASC", "filter: { outcome: FILED }"):
        clear(
            system.ask(f"query($a: String) {{ filings(after: $a, {other}) {{ totalCount }} }}", {"a": cursor}),
            "BAD_USER_INPUT",
        )


def test_an_unknown_enum_is_named_by_validation(system: System) -> None:
    clear(system.ask("{ filings(filter: { outcome: NOPE }) { totalCount } }"), "GRAPHQL_VALIDATION_FAILED")
    clear(
        system.ask("query($o: FilingOutcome) { filings(filter: { outcome: $o }) { totalCount } }", {"o": "NOPE"}),
        "BAD_USER_INPUT",
    )


def test_syntax_and_aliases(system: System) -> None:
    clear(system.ask("{ filings("), "GRAPHQL_PARSE_FAILED")
    clear(system.ask("{ " + " ".join(f"a{i}: committees {{ code }}" for i in range(10_000)) + " }"), "TOO_COMPLEX")
    clear(
        system.ask('{ node(id: "440100:filing:x") ' + "{ ... on Node " * 2_000 + "{ id }" + " }" * 2_000 + " }"),
        "TOO_COMPLEX",
    )


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"not json", 400, "BAD_USER_INPUT"),
        (b"\xff\xfe{}", 400, "BAD_USER_INPUT"),
        (b'{"query": "{ committees { code } }" ', 400, "BAD_USER_INPUT"),
        (b'[{"query": "{ committees { code } }"}]', 400, "BAD_USER_INPUT"),
        (b'{"query": 7}', 400, "BAD_USER_INPUT"),
        (b'{"query": "{ committees { code } }", "variables": [1]}', 400, "BAD_USER_INPUT"),
        (b'{"query": "{ committees { code } }\\u0000"}', 400, "BAD_USER_INPUT"),
        (b'{"query": "{ committees { code } }", "x": "' + b"a" * (2 << 20) + b'"}', 413, "PAYLOAD_TOO_LARGE"),
    ],
)
def test_bodies(system: System, body: bytes, status: int, code: str) -> None:
    answer = request(f"{system.url}/graphql", body, {"content-type": "application/json"})
    assert answer.status == status
    clear(answer, code)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."])
def test_tokens_that_are_none(system: System, token: str) -> None:
    clear(system.ask("{ committees { code } }", token=token), "UNAUTHENTICATED")


def test_a_token_that_expired(system: System) -> None:
    stored = json.loads((system.home / "keys" / "dev-issuer.jwk").read_text())
    issued = system.shizi("token", "--committee", "440100", "--role", "staff", "--subject", "tester").stdout.strip()
    good = jwt.decode(issued, OKPKey.import_key(stored), algorithms=["Ed25519", "EdDSA"])
    past = good.claims | {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 3600}
    header = {key: value for key, value in good.header.items() if value is not None}
    expired = jwt.encode(header, past, OKPKey.import_key(stored), algorithms=["Ed25519", "EdDSA"])
    clear(system.ask("{ committees { code } }", token=expired), "UNAUTHENTICATED")


def test_a_title_with_a_nul_or_nothing_writes_nothing(system: System) -> None:
    token = system.token("440606")
    count = '{ filings(nodes: ["440606"]) { totalCount } }'
    before = system.ask(count, token=token).data["filings"]["totalCount"]
    for title in ("", "   ", "甲\x00乙", "长" * 20_000):
        answer = system.ask(
            'mutation($t: String!, $k: String!) { draftFiling(committee: "440606", idempotencyKey: $k, '
            'input: { title: $t, proposers: [{ kind: MEMBER, name: "甲" }] }) { replayed } }',
            {"t": title, "k": f"bad-{len(title)}"},
            token=token,
        )
        clear(answer, "BAD_USER_INPUT")
    assert system.ask(count, token=token).data["filings"]["totalCount"] == before
