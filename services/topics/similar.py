"""The statement of `similarTopics`: the topics that the viewer may see whose titles share pairs of characters with one
that is asked about, the most alike first. The score depends on the two texts alone, so it compares between nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graphql import FieldNode

from schema.cursors import order_digest
from schema.errors import bad_user_input
from services.kit.inputs import TITLE, Input, refuse_unclean
from services.kit.reads.binding import Call, Place
from services.kit.reads.connections import Connection, built
from services.kit.reads.fields import Asked, RootField
from services.kit.reads.jsontext import Piece, Sql
from services.kit.reads.model import Model, Order
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import Mark, Page, cut_page
from services.kit.reads.selection import Selected
from services.kit.reads.statements import Statement

FIELD: Final = "similarTopics"
SCORE: Final = Order("score", "int")
MOST: Final = 100


@dataclass(frozen=True, slots=True)
class Alike(Page):
    """A page of what is like ``title`` with ``summary``, from ``threshold`` hundredths on, but for one topic."""

    title: str
    summary: str
    leave_out: str
    threshold: int


def similar_topics(model: Model) -> RootField:
    """The root field over the records of ``model``, whose pairs of characters lie in ``topic_likeness``."""

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        refuse_unclean(arguments)
        given = Input(arguments, FIELD)
        title, summary = given.text("title", most=TITLE), given.optional_text("summary") or ""
        leave_out, threshold = given.optional_text("leaveOut", most=100) or "", arguments["threshold"]
        if not 1 <= threshold <= MOST:
            raise bad_user_input(f"threshold must be from 1 to {MOST}.", f"threshold 须在 1 到 {MOST} 之间。")
        asked = {"title": title, "summary": summary, "leaveOut": leave_out, "threshold": threshold}
        page = cut_page(arguments, place, SCORE, descending=True, digest=order_digest(FIELD, "SCORE_DESC", asked))
        found = Alike(
            page.size, page.backward, page.order, page.descending, page.after, page.before, page.filter, page.digest,
            page.skipped, title, summary, leave_out, threshold,
        )  # fmt: skip

        def compile_(renderer: Renderer, nodes: Sequence[FieldNode]) -> Statement:
            return built(Similar(renderer, model, found), nodes)

        return Asked(found.shape, compile_, found)

    return ask


class Similar(Connection):
    """Builds the statement. Rows: ``a`` the pairs asked about, ``s`` those of a topic, ``f`` a topic with its score."""

    page: Alike

    @property
    def name(self) -> str:
        """The connection is not that of a list of topics: its edges have a score."""
        return "TopicMatch"

    def edge_field(self, type_name: str, chosen: Selected) -> list[Piece]:
        """A field of an edge, whose row is ``p``."""
        return [Sql("p.score::text")] if chosen.name == "score" else Connection.edge_field(self, type_name, chosen)

    def rows(self) -> str:
        """The page's rows and one more."""
        conditions = " and ".join(["true", *self.between_marks("f")])
        return f"select f.* from {self._found()} f where {conditions} order by {self.order('f')} limit {self.size} + 1"

    def total(self) -> str:
        """How many topics are alike, as text."""
        return f"(select count(*)::text from {self._found()} f)"

    def has_beyond(self, name: str, mark: Mark, *, forward: bool) -> str:
        """Whether there are rows at the mark or beyond it."""
        beyond = self.beyond("f", name, mark, forward=forward, inclusive=True)
        return f"exists(select from {self._found()} f where {beyond})::text"

    def _found(self) -> str:
        """FROM of the topics that are alike enough; only those that share a pair of the title are compared."""
        title, summary = self._value("title", "text"), self._value("summary", "text")
        asked = f"(select topic_pairs({title}) as title, topic_pairs({title} || ' ' || {summary}) as whole offset 0) a"
        score = "greatest(likeness(s.title, a.title), likeness(s.whole, a.whole))::bigint"
        scored = (
            f"select f.*, {score} as score from {asked} join topic_likeness s on s.title && a.title"
            f" join {self.model.source} f on f.id = s.id"
            f" where {self._matching('f')} and f.id <> {self._value('leave_out', 'text')} offset 0"
        )
        return f"(select f.* from ({scored}) f where f.score >= {self._value('threshold', 'bigint')})"

    def _value(self, name: str, type_: str) -> str:
        def value(call: Call) -> Any:
            return getattr(call.extra, name)

        return self.parameters.bind(("alike", name), type_, value)
