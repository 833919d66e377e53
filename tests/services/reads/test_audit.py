"""`auditReport`: the findings of one report, of this committee, that the viewer may see."""

from typing import Any

from services.facts.reports import report_facts
from services.kit.importing import import_records
from tests.services.reads.asking import STAFF, Asker

AUDIT = """query($id: ID!) { auditReport(id: $id) { verdict report { id subject }
  checks { identity verdict parts partsUnits whole wholeUnits difference } } }"""
GUANGZHOU = "440100"


async def test_each_report_of_the_committee_is_audited(open_asker: Asker) -> None:
    facts = [fact for fact in report_facts() if fact.id.startswith(GUANGZHOU)]
    await import_records(open_asker.database, GUANGZHOU, facts, open_asker.clock)
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for fact in facts:
        audited = (await open_asker.ask(AUDIT, id=fact.id))["auditReport"]
        assert audited["report"]["id"] == fact.id
        found |= {check["identity"]: (check, audited["verdict"]) for check in audited["checks"]}
    closing, verdict = found["335+1833+332=2500"]
    assert closing == {
        "identity": "335+1833+332=2500",
        "verdict": "CLOSES",
        "parts": 2500,
        "partsUnits": ["件"],
        "whole": 2500,
        "wholeUnits": ["件"],
        "difference": 0,
    }
    assert verdict == "CLOSES"
    bound, verdict = found["85<=115"]
    assert (bound["verdict"], bound["difference"], verdict) == ("BOUND_HOLDS", -30, "BOUND_HOLDS")


async def test_a_report_that_is_hidden_or_elsewhere_or_none_is_null_and_other_ids_are_refused(
    open_asker: Asker,
) -> None:
    hidden = await open_asker.record(
        "published_report", "report", "内部", subject="某政协", title="t", source="s", figures=[], checks=[],
        closes="NOT_CHECKABLE", visibility="NODE",
    )  # fmt: skip
    for id_ in (hidden, hidden.replace("440100", "440500", 1), hidden[:-4] + "0000"):
        assert await open_asker.ask(AUDIT, id=id_) == {"auditReport": None}
    (audited,) = (await open_asker.ask(AUDIT, STAFF, id=hidden)).values()
    assert (audited["verdict"], audited["checks"]) == ("NOT_ENOUGH_FIGURES", [])
    for wrong in ("", "440100", hidden.replace("report", "filing")):
        assert await open_asker.refusal(AUDIT, id=wrong) == "BAD_USER_INPUT", wrong
