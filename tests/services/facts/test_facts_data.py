"""The data files say what the pages say: known titles and numbers only, with sources, and gaps for what is left out."""

import dataclasses
import hashlib
import re
from collections import Counter

import pytest

from schema.committees.committee import CommitteeProfile
from schema.directory import division
from schema.handling.types import Assignment
from schema.partners.agreements import PartnerAgreement
from schema.partners.projects import PartnerProject
from schema.proposals.types import Filing
from schema.reports.enums import ReportClosure
from schema.reports.types import PublishedReport
from schema.topics.types import JointTopic, Participation, WrittenSuggestion
from services.facts.committees import refusal_reasons, sectors
from services.facts.held import Held, held_counts, held_titles
from services.facts.reading import Entry, entries, load, source
from services.facts.reports import closing
from services.facts.seeding import COMMITTEES, facts_of
from services.kit.importing import ImportRecord

# The first ten digits of SHA-256 of kind|body|title, one for each of the seventy titles that were collected.
KNOWN_TITLES = frozenset(
    re.findall(
        r"[0-9a-f]{10}",
        """
    032b540780 04a72c7d28 08d00e68fe 0dc0aa10e7 0e91e81da8 12557551c6 134fd143d0 145455aabf 14e993a04a 18ea98cd5a
    1abd4c33b9 1ad8364098 1e5f5493b8 1ef0fcfb32 209e4ed0a1 24707e408c 275b5e5cb9 290c71c69b 3830d76576 391b503e8e
    396365b2fd 398b43ee17 3bcb76fbc5 43f3ba0b9a 47ebe095a9 4cfb65f9be 55528c893f 55918b4b91 597ad361c2 59ce5f99ad
    5a6772ebbf 603bc67f2d 698057bd95 6f76d057d4 76b13b5018 7776a328b7 82a62e4858 8986f88ebd 8c89ad9e45 8d5f424511
    8eb91011b4 91d99e5132 91e747a2a5 92180f1971 9393cb2bee 93fd47c024 94bab37955 a3b323ccf0 a4a629d4f5 a7a0819874
    aff02cf1d8 b18aeef034 b53f611878 c0838edb13 c148f285ee c1727feaed c2450013a3 c2a1a7f506 c5beca49aa c73a6b848a
    cf7245e828 d1efbb13c5 d59362f451 dd00e94cde dddf9f7187 df33717103 e72b484212 e9f1bbfe58 f589589a54 fb0d7d240a
""",
    )
)
BODIES = {"440100": "广州市", "440500": "汕头市"}
ARTICLE_PRINTS = [
    "115件",
    "85件",
    "406条",
    "27处",
    "41起",
    "18处",
    "23件",
    "19个镇(街道)",
    "402个",
    "29个",
    "431个",
    "9603名",
    "3436件",
    "7年多",
    "7000多万元",
    "3至5件",
    "12个单位",
    "连续五年",
    "29个界别",
    "29个界别小组",
    "1至3名",
    "1至3名",
    "每年召开2次",
    "12次",
    "42次",
]
# Of each report that is not the article's: every number in it, and what its checks come to.
PUBLISHED = {
    ("全国政协", "十四届三次(至2025-03-05 20:00)"): ("5890 5002 262 626 4531 471 2133 419 459 1387 604", "CLOSES"),
    ("全国政协", "十二届一次 2013"): ("5641 5254 317 70 4884 352 6 12", "CLOSES"),
    ("广州市政协", "十二届(2012-2016)"): ("3127 2500 335 1833 332 453 777 637 633", "CLOSES"),
    ("广州市政协", "十四届一次以来 2022"): ("685 457 197 153 185 150", "CLOSES"),
    ("潮州市政协", "2024"): ("198 140 116 52 52 12 116", "CLOSES"),
    ("汉中市政协", "五届四次以来 2020"): ("468 329 221 108 165 132 32", "CLOSES"),
    ("东莞市政协", "十四届一次 2022"): ("462 403 59", "CLOSES"),
    ("深圳市政府系统", "六届二次 2016"): ("572 258 302 76 29", "DOES_NOT_CLOSE"),
    ("福建省政协", "2025"): ("1149 930 90 2647", "NOT_CHECKABLE"),
    ("广东省政协", "十三届一次(至2023-01-11)"): ("875 681 194 258 292 98 227", "CLOSES"),
    ("广东省政协", "十三届二次(至2024-01-23 09:00)"): ("1060 787 848 212 330 329 152 249", "CLOSES"),
    ("白云区政协", "十届二次 2017"): ("155 65 78", "NOT_CHECKABLE"),
    ("广州市政协", "至2023-12"): ("486 143", "BOUND_HOLDS"),
    ("海珠区", "2022-03至2023-08"): ("110 3 32 6 26 20 7 47", "BOUND_HOLDS"),
}
ALL = [each for code in COMMITTEES for each in facts_of(code)]
REPORTS = entries("reports", "report")


