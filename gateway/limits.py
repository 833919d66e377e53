"""Bounds on what one document may ask, checked before it costs anything: on the text, then on the parsed document.

Sizes are counted with fragments expanded, without expanding them: each fragment is weighed once. Repeated response
names are bounded because the check that such fields agree compares them pairwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    StringValueNode,
    Visitor,
    visit,
)

from schema.errors import ShiziError, bad_user_input, too_complex

_TOKEN: Final = re.compile(
    r'"""(?:\\"""|[^"]|"(?!""))*"""|"(?:\\.|[^"\\\n])*"|#[^\n\r]*|[{(\[]|[})\]]|[_A-Za-z]\w*|-?\d[\w.+-]*|\.\.\.|[!$&:=|@]'
)
_NUL_ESCAPE: Final = re.compile(r"\\u(0000|\{0+\})")


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may hold."""

    characters: int = 100_000
    tokens: int = 10_000
    nesting: int = 64
    depth: int = 20
    fields: int = 2_000
    aliases: int = 200
    repeats: int = 200
    root_fields: int = 30


def check_text(text: str, limits: Limits) -> None:
    """Raises TOO_COMPLEX when the text is too long, has too many tokens, or nests its brackets too deep."""
    _bound(len(text), limits.characters, "characters", "字符数")
    tokens = depth = deepest = 0
    for match in _TOKEN.finditer(text):
        first = match.group()[0]
        if first == "#":
            continue
        tokens += 1
        if first in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif first in "})]":
            depth -= 1
    _bound(tokens, limits.tokens, "tokens", "词元数")
    _bound(deepest, limits.nesting, "levels of nested brackets", "括号嵌套层数")


def check_variables(variables: Mapping[str, Any], limits: Limits) -> None:
    """Raises TOO_COMPLEX when a value nests deeper than a document's brackets may."""
    level: list[Any] = list(variables.values())
    deepest = 0
    while level := [part for value in level if isinstance(value, dict | list) for part in _parts(value)]:
        deepest += 1
        if deepest > limits.nesting:
            raise too_complex(
                f"The variables nest too deep: at most {limits.nesting} levels.",
                f"变量嵌套过深：最多 {limits.nesting} 层。",
                limit=limits.nesting,
            )


def _parts(value: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value


def check_document(document: DocumentNode, text: str, limits: Limits) -> None:
    """Raises TOO_COMPLEX over a bound, BAD_USER_INPUT for a string with a NUL character. Needs no valid document."""
    measure = Measure({d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)})
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            weight = measure.weigh(definition.selection_set)
            _bound(weight.width, limits.root_fields, "root fields", "根字段数")
            _bound(weight.depth, limits.depth, "levels of fields", "字段嵌套层数")
            _bound(weight.fields, limits.fields, "fields", "字段数")
    _bound(measure.aliases, limits.aliases, "aliases", "别名数")
    _bound(measure.repeats, limits.repeats, "repeated fields", "重复字段数")
    if _NUL_ESCAPE.search(text):
        visit(document, _NulFinder())


@dataclass(frozen=True, slots=True)
class Weight:
    """A selection set with its fragments expanded: fields at its top, fields in all, and levels."""

    width: int = 0
    fields: int = 0
    depth: int = 0


@dataclass(slots=True)
class Measure:
    """Weighs selection sets; a fragment that contains itself weighs nothing there, and validation names it."""

    fragments: dict[str, FragmentDefinitionNode]
    aliases: int = 0
    repeats: int = 0
    _weighed: dict[str, Weight] = field(default_factory=dict)

    def weigh(self, selection_set: SelectionSetNode) -> Weight:
        width = fields = depth = 0
        names: Counter[str] = Counter()
        for selection in selection_set.selections:
            weight = self._selection(selection)
            width, fields, depth = width + weight.width, fields + weight.fields, max(depth, weight.depth)
            if isinstance(selection, FieldNode):
                self.aliases += selection.alias is not None
                names[(selection.alias or selection.name).value] += 1
            elif isinstance(selection, FragmentSpreadNode):
                names[f"...{selection.name.value}"] += 1
        self.repeats += names.total() - len(names)
        return Weight(width, fields, depth)

    def _selection(self, selection: SelectionNode) -> Weight:
        if isinstance(selection, FieldNode):
            inner = self.weigh(selection.selection_set) if selection.selection_set else Weight()
            return Weight(1, inner.fields + 1, inner.depth + 1)
        if isinstance(selection, InlineFragmentNode):
            return self.weigh(selection.selection_set)
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        return Weight()

    def _fragment(self, name: str) -> Weight:
        known = self._weighed.get(name)
        if known is None:
            self._weighed[name] = Weight()
            fragment = self.fragments.get(name)
            known = self._weighed[name] = self.weigh(fragment.selection_set) if fragment else Weight()
        return known


class _NulFinder(Visitor):
    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        if "\x00" in node.value:
            raise nul_character()


def nul_character() -> ShiziError:
    return bad_user_input(
        "The request holds a NUL character, which no text may.", "请求中含有 NUL 字符，任何文本都不允许。"
    )


def _bound(value: int, most: int, en: str, zh: str) -> None:
    if value > most:
        raise too_complex(
            f"The document is too large: {value} {en}, at most {most}.",
            f"查询文档过大：{zh} {value}，最多 {most}。",
            limit=most,
        )
