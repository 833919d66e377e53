"""Who answered, over all pages of an export; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

WORST: Final = ("LIVE", "SKIPPED", "STALE", "PARTIAL", "DENIED", "DOWN")
MEANINGS: Final = {
    "LIVE": "已当场应答 answered just now",
    "STALE": "来自副本 from a copy",
    "PARTIAL": "应答缺少部分字段 answered without some fields",
    "DOWN": "没有应答 did not answer",
    "DENIED": "不向该查询者共享 does not share this with the viewer",
    "SKIPPED": "查询未包括 left out by the query",
}


@dataclass(slots=True)
class NodePart:
    """One node's part: its worst answer, all its rows, and the reasons that it gave."""

    status: str = "LIVE"
    rows: int = 0
    reasons: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class Ledger:
    """What the pages of an export said about their completeness."""

    nodes: dict[str, NodePart] = field(default_factory=dict)
    not_joined: list[Mapping[str, Any]] = field(default_factory=list)
    pages: int = 0
    incomplete: list[int] = field(default_factory=list)
    total: int | None = None
    rows: int = 0

    @property
    def complete(self) -> bool:
        """Whether every page was complete."""
        return not self.incomplete

    def add(self, page: Mapping[str, Any]) -> None:
        """A page as it was answered."""
        completeness = page["completeness"]
        self.pages += 1
        self.rows += len(page["edges"])
        self.total = page.get("totalCount", self.total)
        self.not_joined = completeness["notJoined"]
        if not completeness["complete"]:
            self.incomplete.append(self.pages)
        for answer in completeness["nodes"]:
            part = self.nodes.setdefault(answer["code"], NodePart())
            part.rows += answer["rows"]
            part.status = max(part.status, answer["status"], key=WORST.index)
            if answer["reason"]:
                part.reasons[answer["reason"]] = None

    def table(self) -> Iterator[tuple[str | int | None, ...]]:
        """The first sheet's lines."""
        yield "完整 complete", "是 yes" if self.complete else "否 no"
        yield "行数 rows", self.rows
        yield "符合条件的总数 total when it began", self.total
        yield "页数 pages", self.pages
        if self.incomplete:
            yield "不完整的页 incomplete pages", ", ".join(str(page) for page in self.incomplete)
        yield ()
        yield "节点 node", "应答 status", "说明 meaning", "行数 rows", "原因 reason"
        for code, part in sorted(self.nodes.items()):
            yield code, part.status, MEANINGS.get(part.status, ""), part.rows, "; ".join(part.reasons)
        for level in self.not_joined:
            yield "已接入 joined", level["level"], f"{level['joined']} / {level['known']}"
