"""The GraphiQL page in a real browser before a small server: nothing from outside, both languages, HTTP and sockets."""

import json

import pytest
from playwright.async_api import Browser

from tests.system import ROOT
from tests.web.visit import Visit, visiting

pytestmark = pytest.mark.asyncio(loop_scope="module")

INDEX = json.loads((ROOT / "gateway" / "web" / "examples" / "index.json").read_text())


async def write(visit: Visit, query: str) -> None:
    """Open an empty tab and paste a document into it; read when the tab has its operation's name."""
    await visit.page.get_by_label("New tab").click()
    await visit.paste(visit.page.locator(".graphiql-query-editor .view-lines"), query)
    await visit.page.locator(f"[id^=graphiql-session-tab-]:text-is('{query.split()[1]}')").wait_for()


async def test_opens_with_a_tab_for_each_example_and_asks_nothing_outside(browser: Browser, small_url: str) -> None:
    async with visiting(browser) as visit:
        await visit.open(small_url)
        tabs = await visit.page.locator("[id^=graphiql-session-tab-]").all_inner_texts()
        assert tabs == [example["operation"] for example in INDEX]
        for example in INDEX:
            await visit.page.get_by_text(f"{example['titleZh']} · {example['titleEn']}").wait_for()
        assert any("worker" in address for address in visit.asked)
        assert all(address.startswith((small_url, "data:", "blob:")) for address in visit.asked)


async def test_the_open_example_is_told_in_both_languages(browser: Browser, small_url: str) -> None:
    async with visiting(browser) as visit:
        await visit.open(small_url)
        for example in INDEX:
            await visit.show(example["operation"])
            told = visit.page.locator(".shizi-open-example p")
            await told.get_by_text(example["noteZh"]).wait_for()
            await told.get_by_text(example["noteEn"]).wait_for()


async def test_a_closed_example_is_opened_again_from_the_panel(browser: Browser, small_url: str) -> None:
    async with visiting(browser) as visit:
        await visit.open(small_url)
        await visit.show("DraftFiling")
        await visit.page.locator(".graphiql-tab-active [aria-label='Close Tab']").click()
        await visit.page.get_by_text("起草提案 · Draft a filing").click()
        await visit.page.locator("[id^=graphiql-session-tab-]:text-is('DraftFiling')").wait_for()
        posted, _ = await visit.run()
        draft = INDEX[-1]
        assert posted["query"] == (ROOT / "gateway" / "web" / "examples" / draft["file"]).read_text()
        assert posted["variables"] == draft["variables"]


async def test_a_query_is_answered(browser: Browser, small_url: str) -> None:
    async with visiting(browser) as visit:
        await visit.open(small_url)
        await write(visit, "query Hello { greeting }")
        posted, answer = await visit.run()
        assert posted["query"] == "query Hello { greeting }"
        assert answer["data"] == {"greeting": "你好 hello"}
        await visit.shown("你好 hello")


async def test_a_subscription_runs_over_the_websocket(browser: Browser, small_url: str) -> None:
    async with visiting(browser) as visit:
        await visit.open(small_url)
        await write(visit, "subscription Count { count }")
        async with visit.page.expect_websocket() as opening:
            await visit.page.locator("button[aria-label^='Execute query']").click()
        socket = await opening.value
        assert socket.url == small_url.replace("http", "ws") + "/graphql"
        await visit.shown('"count": 3')


async def test_the_documentation_shows_both_languages(browser: Browser, small_url: str) -> None:
    async with visiting(browser) as visit:
        await visit.open(small_url)
        await visit.page.get_by_label("Show Documentation Explorer").click()
        explorer = visit.page.locator(".graphiql-doc-explorer")
        await explorer.get_by_role("link", name="Query").click()
        await explorer.get_by_text("查询入口。").wait_for()
        await explorer.get_by_text("Where reading begins.").wait_for()
        await explorer.get_by_text("一句问候。").wait_for()
        await explorer.get_by_text("A greeting.").wait_for()
