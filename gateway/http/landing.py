"""The page at `/`: what this is, in two languages, and where to go from here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>十字 Shizi</title>
<style>
  body { font: 16px/1.7 system-ui, "Noto Sans CJK SC", "PingFang SC", sans-serif; }
  body { max-width: 42rem; margin: 12vh auto; padding: 0 1.5rem; }
  h1 { font-weight: 600 } a { color: #a3181f } code { background: #8882; padding: .1em .35em; border-radius: 4px }
  @media (prefers-color-scheme: dark) { body { background: #161616; color: #e6e6e6 } a { color: #ff8a80 } }
</style>
</head>
<body>
<h1>十字 Shizi</h1>
<p lang="zh-CN">这里是一个联邦 GraphQL 网关：一个入口，多个节点，各管各的数据。
在浏览器中打开 <a href="/graphql">/graphql</a> 即可用 GraphiQL 浏览和查询；
程序请向同一地址发送 <code>POST</code> 请求。</p>
<p lang="en">This is a federated GraphQL gateway: one entrance, many nodes, each owning its data.
Open <a href="/graphql">/graphql</a> in a browser to explore it with GraphiQL;
programs send <code>POST</code> to the same address.</p>
<p><a href="/healthz">/healthz</a> · <a href="/readyz">/readyz</a> · <a href="/metrics">/metrics</a></p>
</body>
</html>
"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


async def landing(_request: Request) -> Response:
    return HTMLResponse(PAGE, headers=HEADERS)
