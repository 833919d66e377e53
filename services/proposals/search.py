"""The statement of `searchFilings`: a page of the proposals in which all words occur, the best matches first.

The index knows pairs of neighbouring characters, so a word of two characters is found exactly, and a longer one is
looked for in the texts that have all its pairs. What bounds the work where half of all filings match: rank is made of
short columns alone, so that candidates are placed without reading a text; and in that order texts are read only until
the page is full. A text is read for every candidate only where `totalCount` is asked for words of three characters or
more.

Rank is a number that depends on the proposal and the words and on nothing else, so it compares between nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode

from schema.cursors import order_digest
from services.kit.reads.binding import Call, Place
from services.kit.reads.connections import Connection, built
from services.kit.reads.fields import Asked, RootField
from services.kit.reads.filters import filtered
from services.kit.reads.jsontext import Piece, Sql
from services.kit.reads.model import Model, Order
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import Mark, Page, cut_page, given_filter
from services.kit.reads.selection import Selected
from services.kit.reads.statements import Statement
from services.kit.reads.visibility import sees
from services.proposals.search_terms import SHORTEST, search_terms

FIELD = "searchFilings"
SCORE = Order("score", "int")


@dataclass(frozen=True, slots=True)
class Found(Page):
    """A page of what is found by ``terms``."""

    terms: tuple[str, ...]

    @property
    def text_depends_on(self) -> object:
        """What the statement's text depends on."""
        return self.shape, tuple(len(term) > SHORTEST for term in self.terms)


def search_filings(model: Model) -> RootField:
    """The root field over the records of ``model``, whose words lie in ``filing_search``."""

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        terms = search_terms(arguments["query"])
        asked = {"query": [term.lower() for term in terms], "filter": given_filter(arguments)}
        page = cut_page(arguments, place, SCORE, descending=True, digest=order_digest(FIELD, "SCORE_DESC", asked))
        found = Found(
            page.size, page.backward, page.order, page.descending, page.after, page.before, page.filter, page.digest,
            page.skipped, terms,
        )  # fmt: skip

        def compile_(renderer: Renderer, nodes: Sequence[FieldNode]) -> Statement:
            return built(Search(renderer, model, found), nodes)

        return Asked(found.text_depends_on, compile_, found)

    return ask


class Search(Connection):
    """Builds the statement. Rows: ``a`` the folded words, ``s`` what is searched of a filing, ``c`` a candidate."""

    page: Found

    @property
    def name(self) -> str:
        """The connection is not that of a list of filings: its edges have a score."""
        return "FilingMatch"

    def edge_field(self, type_name: str, chosen: Selected) -> list[Piece]:
        """A field of an edge, whose row is ``p``."""
        match chosen.name:
            case "score":
                return [Sql("p.score::text")]
            case "snippet":
                words = ", ".join(f"search_fold({word})" for word in self._words())
                shown = f"search_snippet(p.text, s.text, array[{words}])"
                return [
                    Sql(f"coalesce((select to_json({shown})::text from filing_search s where s.id = p.id), 'null')")
                ]
        return Connection.edge_field(self, type_name, chosen)

    def rows(self) -> str:
        """The page's rows and one more."""
        placed = f"select c.id, c.score from {self._placed(self.between_marks('c'))} limit {self.size} + 1"
        return f"select f.*, c.score from ({placed}) c join {self.model.source} f on f.id = c.id"

    def total(self) -> str:
        """How many filings are found, as text."""
        return f"(select count(*)::text from {self._candidates([self._occur('s')])})"

    def has_beyond(self, name: str, mark: Mark, *, forward: bool) -> str:
        """Whether there are rows at the mark or beyond it."""
        beyond = self.beyond("c", name, mark, forward=forward, inclusive=True)
        return f"exists(select from {self._placed([beyond])})::text"

    def _placed(self, conditions: Sequence[str]) -> str:
        """FROM of the candidates ``c`` that meet the conditions, in the page's order; the words really occur in them.

        The order is made before a text is read; OFFSET keeps PostgreSQL from doing it the other way round.
        """
        wanted = f" where {' and '.join(conditions)}" if conditions else ""
        scored = f"select s.id, {self._score()} as score from {self._candidates([])}"
        occur = self._occur("s")
        if occur == "true":
            return f"(select c.* from ({scored}) c{wanted} order by {self.order('c')}) c"
        ordered = f"(select c.* from ({scored}) c{wanted} order by {self.order('c')} offset 0) c"
        texts = f"lateral (select from filing_search s, {self._asked()} where s.id = c.id and {occur} offset 0) t"
        return f"(select c.* from {ordered}, {texts} order by {self.order('c')}) c"

    def _candidates(self, conditions: Sequence[str]) -> str:
        """FROM and WHERE of the filings ``s`` that have all pairs of the words ``a`` and that the viewer may see."""
        special = [seer for seer in self.model.seers if seer.role in self.parameters.roles]
        seen = sees(self.parameters, "f" if special else "s", special)
        where = ["s.pairs @@ a.query", seen, *conditions]
        if self.page.skipped:
            where.append("false")
        table = "filing_search s"
        if special or self.page.filter:
            table += f" join {self.model.source} f on f.id = s.id"
            where += filtered(self.parameters, self.model, "f", self.page.filter)
        return f"{self._asked()}, {table} where {' and '.join(each for each in where if each != 'true')}"

    def _asked(self) -> str:
        """One row ``a``: the folded words w0, w1 …, and the query for their pairs."""
        words = ", ".join(f"search_fold({word}) as w{at}" for at, word in enumerate(self._words()))
        query = " && ".join(f"search_query(w{at})" for at in range(len(self.page.terms)))
        return f"(select w.*, {query} as query from (select {words} offset 0) w offset 0) a"

    def _score(self) -> str:
        """100 for each word in the title, and for each from 1 to 9 by how often its rarer end occurs in the text."""
        parts = []
        for at, term in enumerate(self.page.terms):
            times = f"search_times(s.often, left(a.w{at}, 2))"
            if len(term) > SHORTEST:
                times = f"least({times}, search_times(s.often, right(a.w{at}, 2)))"
            parts.append(f"case when strpos(s.title, a.w{at}) > 0 then 100 else 0 end + {times}")
        return f"({' + '.join(parts)})::bigint"

    def _occur(self, row: str) -> str:
        """Whether the words that the index does not find exactly occur in ``row``."""
        longer = [f"a.w{at}" for at, term in enumerate(self.page.terms) if len(term) > SHORTEST]
        return (
            " and ".join(f"(strpos({row}.title, {word}) > 0 or strpos({row}.text, {word}) > 0)" for word in longer)
            or "true"
        )

    def _words(self) -> list[str]:
        return [self.parameters.bind(("word", at), "text", _word(at)) for at in range(len(self.page.terms))]


def _word(at: int) -> Any:
    def value(call: Call) -> str:
        term: str = call.extra.terms[at]
        return term

    return value
