"""Full-text search at one node of a hundred thousand filings with texts of 300 to 800 characters."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from deploy.local.postgres import EmbeddedPostgres
from services.facts.synthetic import MATTERS, PLACES, synthetic_filings
from services.kit.clock import SystemClock
from services.kit.database import NodeDatabase
from services.kit.importing import ImportRecord, import_records
from services.kit.opening import open_node
from services.proposals.records import FILING
from tests.services.node_client import CODE, NodeClient, running

FILINGS = 100_000
AT_ONCE = 10_000
TIMES = 30
DEEP = 25
"""The deep page is that after so many pages of two hundred."""
PHRASES = (
    "近年来",
    "存在的问题",
    "有关部门",
    "建议",
    "进一步完善",
    "加强统筹",
    "市民反映",
    "主要原因",
    "试点经验",
    "资金保障",
)
SCATTERED = (("电梯加装", 0.5), ("口袋公园", 0.1), ("夜间巴士", 0.0005))
"""Words that stand in this share of the texts."""
ASKED = {
    "rare pair · 罕见二字": "巴士",
    "pair in half of all · 半数所含二字": "电梯",
    "four characters in a tenth · 一成所含四字": "口袋公园",
    "four characters in half · 半数所含四字": "电梯加装",
    "three words · 三个词": "电梯 停车 管理",
    "no hit · 无结果": "鋪鉋",
}
PAGE = """query($q: String!, $n: Int, $a: String) { searchFilings(query: $q, first: $n, after: $a) {
  %s pageInfo { hasNextPage endCursor } edges { score snippet node { id title } } } }"""
COUNTED = PAGE % "totalCount"
SCAN = "select f.id, (select count(*) from filing f where {0}) from filing f where {0} order by f.id limit 20"


@dataclass(frozen=True, slots=True)
class Searched:
    """One search: how many it finds, milliseconds of a page, of a page with its total, and of a scan by ILIKE."""

    name: str
    found: int
    page: tuple[float, float]
    counted: tuple[float, float]
    scan_ms: float

    def __str__(self) -> str:
        (p50, p95), (all50, all95) = self.page, self.counted
        ratio = self.scan_ms / all50
        pages = f"{p50:.0f} / {p95:.0f} | {all50:.0f} / {all95:.0f}"
        return f"| {self.name} | {self.found} | {pages} | {self.scan_ms:.0f} | {ratio:.1f} |"


def search(folder: Path) -> Iterator[str]:
    """The lines of the table, as they are measured."""
    with EmbeddedPostgres(folder / "search") as server, asyncio.Runner() as runner:
        home = folder / "search-home"
        home.mkdir()
        begun = time.monotonic()
        database = runner.run(_filled(server.dsn(), home))
        yield f"\n{FILINGS} filings at one node, imported in {time.monotonic() - begun:.0f} s · 单节点 {FILINGS} 件\n"
        yield "| search · 检索 | found | page p50 / p95 ms | with totalCount | ILIKE scan ms | ratio |"
        yield "|---|---|---|---|---|---|"
        yield from map(str, runner.run(_measured(server.dsn(), home, database)))


async def _filled(dsn: str, home: Path) -> NodeDatabase:
    database = await open_node(dsn, CODE, home=home, clock=SystemClock())
    dice = random.Random(8)
    filings = synthetic_filings(CODE, FILINGS)
    while some := [_with_text(each, dice) for each in islice(filings, AT_ONCE)]:
        await import_records(database, CODE, some, SystemClock())
    await database.writer.execute(
        "insert into sharing_policy (module, audience_kind, covers, valid_from)"
        " values ('proposals', 'PUBLIC', 'RECORDS', '2020-01-01')"
    )
    return database


def _with_text(record: ImportRecord, dice: random.Random) -> ImportRecord:
    if record.record is not FILING:
        return record
    topic = [dice.choice(PLACES) + dice.choice(MATTERS) for _ in range(4)]
    parts, length, wanted = [], 0, dice.randrange(300, 800)
    while length < wanted:
        random_word = "".join(chr(dice.randrange(0x4E00, 0x5E00)) for _ in range(4))
        part = dice.choice((dice.choice(topic), dice.choice(PHRASES), random_word, "，"))
        parts.append(part)
        length += len(part)
    parts += [word for word, share in SCATTERED if dice.random() < share]
    return replace(record, values={**record.values, "text": "".join(parts)})


async def _measured(dsn: str, home: Path, database: NodeDatabase) -> list[Searched]:
    async with running(dsn, home) as client:
        found = [await _one(client, database, name, words) for name, words in ASKED.items()]
        deep, words = None, ASKED["pair in half of all · 半数所含二字"]
        for _ in range(DEEP):
            deep = (await _ask(client, PAGE % "", q=words, n=200, a=deep))["pageInfo"]["endCursor"]
        name = f"the same pair after {DEEP * 200} · 同上二字，第 {DEEP * 200} 件之后"
        found.append(await _one(client, database, name, words, deep))
    await database.close()
    return found


async def _one(client: NodeClient, database: NodeDatabase, name: str, words: str, after: str | None = None) -> Searched:
    total = (await _ask(client, COUNTED, q=words, a=after))["totalCount"]
    page = await _timed(lambda: _ask(client, PAGE % "", q=words, a=after))
    counted = await _timed(lambda: _ask(client, COUNTED, q=words, a=after))
    where = " and ".join(f"(f.title ilike '%{word}%' or f.text ilike '%{word}%')" for word in words.split())
    scan = SCAN.format(where)
    median, _ = await _timed(lambda: database.reader.fetch(scan), times=3)
    return Searched(name, total, page, counted, median)


async def _timed(act: Callable[[], Awaitable[object]], times: int = TIMES) -> tuple[float, float]:
    """The median and the 95th percentile of its milliseconds, once it is warm."""
    await act()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        await act()
        took.append((time.perf_counter() - begun) * 1000)
    took.sort()
    return took[len(took) // 2], took[len(took) * 95 // 100]


async def _ask(client: NodeClient, query: str, **variables: object) -> Any:
    answered = await client.ask(query, None, **variables)
    return answered.json["data"]["searchFilings"]
