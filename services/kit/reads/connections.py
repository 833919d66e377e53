"""The statement of a connection: one page by keyset, its total, its page info and its completeness, as JSON text.

NULL sorts last both ways and the id ascends both ways, so the rows after a mark are: those whose key is beyond the
mark's, those with the same key and a greater id, and those without a key. Backward pages are fetched in the exact
reverse of the order and turned around when their edges are put together. One row more than asked for is fetched: it
tells whether there is more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphql import FieldNode

from services.kit.reads.binding import Call, Parameters
from services.kit.reads.completeness import completeness
from services.kit.reads.filters import filtered
from services.kit.reads.jsontext import Piece, Sql, concatenated, json_constant, members
from services.kit.reads.model import Model
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import Mark, Page
from services.kit.reads.selection import Selected
from services.kit.reads.statements import Statement, statement
from services.kit.reads.visibility import RECORDS, admits, sees

KEY_TYPES = {"text": "text", "int": "bigint", "date": "date", "time": "timestamptz"}
SIZE = "size"


def connection_statement(renderer: Renderer, model: Model, page: Page, nodes: Sequence[FieldNode]) -> Statement:
    """The statement for pages that have the same shape as ``page``; sizes, marks and filter values are bound."""
    return built(Connection(renderer, model, page), nodes)


def built(builder: Connection, nodes: Sequence[FieldNode]) -> Statement:
    """The statement that ``builder`` makes of what is selected below ``nodes``."""
    page, parameters = builder.page, builder.parameters
    body = concatenated(builder.object(nodes))
    columns = "".join(f", {expression} as {name}" for name, expression in builder.columns.items())
    placed = f"select p.*, row_number() over (order by {builder.order('p')}) as place from ({builder.rows()}) p"
    source = f"select count(*) as fetched{columns} from ({placed}) p"
    allowed = "true" if page.skipped else admits(parameters, builder.model.module, RECORDS)
    return statement(parameters, allowed, f"(select {body} from ({source}) page)")


@dataclass(slots=True)
class Connection:
    """Builds the statement of one connection field. ``columns`` are the aggregates over the page's rows.

    A list that is found otherwise than by filtering a table overrides `rows`, `total`, `has_beyond` and `edge_field`.
    """

    renderer: Renderer
    model: Model
    page: Page
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def parameters(self) -> Parameters:
        """The parameters of the statement."""
        return self.renderer.parameters

    @property
    def size(self) -> str:
        """The number of edges asked for."""
        return self.parameters.bind(SIZE, "bigint", lambda call: call.extra.size)

    @property
    def name(self) -> str:
        """What the names of the connection's and the edge's type begin with."""
        return self.model.type

    def object(self, nodes: Sequence[FieldNode]) -> list[Piece]:
        """The connection itself, over the row ``page``."""
        name = f"{self.name}Connection"
        return members((chosen.key, self._field(name, chosen)) for chosen in self.renderer.fields(name, nodes))

    def _field(self, type_name: str, chosen: Selected) -> list[Piece]:
        match chosen.name:
            case "__typename":
                return [json_constant(type_name)]
            case "edges":
                return [Sql(f"page.{self._aggregate(self._edges(chosen.nodes))}")]
            case "totalCount":
                return [Sql(self.total())]
            case "pageInfo":
                return self._page_info(chosen.nodes)
            case "completeness":
                status = "SKIPPED" if self.page.skipped else "LIVE"
                rows = Sql(f"least(page.fetched, {self.size})::text")
                return completeness(self.renderer, chosen.nodes, status, rows)
        raise KeyError(chosen.name)

    def _aggregate(self, expression: str) -> str:
        name = f"a{len(self.columns)}"
        self.columns[name] = expression
        return name

    def _edges(self, nodes: Sequence[FieldNode]) -> str:
        name = f"{self.name}Edge"
        edge = concatenated(
            members((chosen.key, self.edge_field(name, chosen)) for chosen in self.renderer.fields(name, nodes))
        )
        turned = " desc" if self.page.backward else ""
        joined = f"string_agg({edge}, ',' order by p.place{turned}) filter (where p.place <= {self.size})"
        return f"'[' || coalesce({joined}, '') || ']'"

    def edge_field(self, type_name: str, chosen: Selected) -> list[Piece]:
        """A field of an edge, whose row is ``p``."""
        match chosen.name:
            case "__typename":
                return [json_constant(type_name)]
            case "cursor":
                return [Sql(f"to_json({self._cursor()})::text")]
            case "node":
                return self.renderer.object(self.model, "p", chosen.nodes)
        raise KeyError(chosen.name)

    def _cursor(self) -> str:
        digest = self.parameters.bind("digest", "bytea", lambda call: call.extra.digest)
        column, descending = self.page.order.column, "true" if self.page.descending else "false"
        return f"cursor_text({digest}, position_bytes(key_bytes(p.{column}), {descending}, p.id))"

    def _page_info(self, nodes: Sequence[FieldNode]) -> list[Piece]:
        def value(chosen: Selected) -> list[Piece]:
            match chosen.name:
                case "__typename":
                    return [json_constant("PageInfo")]
                case "hasNextPage" | "hasPreviousPage":
                    return [self._has_more(forward=chosen.name == "hasNextPage")]
            first = (chosen.name == "startCursor") != self.page.backward
            place = "1" if first else f"least(page.fetched, {self.size})"
            within = f"array_agg({self._cursor()} order by p.place) filter (where p.place <= {self.size})"
            return [Sql(f"coalesce(to_json(page.{self._aggregate(within)}[{place}])::text, 'null')")]

        return members((chosen.key, value(chosen)) for chosen in self.renderer.fields("PageInfo", nodes))

    def _has_more(self, *, forward: bool) -> Piece:
        """Beyond the page in the direction of travel the extra row tells; on the other side only a mark leaves rows."""
        if forward != self.page.backward:
            return Sql(f"(page.fetched > {self.size})::text")
        mark = self.page.before if forward else self.page.after
        if mark is None or self.page.skipped:
            return "false"
        return Sql(self.has_beyond("before" if forward else "after", mark, forward=forward))

    def has_beyond(self, name: str, mark: Mark, *, forward: bool) -> str:
        """Whether there are rows at the mark or beyond it."""
        beyond = self.beyond("f", name, mark, forward=forward, inclusive=True)
        return f"exists(select from {self.model.source} f where {self._matching('f')} and {beyond})::text"

    def total(self) -> str:
        """How many rows the list has, as text."""
        return f"(select count(*)::text from {self.model.source} f where {self._matching('f')})"

    def rows(self) -> str:
        """The page's rows and one more."""
        conditions = [self._matching("f"), *self.between_marks("f")]
        return (
            f"select f.* from {self.model.source} f where {' and '.join(conditions)}"
            f" order by {self.order('f')} limit {self.size} + 1"
        )

    def between_marks(self, row: str) -> list[str]:
        """That ``row`` is after the cursor `after` and before the cursor `before`, where they are given."""
        marks = (("after", self.page.after, True), ("before", self.page.before, False))
        return [self.beyond(row, name, mark, forward=forward) for name, mark, forward in marks if mark is not None]

    def _matching(self, row: str) -> str:
        """Which records the list holds for this viewer, whatever the page."""
        if self.page.skipped:
            return "false"
        conditions = filtered(self.parameters, self.model, row, self.page.filter)
        return " and ".join([sees(self.parameters, row, self.model.seers), *conditions])

    def order(self, row: str) -> str:
        """ORDER BY in the direction in which rows are fetched."""
        column = f"{row}.{self.page.order.column}"
        direction = "desc" if self.page.descending != self.page.backward else "asc"
        if self.page.backward:
            return f"{column} {direction} nulls first, {row}.id desc"
        return f"{column} {direction} nulls last, {row}.id"

    def beyond(self, row: str, name: str, mark: Mark, *, forward: bool, inclusive: bool = False) -> str:
        """Whether ``row`` comes after the mark (``forward``) or before it in the list's order."""
        order = self.page.order
        column, then = f"{row}.{order.column}", ">" if forward else "<"
        id_ = self.parameters.bind((name, "id"), "text", lambda call: _mark(call, name).id) + ' collate "C"'
        by_id = f"{row}.id {then}{'=' if inclusive else ''} {id_}"
        if mark.value is None:
            return f"({column} is null and {by_id})" if forward else f"({column} is not null or {by_id})"
        value = self.parameters.bind((name, "key"), KEY_TYPES[order.kind], lambda call: _mark(call, name).value)
        if order.kind == "text":
            value += ' collate "C"'
        sign = then if not self.page.descending else {">": "<", "<": ">"}[then]
        beyond = f"{column} {sign}= {value} and ({column} {sign} {value} or {by_id})"
        return f"({beyond} or {column} is null)" if forward and order.nullable else f"({beyond})"


def _mark(call: Call, name: str) -> Mark:
    mark: Mark = getattr(call.extra, name)
    return mark
