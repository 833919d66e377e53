"""The GraphiQL page and its files, as Vite built them from gateway/web/; a plain page stands in until then."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

DIST = Path(__file__).resolve().parents[1] / "web" / "dist"

# Monaco colours text by style attributes and style elements; GraphiQL's fonts are data: addresses in its style sheet.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "font-src": "'self' data:",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
CONTENT_SECURITY_POLICY = "; ".join(f"{directive} {sources}" for directive, sources in POLICY.items())
PAGE_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Vary": "Accept",
}
NO_SNIFF = {"X-Content-Type-Options": "nosniff"}
# Names under assets/ carry a hash of their content.
ASSET_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=31536000, immutable",
}
# Not left to the machine's own table, which may call a script text/plain.
CONTENT_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
    ".json": "application/json",
}
NOT_BUILT = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>十字 Shizi</title></head>
<body>
<h1>十字 Shizi</h1>
<p lang="zh-CN">GraphiQL 页面还没有构建。请运行 <code>python -m deploy.web</code>
（<code>make up</code> 会自动构建），然后刷新本页。
GraphQL 接口本身照常工作：向 <code>/graphql</code> 发送 POST 请求。</p>
<p lang="en">The GraphiQL page has not been built. Run <code>python -m deploy.web</code>
(<code>make up</code> does it by itself) and reload.
The GraphQL endpoint works all the same: POST to <code>/graphql</code>.</p>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages built into one folder."""

    folder: Path = DIST

    async def graphiql(self, request: Request) -> Response:
        """The GraphiQL page; 503 and a bilingual explanation while it has not been built."""
        page = self.folder / "index.html"
        if not page.is_file():
            return HTMLResponse(NOT_BUILT, status_code=503, headers=PAGE_HEADERS)
        return FileResponse(page, media_type="text/html; charset=utf-8", headers=PAGE_HEADERS)

    async def asset(self, request: Request) -> Response:
        """One built file; only files directly under assets/ exist."""
        name = request.path_params["name"]
        file = self.folder / "assets" / name
        if name.startswith(".") or "\\" in name or not file.is_file():
            return PlainTextResponse("没有这个文件 · No such file\n", status_code=404, headers=NO_SNIFF)
        media_type = CONTENT_TYPES.get(file.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        return FileResponse(file, media_type=media_type, headers=ASSET_HEADERS)

    def routes(self) -> list[Route]:
        return [Route("/assets/{name}", self.asset, methods=["GET", "HEAD"])]


async def graphiql_response(request: Request) -> Response:
    """The GraphiQL page of this installation, for a browser that asks /graphql for HTML."""
    return await Pages().graphiql(request)


def asset_routes() -> list[Route]:
    """Routes of the files that the page loads."""
    return Pages().routes()
