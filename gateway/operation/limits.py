"""Limits on an operation's size, checked before its fragments are expanded: a small document can mean a huge one."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, OperationDefinitionNode, SelectionSetNode

from schema.errors import too_complex


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an operation may be with all its fragments written out."""

    depth: int = 20
    fields: int = 4000
    aliases: int = 200


@dataclass(frozen=True, slots=True)
class _Size:
    depth: int = 0
    fields: int = 0
    aliases: int = 0


def check_limits(
    operation: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode], limits: Limits
) -> None:
    """Raises TOO_COMPLEX. Each fragment is measured once, so the time is linear in the document."""
    size = _measure(operation.selection_set, fragments, {})
    for what, what_zh, found, limit in (
        ("levels deep", "层嵌套", size.depth, limits.depth),
        ("fields", "个字段", size.fields, limits.fields),
        ("aliases", "个别名", size.aliases, limits.aliases),
    ):
        if found > limit:
            raise too_complex(
                f"The operation has more than {limit} {what}.", f"操作超过 {limit} {what_zh}的上限。", limit=limit
            )


def _measure(node: SelectionSetNode, fragments: dict[str, FragmentDefinitionNode], known: dict[str, _Size]) -> _Size:
    depth = fields = aliases = 0
    for selection in node.selections:
        below = _below(selection, fragments, known)
        is_field = isinstance(selection, FieldNode)
        depth = max(depth, below.depth + is_field)
        fields += below.fields + is_field
        aliases += below.aliases + (isinstance(selection, FieldNode) and selection.alias is not None)
    return _Size(depth, fields, aliases)


def _below(selection: object, fragments: dict[str, FragmentDefinitionNode], known: dict[str, _Size]) -> _Size:
    if isinstance(selection, FragmentSpreadNode):
        name = selection.name.value
        if name not in known:
            known[name] = _measure(fragments[name].selection_set, fragments, known)
        return known[name]
    inner = getattr(selection, "selection_set", None)
    return _Size() if inner is None else _measure(inner, fragments, known)
