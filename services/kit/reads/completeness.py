"""A node's own completeness: it is the only one asked, and it answers."""

from collections.abc import Sequence

from graphql import FieldNode

from services.kit.reads.binding import own
from services.kit.reads.jsontext import Piece, Sql, json_constant, members
from services.kit.reads.objects import Renderer
from services.kit.reads.selection import Selected


def completeness(renderer: Renderer, nodes: Sequence[FieldNode], status: str, rows: Piece) -> list[Piece]:
    """The object `Completeness` with this node as its only entry."""

    def value(chosen: Selected) -> list[Piece]:
        match chosen.name:
            case "__typename":
                return [json_constant("Completeness")]
            case "complete":
                return ["true"]
            case "nodes":
                return ["[", *_answer(renderer, chosen.nodes, status, rows), "]"]
        return ["[]"]

    return members((chosen.key, value(chosen)) for chosen in renderer.fields("Completeness", nodes))


def _answer(renderer: Renderer, nodes: Sequence[FieldNode], status: str, rows: Piece) -> list[Piece]:
    def value(name: str) -> Piece:
        match name:
            case "__typename":
                return json_constant("NodeAnswer")
            case "code":
                return Sql(f"to_json({own(renderer.parameters)})::text")
            case "status":
                return json_constant(status)
            case "rows":
                return rows
            case "missing":
                return "[]"
        return "null"

    return members((chosen.key, [value(chosen.name)]) for chosen in renderer.fields("NodeAnswer", nodes))