def real() -> list[ImportRecord]:
    return [each for each in ALL if each.provenance != "SYNTHETIC"]


def digest(kind: str, body: str, title: str) -> str:
    return hashlib.sha256(f"{kind}|{body}|{title}".encode()).hexdigest()[:10]


def title_kind(each: ImportRecord) -> str:
    if each.record.kind == "filing":
        return "CITIZEN_PROPOSAL" if each.values["origin"] == "CITIZEN_LEAD" else "KEY_PROPOSAL"
    return {"topic": "JOINT_TOPIC", "project": "PARTNER_PROJECT"}[each.record.kind]


def test_every_known_title_stands_once_and_no_other() -> None:
    loaded = [
        digest(title_kind(each), BODIES[each.id[:6]], str(each.values["title"]))
        for each in real()
        if each.record.kind in ("filing", "topic", "project")
    ]
    held = [digest(title.kind, title.body, title.title) for title in held_titles()]
    assert len(KNOWN_TITLES) == 70
    assert Counter(loaded + held) == Counter(KNOWN_TITLES)


def test_titles_are_kept_back_for_the_reason_given() -> None:
    assert held_counts() == {Held.NO_NODE: 40, Held.NO_MODULE: 13}
    names = {name for code in COMMITTEES if (found := division(code)) for name in (found.name, f"佛山市{found.name}")}
    for title in held_titles():
        assert (title.body in names) is (title.because is Held.NO_MODULE), title
        assert title.source


def test_every_fact_has_a_source_and_real_ones_name_their_gaps() -> None:
    cited = {source(key).citation for key in load("sources")}
    for each in ALL:
        assert each.source in cited
        assert each.visibility == "PUBLISHED"
        assert (each.provenance == "SYNTHETIC") == ("示例数据" in (each.source or ""))
    assert {each.id for each in real() if not each.gaps} <= {each.id for each in real() if each.record.kind == "report"}
    for key in ("sectors", "reasons"):
        assert source(load(key)["source"]).citation in cited


def test_pages_known_from_copies_alone_are_not_linked() -> None:
    linked = [each["citation"] for each in load("sources").values() if "://" in each["citation"]]
    assert len(linked) == 16
    assert "://" not in source("press_not_linked").citation
    assert "://" not in source("article").citation


CONTRACT = {
    "agreement": PartnerAgreement,
    "project": PartnerProject,
    "topic": JointTopic,
    "participation": Participation,
    "suggestion": WrittenSuggestion,
    "filing": Filing,
    "assignment": Assignment,
    "report": PublishedReport,
    "committee": CommitteeProfile,
}


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.id)
def test_gaps_name_fields_of_the_contract_and_hold_no_value(each: ImportRecord) -> None:
    names = {camel(field.name) for field in dataclasses.fields(CONTRACT[each.record.kind])}
    # What the contract demands and the source leaves out is filled with the least that fits, and named all the same.
    demanded = {"title", "state", "isKeyProposal", "lead", "period"}
    for gap in each.gaps:
        assert gap.split(".")[0] in names, gap
        if "." not in gap and gap not in demanded:
            assert not each.values.get(snake(gap)), gap


def camel(name: str) -> str:
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)


def of_the_article() -> list[Entry]:
    return [report for report in REPORTS if report["source"] == "article"]


def test_the_article_s_counts_stand_as_printed() -> None:
    printed = [figure["as_printed"] for report in of_the_article() for figure in report["figures"]]
    assert sorted(printed) == sorted(ARTICLE_PRINTS)
    for report in of_the_article():
        for figure in report["figures"]:
            numbers = re.findall(r"\d+", figure["as_printed"].replace("连续五年", "连续5年"))
            shown = [figure["value"]] + ([figure["upper"]] if "upper" in figure else [])
            assert [int(number) for number in numbers] == shown, figure


