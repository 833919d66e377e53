"""What is read of a shared proposal at its lead and at the others: the umbrella here, each filing at its owner."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from schema.shared_proposals.hashing import text_hash
from services.kit.reads.binding import View
from tests.services.reads.asking import Asker
from tests.services.shared_proposals.table import LEAD, LONGYAN, SHANTOU, TEXT, TITLE, Table

pytestmark = pytest.mark.asyncio(loop_scope="package")

ASK = """query($id: ID!) { sharedProposal(id: $id) { title text state outcome number textHash lead { code }
  versions { number sha256 } parties { committee { code } state number } respondBy fileBy
  reports { committee { code } filing { id } state outcome caseNumber grades }
  endorsements { id sharedProposalId committee { code } state }
  filings { id committee { code } state outcome caseNumber
    sharedProposal { id } replies { grade { canonical } } } } }"""
ENTITIES = """query($keys: [_Any!]!) { _entities(representations: $keys) {
  ... on SharedFiling { committee { code } wording state outcome caseNumber filing { id title }
    replies { unit grade { letter canonical } } }
  ... on SharedProposalEndorsement { stands: state number textHash agreed authority { body } } } }"""
OF_THE_LEAD = View(LEAD, ("PUBLISHED",), insider=False)
STRANGER = View("440000", ("PUBLISHED",), insider=False)


def inside(code: str) -> View:
    """Staff of that committee."""
    return View(code, ("PUBLISHED", "SHARED", "NODE", "RESTRICTED"), insider=True)


async def asker(table: Table, code: str) -> Asker:
    """One of the committees, which shares the module with everybody."""
    made = Asker(table.between.databases[code], table.between.clock)
    await made.database.writer.execute(
        "INSERT INTO sharing_policy (module, audience_kind, covers, valid_from)"
        " VALUES ('shared_proposals', 'PUBLIC', 'RECORDS', '2020-01-01') ON CONFLICT DO NOTHING"
    )
    return made


async def test_the_lead_shows_its_own_and_names_the_others(table: Table) -> None:
    await table.agreed(SHANTOU)
    shared = {code: await table.file(code) for code in (LEAD, SHANTOU)}
    await table.review(SHANTOU, uuid.uuid4().hex)
    await table.settle()
    lead = await asker(table, LEAD)
    found = (await lead.ask(ASK, inside(LEAD), id=table.id))["sharedProposal"]
    assert (found["title"], found["text"], found["number"]) == (TITLE, TEXT, 1)
    assert found["versions"] == [{"number": 1, "sha256": text_hash(TITLE, TEXT)}]
    assert (found["state"], found["outcome"]) == ("IN_HANDLING", "PARTLY_FILED")
    assert [(each["committee"]["code"], each["state"]) for each in found["parties"]] == [
        (LEAD, "CARRIED_OUT"), (SHANTOU, "CARRIED_OUT"),
    ]  # fmt: skip
    assert [(each["committee"]["code"], each["state"]) for each in found["reports"]] == [
        (LEAD, "DRAFT"), (SHANTOU, "FILED"),
    ]  # fmt: skip
    assert found["endorsements"] == [
        {
            "id": table.endorsement(SHANTOU),
            "sharedProposalId": table.id,
            "committee": {"code": SHANTOU},
            "state": "UNKNOWN",
        }
    ]
    assert [(each["id"], each["state"]) for each in found["filings"]] == [
        (shared[LEAD], "DRAFT"), (shared[SHANTOU], None),
    ]  # fmt: skip


async def test_its_owner_tells_the_other_parties_and_nobody_else(table: Table) -> None:
    await table.agreed(SHANTOU, LONGYAN)
    shared, number = await table.file(SHANTOU), uuid.uuid4().hex
    await table.review(SHANTOU, number)
    await table.handled(SHANTOU)
    await table.settle()
    there = await asker(table, SHANTOU)
    keys = [
        {"__typename": "SharedFiling", "id": shared},
        {"__typename": "SharedProposalEndorsement", "id": table.endorsement(SHANTOU)},
    ]
    filing, endorsement = (await there.ask(ENTITIES, OF_THE_LEAD, keys=keys))["_entities"]
    assert filing == {
        "committee": {"code": SHANTOU}, "wording": "AS_AGREED", "state": "CLOSED", "outcome": "FILED",
        "caseNumber": number, "filing": None,
        "replies": [{"unit": "示例单位1", "grade": {"letter": "B", "canonical": ["PLANNED"]}}],
    }  # fmt: skip
    assert (endorsement["stands"], endorsement["agreed"]) == ("CARRIED_OUT", True)
    hidden = (await there.ask(ENTITIES, STRANGER, keys=keys[:1]))["_entities"]
    assert hidden == [None]
    own = await there.ask(
        "query($id: ID!) { node(id: $id) { ... on Filing { sharedProposal { id } } } }",
        inside(SHANTOU), id=await table.filing_of(SHANTOU),
    )  # fmt: skip
    assert own["node"]["sharedProposal"] == {"id": table.id}


@pytest.mark.parametrize(
    ("results", "outcome"),
    [
        ((), "PENDING"),
        (("PENDING", None), "PENDING"),
        (("FILED", "FILED"), "ALL_FILED"),
        (("FILED", "PENDING"), "PARTLY_FILED"),
        (("FILED", "NOT_FILED"), "MIXED"),
        (("FILED", "MERGED"), "MIXED"),
        (("NOT_FILED", "WITHDRAWN"), "NONE_FILED"),
        (("NOT_FILED", "PENDING"), "PENDING"),
    ],
)
async def test_the_outcome_is_derived(table: Table, results: tuple[str | None, ...], outcome: str) -> None:
    await table.agreed(SHANTOU)
    writer: Any = table.between.databases[LEAD].writer
    if results:
        await writer.execute("UPDATE shared_party SET state = 'CARRIED_OUT' WHERE shared_proposal_id = $1", table.id)
    for place, (code, result) in enumerate(zip((LEAD, SHANTOU), results, strict=False), 1):
        await writer.execute(
            "INSERT INTO shared_report (shared_proposal_id, position, shared_filing_id, committee, filing_id, term,"
            " state, outcome, told_at) VALUES ($1, $2, $3, $4, $4 || ':filing:x', 14, 'X', $5, $6)",
            table.id, place, f"{code}:shared-filing:{uuid.uuid4()}", code, result, table.between.clock.now(),
        )  # fmt: skip
    found = await (await asker(table, LEAD)).ask(
        "query($id: ID!) { sharedProposal(id: $id) { outcome } }", inside(LEAD), id=table.id
    )
    assert found["sharedProposal"]["outcome"] == outcome


async def test_they_are_listed_at_their_leads_and_endorsements_at_their_givers(table: Table) -> None:
    await table.circulated(SHANTOU)
    lead, other = await asker(table, LEAD), await asker(table, SHANTOU)
    found = await lead.ask(
        """{ sharedProposals(first: 100, filter: { state: ENDORSING, party: "440500" }, orderBy: RESPOND_BY_DESC) {
        edges { node { id outcome parties { committee { code name } state } } } } }""",
        inside(LEAD),
    )
    (mine,) = [each["node"] for each in found["sharedProposals"]["edges"] if each["node"]["id"] == table.id]
    assert (mine["outcome"], [each["state"] for each in mine["parties"]]) == ("PENDING", ["ENDORSED", "INVITED"])
    asked = await other.ask(
        """{ sharedProposalEndorsements(first: 100, filter: { state: INVITED }) {
        edges { node { id state respondBy } } } }""",
        inside(SHANTOU),
    )
    ids = [each["node"]["id"] for each in asked["sharedProposalEndorsements"]["edges"]]
    assert table.endorsement(SHANTOU) in ids
