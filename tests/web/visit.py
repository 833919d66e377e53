"""A visit to the GraphiQL page: what it asks for and complains about is recorded, and nothing may go outside."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, Locator, Page, Response, Route

EXECUTE = "button[aria-label^='Execute query']"
RESPONSE = ".graphiql-response .view-lines"


@dataclass(slots=True)
class Visit:
    """A page with its record of addresses asked, addresses outside, and complaints."""

    page: Page
    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def open(self, url: str) -> None:
        async with self.page.expect_response(lambda reply: reply.request.method == "POST"):
            await self.page.goto(f"{url}/graphql")
        await self.page.locator(".graphiql-query-editor .view-lines").wait_for()

    async def show(self, operation: str) -> None:
        await self.page.locator(f"[id^=graphiql-session-tab-]:text-is('{operation}')").click()

    async def paste(self, editor: Locator, text: str) -> None:
        """Replace what an editor holds, from the clipboard: typing would set off its closing of brackets."""
        await self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        await self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        await editor.click()
        await self.page.keyboard.press("ControlOrMeta+A")
        await self.page.keyboard.press("ControlOrMeta+V")

    async def run(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Press the button; what was posted and what came back."""
        async with self.page.expect_response(is_graphql_post) as arriving:
            await self.page.locator(EXECUTE).click()
        reply = await arriving.value
        return reply.request.post_data_json or {}, await reply.json()

    async def shown(self, text: str) -> None:
        """Wait until the answer's editor shows a text."""
        await self.page.locator(RESPONSE, has_text=text).wait_for()

    def clean(self) -> None:
        assert self.outside == []
        assert self.complaints == []


def is_graphql_post(reply: Response) -> bool:
    return reply.request.method == "POST" and urlsplit(reply.url).path == "/graphql"


@asynccontextmanager
async def visiting(browser: Browser) -> AsyncIterator[Visit]:
    """A fresh profile; closed without complaint or address outside, else the test fails."""
    context = await browser.new_context(viewport={"width": 1500, "height": 900}, locale="zh-CN")
    visit = Visit(await context.new_page())

    async def decide(route: Route) -> None:
        visit.asked.append(route.request.url)
        if urlsplit(route.request.url).hostname not in ("127.0.0.1", None):
            visit.outside.append(route.request.url)
            await route.abort()
        else:
            await route.continue_()

    await context.route("**/*", decide)
    visit.page.on(
        "console", lambda said: visit.complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("requestfailed", lambda failed: visit.complaints.append(f"{failed.url}: {failed.failure}"))
    try:
        yield visit
    finally:
        await context.close()
    visit.clean()
