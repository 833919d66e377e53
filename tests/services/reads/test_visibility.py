"""Who sees which record: viewer × visibility × sharing policy, in lists, lookups, entities, children and totals."""

from __future__ import annotations

from datetime import date, timedelta

from services.kit.identity import ANONYMOUS, Viewer
from services.kit.reads.binding import View
from services.port import view_of
from tests.services.reads.asking import STAFF, Asker

OWN = "440100"
VIEWERS = {
    "anyone": ANONYMOUS,
    "partner": Viewer("a", "350800", frozenset({"staff"}), True, None),
    "upper": Viewer("b", "440000", frozenset({"staff"}), True, None),
    "other": Viewer("c", "440500", frozenset({"staff", "member"}), True, None),
    "own member": Viewer("d", OWN, frozenset({"member"}), False, None),
    "own staff": Viewer("e", OWN, frozenset({"staff"}), False, None),
    "own without role": Viewer("f", OWN, frozenset(), False, None),
}
SEEN = {
    "anyone": {"PUBLISHED"},
    "partner": {"PUBLISHED", "SHARED"},
    "upper": {"PUBLISHED"},
    "other": {"PUBLISHED"},
    "own member": {"PUBLISHED", "SHARED", "NODE"},
    "own staff": {"PUBLISHED", "SHARED", "NODE", "RESTRICTED"},
    "own without role": {"PUBLISHED", "SHARED"},
}
INSIDERS = {"own member", "own staff", "own without role"}
POLICIES: dict[str, tuple[list[tuple[str, str | None]], set[str]]] = {
    "nothing": ([], set()),
    "public": ([("PUBLIC", None)], {"anyone", "partner", "upper", "other"}),
    "partner": ([("PARTNER", "350800")], {"partner"}),
    "upper level": ([("UPPER_LEVEL", None)], {"upper"}),
    "upper level by name": ([("UPPER_LEVEL", "440000")], {"upper"}),
    "another upper level": ([("UPPER_LEVEL", "100000")], set()),
    "partner and upper": ([("PARTNER", "350800"), ("UPPER_LEVEL", None)], {"partner", "upper"}),
    "nobody outweighs public": ([("PUBLIC", None), ("NOBODY", None)], set()),
}
LIST = "{ filings(first: 50, orderBy: TITLE_ASC) { totalCount edges { node { title visibility } } } }"
BY_ID = "query($id: ID!) { node(id: $id) { id } }"
ENTITIES = """query($r: [_Any!]!) { _entities(representations: $r) { ... on Filing { visibility } } }"""


async def four_filings(asker: Asker) -> dict[str, str]:
    """One filing of each visibility, the shared one with 350800; ids by visibility."""
    return {
        visibility: await asker.filing(visibility, visibility=visibility, audience=["350800"])
        for visibility in ("PUBLISHED", "SHARED", "NODE", "RESTRICTED")
    }


async def test_viewer_by_visibility_by_policy(asker: Asker) -> None:
    ids = await four_filings(asker)
    for lines, admitted in POLICIES.values():
        await asker.database.writer.execute("DELETE FROM sharing_policy")
        for audience, who in lines:
            await asker.share("proposals", audience, who=who)
        for name, viewer in VIEWERS.items():
            view = view_of(viewer, OWN)
            if name in admitted | INSIDERS:
                await sees(asker, view, ids, SEEN[name])
            else:
                await is_denied(asker, view, ids["PUBLISHED"])


async def sees(asker: Asker, view: View, ids: dict[str, str], visibilities: set[str]) -> None:
    """A list, `_entities` and `node` show the records of these visibilities and no others."""
    page = (await asker.ask(LIST, view))["filings"]
    assert {edge["node"]["visibility"] for edge in page["edges"]} == visibilities
    assert page["totalCount"] == len(visibilities)
    found = await asker.ask(ENTITIES, view, r=[{"__typename": "Filing", "id": id_} for id_ in ids.values()])
    assert {each["visibility"] for each in found["_entities"] if each} == visibilities
    for visibility, id_ in ids.items():
        one = (await asker.ask(BY_ID, view, id=id_))["node"]
        assert (one is not None) == (visibility in visibilities)


async def is_denied(asker: Asker, view: View, id_: str) -> None:
    """The module is not shared: every way to its records is FORBIDDEN."""
    assert await asker.refusal(LIST, view) == "FORBIDDEN"
    assert await asker.refusal(BY_ID, view, id=id_) == "FORBIDDEN"
    refused = await asker.result(ENTITIES, view, r=[{"__typename": "Filing", "id": id_}])
    assert refused.data == {"_entities": [None]}
    assert [error.path for error in refused.errors or ()] == [["_entities", 0]]


async def test_a_policy_holds_between_its_days_only(asker: Asker) -> None:
    await four_filings(asker)
    today = date(2026, 11, 23)
    for first, last, admitted in (
        (today, None, True),
        (today + timedelta(days=1), None, False),
        (today - timedelta(days=9), today, False),
        (today - timedelta(days=9), today + timedelta(days=1), True),
    ):
        await asker.database.writer.execute("DELETE FROM sharing_policy")
        await asker.put(
            "sharing_policy",
            module="proposals",
            audience_kind="PUBLIC",
            covers="RECORDS",
            valid_from=first,
            valid_until=last,
        )
        if admitted:
            assert (await asker.ask(LIST))["filings"]["totalCount"] == 1
        else:
            assert await asker.refusal(LIST) == "FORBIDDEN"


