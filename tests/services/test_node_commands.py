"""Mutations at a node: the payload is the record as selected, read back from what was committed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import orjson
import pytest_asyncio

from tests.services.node_client import NodeClient, running

DRAFT = """mutation($key: String!, $input: DraftFilingInput!, $dry: Boolean! = false) {
  draftFiling(committee: "440100", input: $input, idempotencyKey: $key, dryRun: $dry) {
    __typename replayed preview { rules { id } } deliveries { peer state }
    record { ...Shown } again: record { id committee { name } }
  } }
fragment Shown on Filing { __typename id title state outcome version visibility proposers { name kind first } }"""
SUBMIT = """mutation($key: String!, $id: ID!, $seen: Int) {
  submitFiling(id: $id, idempotencyKey: $key, expectedVersion: $seen) { replayed record { state outcome version } } }"""
INPUT = {
    "title": "关于加装电梯的提案",
    "text": "情况、分析与建议。",
    "term": 14,
    "session": 2,
    "proposers": [{"kind": "MEMBER", "name": "委员甲", "first": True}],
}
LEAD = """mutation($key: String!, $input: SubmitCitizenLeadInput!) {
  submitCitizenLead(committee: "440100", input: $input, idempotencyKey: $key) {
    receipt replayed record { id title state visibility } } }"""


@pytest_asyncio.fixture
async def client(database_dsn: str, tmp_path: Path) -> AsyncIterator[NodeClient]:
    """A node of 440100 with an empty database."""
    async with running(database_dsn, tmp_path) as client:
        yield client


async def drafted(client: NodeClient, **change: Any) -> dict[str, Any]:
    """The payload of a new draft."""
    payload: dict[str, Any] = (await client.act(DRAFT, input=INPUT | change)).json["data"]["draftFiling"]
    return payload


async def test_a_draft_is_answered_as_selected(client: NodeClient) -> None:
    payload = await drafted(client)
    id_ = payload["record"].pop("id")
    assert payload == {
        "__typename": "FilingPayload",
        "replayed": False,
        "preview": None,
        "deliveries": [],
        "record": {
            "__typename": "Filing", "title": INPUT["title"], "state": "DRAFT", "outcome": None, "version": 1,
            "visibility": "NODE", "proposers": INPUT["proposers"],
        },
        "again": {"id": id_, "committee": {"name": "广州市"}},
    }  # fmt: skip


async def test_a_repeated_command_acts_once_and_shows_the_record_of_now(client: NodeClient) -> None:
    id_ = (await drafted(client))["record"]["id"]
    first = await client.act(SUBMIT, id=id_, seen=1)
    shown = {"state": "SUBMITTED", "outcome": "PENDING", "version": 2}
    assert first.json["data"]["submitFiling"] == {"replayed": False, "record": shown}
    repeated = await client.ask(SUBMIT, client.assertion(), id=id_, seen=1, key=f"key {client.sent}")
    assert repeated.json["data"]["submitFiling"] == {"replayed": True, "record": shown}


async def test_refusals_of_commands(client: NodeClient) -> None:
    id_ = (await drafted(client))["record"]["id"]
    other = client.assertion(committee="440500")
    outcomes = {
        "stale version": (await client.act(SUBMIT, id=id_, seen=7), "CONFLICT"),
        "no token": (await client.ask(SUBMIT, id=id_, key="k"), "UNAUTHENTICATED"),
        "token of another committee": (await client.act(SUBMIT, other, id=id_), "FORBIDDEN"),
        "unknown record": (await client.act(SUBMIT, id=id_[:-1] + ("0" if id_[-1] != "0" else "1")), "NOT_FOUND"),
        "malformed id": (await client.act(SUBMIT, id="x"), "BAD_USER_INPUT"),
        "record of another": (await client.act(SUBMIT, id=id_.replace("440100", "440500")), "BAD_USER_INPUT"),
        "used key": (await client.ask(SUBMIT, client.assertion(), id=id_, key="key 1"), "CONFLICT"),
        "empty title": (await client.act(DRAFT, input=INPUT | {"title": " "}), "BAD_USER_INPUT"),
        "long title": (await client.act(DRAFT, input=INPUT | {"title": "长" * 501}), "BAD_USER_INPUT"),
        "unknown enum": (await client.act(DRAFT, input=INPUT | {"origin": "NOWHERE"}), "BAD_USER_INPUT"),
        "NUL": (await client.act(DRAFT, input=INPUT | {"title": "a\0"}), "BAD_USER_INPUT"),
    }
    assert {name: answered.code for name, (answered, _) in outcomes.items()} == {
        name: code for name, (_, code) in outcomes.items()
    }
    (conflict,) = outcomes["stale version"][0].json["errors"]
    assert conflict["extensions"]["currentVersion"] == 1
    database = client.app.state.process.nodes["440100"].database
    assert await database.reader.fetchval("SELECT count(*) FROM filing") == 1
    assert await database.reader.fetchval("SELECT count(*) FROM filing_history") == 1


async def test_a_citizen_without_a_name_gets_a_receipt_and_sees_the_lead_by_it(client: NodeClient) -> None:
    citizen = client.assertion(None, committee=None, sub="anonymous", ro=False)
    given = {"title": "增加滑板场", "text": "建议…", "contact": "13800000000"}
    answered = await client.act(LEAD, citizen, input=given)
    payload = answered.json["data"]["submitCitizenLead"]
    assert payload["record"]["title"] == "增加滑板场"
    assert "13800000000" not in answered.body.decode()
    by_receipt = """query($r: String!) { citizenLeadByReceipt(committee: "440100", receipt: $r) { id state } }"""
    found = (await client.ask(by_receipt, r=payload["receipt"])).json["data"]["citizenLeadByReceipt"]
    assert found == {"id": payload["record"]["id"], "state": "SUBMITTED"}
    listed = await client.ask("{ citizenLeads { totalCount } }", client.assertion("member"))
    assert listed.json["data"]["citizenLeads"]["totalCount"] == 1
    repeated = await client.ask(LEAD, citizen, input=given, key=f"key {client.sent}")
    assert repeated.json["data"]["submitCitizenLead"]["replayed"] is True
    assert repeated.json["data"]["submitCitizenLead"]["receipt"] == payload["receipt"]


async def test_an_invitation_is_named_in_deliveries(client: NodeClient) -> None:
    propose = """mutation($key: String!) { proposeJointTopic(committee: "440100", input: { title: "课题" },
      idempotencyKey: $key) { record { id stage } } }"""
    topic = (await client.act(propose)).json["data"]["proposeJointTopic"]["record"]["id"]
    invite = """mutation($key: String!, $id: ID!, $input: InviteJointTopicInput!) {
      inviteJointTopic(id: $id, input: $input, idempotencyKey: $key) {
        deliveries { __typename who: peer state } record { stage participations { id state committee { code } } } } }"""
    authority = {"body": "主席会议", "decidedOn": "2026-11-02", "documentNumber": "〔2026〕7号"}
    answered = await client.act(invite, id=topic, input={"committees": ["440113"], "authority": authority})
    payload = answered.json["data"]["inviteJointTopic"]
    assert payload["deliveries"] == [{"__typename": "Delivery", "who": "440113", "state": "QUEUED"}]
    (participation,) = payload["record"]["participations"]
    assert (participation["committee"], participation["state"]) == ({"code": "440113"}, "UNKNOWN")


async def test_a_header_names_the_instant_that_is_looked_at(client: NodeClient) -> None:
    """Nothing is done in the past, and the node says what it takes for an instant."""
    id_ = (await drafted(client))["record"]["id"]
    look = orjson.dumps({"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": id_}})
    past = {"shizi_as_of": "2020-01-01T00:00:00Z"}
    assert (await client.post(look, client.assertion())).json == {"data": {"node": {"id": id_}}}
    assert (await client.post(look, client.assertion(), **past)).json == {"data": {"node": None}}
    for wrong in ("", "now", "2020-01-01", "2999-01-01T00:00:00Z"):
        assert (await client.post(look, client.assertion(), shizi_as_of=wrong)).code == "BAD_USER_INPUT"
    submit = orjson.dumps({"query": SUBMIT, "variables": {"id": id_, "key": "in the past"}})
    assert (await client.post(submit, client.assertion(), **past)).code == "BAD_USER_INPUT"
    allowed = 'query($id: ID!) { allowedActions(on: $id, as: ["staff"]) { command } }'
    asked = orjson.dumps({"query": allowed, "variables": {"id": id_}})
    assert (await client.post(asked, client.assertion(), **past)).code == "BAD_USER_INPUT"
