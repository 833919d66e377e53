"""Every tab of the GraphiQL page, run in a real browser against the whole system: eight committees answer."""

import json
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.system import COMMITTEES, ROOT, System
from tests.web.visit import EXECUTE, is_graphql_post, visiting

pytestmark = pytest.mark.asyncio(loop_scope="module")

FOLDER = ROOT / "gateway" / "web" / "examples"
INDEX = {entry["operation"]: entry for entry in json.loads((FOLDER / "index.json").read_text())}
SEEN = {
    "Joint": ("建立广州干细胞资源库", "jointTopics"),
    "Partner": ("新能源汽车电池数字化回收平台", "partnerProjects"),
    "Filings": ("关于", "filings"),
    "Totals": ("received", "filingTotals"),
    "Reports": ("figures", "publishedReports"),
    "Search": ("滑板场", "searchFilings"),
}
CLICK_BOTH = """([title, button]) => {
  [...document.querySelectorAll('[id^=graphiql-session-tab-]')].find((tab) => tab.textContent === title).click();
  document.querySelector(button).click();
}"""


def committees(answer: dict[str, Any]) -> set[str]:
    return {node["code"] for node in answer["extensions"]["completeness"]["nodes"] if node["status"] == "LIVE"}


@pytest.mark.parametrize("operation", SEEN)
async def test_an_example_is_answered_by_eight_committees(browser: Browser, system: System, operation: str) -> None:
    text, field = SEEN[operation]
    async with visiting(browser) as visit:
        await visit.open(system.url)
        await visit.show(operation)
        posted, answer = await visit.run()
        assert posted["query"] == (FOLDER / INDEX[operation]["file"]).read_text()
        assert "errors" not in answer, answer["errors"]
        assert committees(answer) == set(COMMITTEES)
        assert field in answer["data"]
        assert text in json.dumps(answer["data"], ensure_ascii=False)
        await visit.shown(f'"{field}"')


async def test_a_document_that_was_opened_this_moment_is_sent_under_its_own_name(
    browser: Browser, system: System
) -> None:
    async with visiting(browser) as visit:
        await visit.open(system.url)
        async with visit.page.expect_response(is_graphql_post) as arriving:
            await visit.page.evaluate(CLICK_BOTH, ["Totals", EXECUTE])
        reply = await arriving.value
        assert (reply.request.post_data_json or {})["operationName"] == "Totals"
        assert "errors" not in await reply.json()


async def test_the_mutation_drafts_with_the_token_of_its_committee(browser: Browser, system: System) -> None:
    token = system.token("440100", "member", "demo")
    async with visiting(browser) as visit:
        await visit.open(system.url)
        await visit.show("DraftFiling")
        await visit.page.get_by_text("Headers", exact=True).click()
        headers = visit.page.locator(".graphiql-editor-tool .graphiql-editor:not(.hidden) .view-lines")
        await visit.paste(headers, json.dumps({"Authorization": f"Bearer {token}"}))
        await visit.page.locator(".graphiql-editor-tool .view-lines", has_text="eyJ").wait_for()
        _, answer = await visit.run()
        assert "errors" not in answer, answer["errors"]
        record = answer["data"]["draftFiling"]["record"]
        assert (record["state"], record["committee"]["code"]) == ("DRAFT", "440100")
        await visit.shown('"DRAFT"')


async def test_the_documentation_of_the_graph_is_in_both_languages(browser: Browser, system: System) -> None:
    async with visiting(browser) as visit:
        await visit.open(system.url)
        await visit.page.get_by_label("Show Documentation Explorer").click()
        explorer = visit.page.locator(".graphiql-doc-explorer")
        await explorer.get_by_role("link", name="Query", exact=True).click()
        await explorer.get_by_text("jointTopics", exact=True).wait_for()
        described = "\n".join(await explorer.locator(".graphiql-markdown-preview p").all_inner_texts())
        assert any("\u4e00" <= letter <= "\u9fff" for letter in described)
        assert " committee" in described