async def test_days_are_counted_in_china(asker: Asker) -> None:
    await asker.put(
        "sharing_policy", module="proposals", audience_kind="PUBLIC", covers="RECORDS", valid_from=date(2026, 11, 24)
    )
    asker.clock.advance(timedelta(hours=7, minutes=59))  # 23:59 on the 23rd
    assert await asker.refusal(LIST) == "FORBIDDEN"
    asker.clock.advance(timedelta(minutes=1))
    assert (await asker.ask(LIST))["filings"]["totalCount"] == 0


async def test_another_module_being_shared_changes_nothing(asker: Asker) -> None:
    await asker.share("topics")
    await asker.share("proposals", covers="TOTALS")
    assert await asker.refusal(LIST) == "FORBIDDEN"


async def test_totals_are_shared_apart_from_records_and_count_what_is_hidden(asker: Asker) -> None:
    await four_filings(asker)
    totals = "{ filingTotals { received filed } }"
    assert await asker.refusal(totals) == "FORBIDDEN"
    await asker.share("proposals", covers="TOTALS")
    assert await asker.refusal(LIST) == "FORBIDDEN"
    assert (await asker.ask(totals))["filingTotals"] == {"received": 4, "filed": 4}


async def test_totals_do_not_tell_of_one_hidden_record(open_asker: Asker) -> None:
    await open_asker.filing("内部", visibility="RESTRICTED", case_number="第1号")
    await open_asker.filing("公开", case_number="第2号")
    totals = "query($n: String!) { filingTotals(filter: { caseNumber: $n }) { received } }"
    assert (await open_asker.ask(totals, n="第1号"))["filingTotals"] == {"received": 0}
    assert (await open_asker.ask(totals, n="第2号"))["filingTotals"] == {"received": 1}
    assert (await open_asker.ask(totals, STAFF, n="第1号"))["filingTotals"] == {"received": 1}


async def test_children_and_references_show_no_more_than_their_own_visibility(open_asker: Asker) -> None:
    topic = await open_asker.record("joint_topic", "topic", "课题", title="课题", stage="ESTABLISHED")
    for visibility in ("PUBLISHED", "NODE"):
        await open_asker.record(
            "written_suggestion", "suggestion", visibility,
            topic_id=topic, title=visibility, recipients=["市发改委"], visibility=visibility,
        )  # fmt: skip
    hidden = await open_asker.filing("内部提案", visibility="NODE")
    await open_asker.filing("并案", state="MERGED", outcome="MERGED", merged_into=hidden)
    topics = "{ jointTopics { edges { node { writtenSuggestions { title } } } } }"
    found = (await open_asker.ask(topics))["jointTopics"]["edges"][0]["node"]
    assert found == {"writtenSuggestions": [{"title": "PUBLISHED"}]}
    assert len((await open_asker.ask(topics, STAFF))["jointTopics"]["edges"][0]["node"]["writtenSuggestions"]) == 2
    merged = "{ filings(filter: { state: MERGED }) { edges { node { mergedInto { id title } } } } }"
    assert (await open_asker.ask(merged))["filings"]["edges"][0]["node"] == {"mergedInto": None}
    assert (await open_asker.ask(merged, STAFF))["filings"]["edges"][0]["node"]["mergedInto"]["title"] == "内部提案"
    by_id = "{ filings(filter: { state: MERGED }) { edges { node { mergedInto { id __typename } } } } }"
    assert (await open_asker.ask(by_id))["filings"]["edges"][0]["node"]["mergedInto"]["id"] == hidden


async def test_a_committee_shows_its_partners_and_profile_as_it_shares_them(asker: Asker) -> None:
    await asker.record("committee_profile", "committee", "概况", official_name="测试市政协")
    await asker.record("partner_agreement", "agreement", "协议", partner="350800", title="合作协议", state="ACTIVE")
    await asker.record(
        "partner_agreement", "agreement", "内部", partner="440500", title="内部", state="ACTIVE", visibility="NODE"
    )
    await asker.record("partner_agreement", "agreement", "旧", partner="440606", title="旧", state="ENDED")
    query = "{ committees { partners { code name } profile { officialName } } }"
    assert (await asker.ask(query))["committees"] == [{"partners": [], "profile": None}]
    await asker.share("committees")
    await asker.share("partners")
    shown = {"partners": [{"code": "350800", "name": "龙岩市"}], "profile": {"officialName": "测试市政协"}}
    assert (await asker.ask(query))["committees"] == [shown]


async def test_a_receipt_opens_one_lead_to_whoever_holds_it(asker: Asker) -> None:
    from_hash = bytes.fromhex("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")  # of "test"
    await asker.record(
        "citizen_lead", "lead", "线索", title="滑板场", state="SUBMITTED", visibility="NODE", receipt_digest=from_hash
    )
    query = "query($c: NodeCode!, $r: String!) { citizenLeadByReceipt(committee: $c, receipt: $r) { title state } }"
    found = (await asker.ask(query, c=OWN, r="test"))["citizenLeadByReceipt"]
    assert found == {"title": "滑板场", "state": "SUBMITTED"}
    assert (await asker.ask(query, c=OWN, r="Test"))["citizenLeadByReceipt"] is None
    elsewhere = await asker.result(query, c="440500", r="test")
    assert [getattr(error.original_error, "code", None) for error in elsewhere.errors or ()] == ["NOT_FOUND"]


async def test_the_reader_has_no_right_to_contacts(asker: Asker) -> None:
    allowed = "SELECT has_table_privilege(current_user, $1, 'SELECT')"
    assert await asker.database.reader.fetchval(allowed, "citizen_lead") is True
    assert await asker.database.reader.fetchval(allowed, "citizen_contact") is False