def test_wording_around_numbers_is_kept() -> None:
    worded = {
        figure["as_printed"]: (figure["qualifier"], figure["unit"])
        for report in of_the_article()
        for figure in report["figures"]
        if "qualifier" in figure
    }
    assert worded == {
        "7000多万元": ("AT_LEAST", "万元"),
        "7年多": ("AT_LEAST", "年"),
        "9603名": ("INCOMPLETE", "名"),
        "3436件": ("INCOMPLETE", "件"),
        "3至5件": ("RANGE", "件"),
        "1至3名": ("RANGE", "名"),
    }


def test_published_totals_are_those_that_were_printed() -> None:
    found = {
        (report["subject"], report["period"]): (
            " ".join(str(figure["value"]) for figure in report["figures"] if "value" in figure),
            closing(report).closes.name,
        )
        for report in REPORTS
        if report["source"] != "article"
    }
    assert found == PUBLISHED


def test_ten_close_three_bounds_hold_and_shenzhen_does_not() -> None:
    verdicts = Counter(closing(report).closes for report in REPORTS)
    assert verdicts[ReportClosure.CLOSES] == 10
    assert verdicts[ReportClosure.BOUND_HOLDS] == 3
    failing = [report["subject"] for report in REPORTS if closing(report).closes is ReportClosure.DOES_NOT_CLOSE]
    assert failing == ["深圳市政府系统"]
    assert all(
        check.holds is not False
        for report in REPORTS
        if report["subject"] not in failing
        for check in closing(report).checks
    )


def test_the_five_figures_of_micro_consultation_are_never_added() -> None:
    (report,) = [report for report in REPORTS if report["title"] == "微协商"]
    assert [(figure["value"], figure["unit"]) for figure in report["figures"]] == [
        (406, "条"),
        (27, "处"),
        (41, "起"),
        (18, "处"),
        (23, "件"),
    ]
    assert "checks" not in report
    assert closing(report).closes is ReportClosure.NOT_CHECKABLE


def test_only_shenzhen_s_check_mixes_units() -> None:
    """A sum over two units is what makes that report fail; nowhere else may one be declared."""
    checks = [(report, check) for report in REPORTS for check in report.get("checks", ())]
    assert {report["subject"] for report, check in checks if len(units(report, check)) > 1} == {"深圳市政府系统"}


def units(report: Entry, check: Entry) -> set[str]:
    unit = {figure["name"]: figure["unit"] for figure in report["figures"]}
    return {unit[name] for name in (*check["left"], *check["right"])}


def test_bodies_without_a_node_are_reported_by_the_province() -> None:
    for report in REPORTS:
        about = report.get("committee")
        assert report["owner"] == (about if about in COMMITTEES else "440000"), report["subject"]
        assert about is None or division(about) is not None
    assert {r["subject"] for r in REPORTS if "committee" not in r} == {"汉中市政协", "深圳市政府系统"}


def test_topics_of_guangzhou_name_only_whom_the_article_names() -> None:
    topics = [topic for topic in entries("topics", "topic") if topic["owner"] == "440100"]
    with_province = [topic for topic in topics if topic.get("invited") == ["440000"]]
    with_districts = [topic for topic in topics if "invited" not in topic]
    assert (len(topics), len(with_province), len(with_districts)) == (5, 2, 3)
    assert all("participations" in topic["gaps"] for topic in with_districts)
    assert all(topic["recipients"] == ["省市区职能部门"] for topic in with_districts)
    accepted = [answer for answer in entries("topics", "participation") if answer["owner"] == "440000"]
    assert {answer["topic"] for answer in accepted} == {topic["title"] for topic in with_province}


def test_invented_topics_are_marked_in_title_and_provenance() -> None:
    invented = [topic for topic in entries("topics", "topic") if topic["source"] == "synthetic"]
    assert [topic["owner"] for topic in invented] == ["440500", "441800"]
    for topic in invented:
        assert topic["title"].startswith("【示例】")
        answers = [each for each in entries("topics", "participation") if each["topic"] == topic["title"]]
        assert len(answers) == 1
        assert answers[0]["owner"] in topic["invited"]


def test_sectors_are_the_national_list_in_one_place() -> None:
    kept = {code: sectors(code) for code in COMMITTEES}
    assert [code for code, rows in kept.items() if rows] == ["440000"]
    rows = kept["440000"]
    assert len(rows) == 36
    assert len([row for row in rows if row["from_term"] is None]) == 34
    assert len([row for row in rows if row["until_term"] is None]) == 34


def test_ten_reasons_in_both_languages() -> None:
    reasons = refusal_reasons()
    assert len({reason["code"] for reason in reasons}) == 10
    assert all(reason["text_zh"] and reason["text_en"].isascii() and reason["source"] for reason in reasons)
