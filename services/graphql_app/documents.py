"""Parsed and validated documents, kept by their text, and the limits that a document must keep to.

What a document may cost is bounded before anything costs it: tokens while it is parsed, then its size with fragments
counted where they are spread (each weighed once), and only then is it validated.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    SelectionSetNode,
    StringValueNode,
    Visitor,
    parse,
    validate,
    visit,
)

from schema.errors import ShiziError, bad_user_input, too_complex

KEPT = 256
LONGEST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one document may hold."""

    tokens: int = 20_000
    depth: int = 20
    fields: int = 5_000
    aliases: int = 500
    root_fields: int = 50


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection holds with its fragments spread."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    top: int = 0

    def beside(self, other: Weight) -> Weight:
        """Two selections in one."""
        return Weight(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.top + other.top,
        )

    def below(self, node: FieldNode) -> Weight:
        """A field with this selection below it."""
        return Weight(self.depth + 1, self.fields + 1, self.aliases + (node.alias is not None), 1)


class InvalidDocumentError(Exception):
    """A document that does not parse or does not fit the schema, with the errors to show."""

    def __init__(self, errors: tuple[GraphQLError, ...], *, parsed: bool) -> None:
        super().__init__(errors[0].message)
        self.errors = errors
        self.parsed = parsed


class Documents:
    """Parses and validates against one schema; texts that passed are kept, the least recently used go first."""

    def __init__(self, schema: GraphQLSchema, limits: Limits | None = None, *, kept: int = KEPT) -> None:
        self._schema = schema
        self._limits = limits or Limits()
        self._room = kept
        self._kept: OrderedDict[str, DocumentNode] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, text: str) -> DocumentNode:
        """The document of a text. Raises InvalidDocumentError, BAD_USER_INPUT, TOO_COMPLEX."""
        found = self._kept.get(text)
        if found is not None:
            self._kept.move_to_end(text)
            return found
        document = self._parse(text)
        _refuse_nul(text, document)
        _Scales(document).check(self._limits)
        errors = validate(self._schema, document)
        if errors:
            raise InvalidDocumentError(tuple(errors), parsed=True)
        if len(text) <= LONGEST_KEPT:
            self._kept[text] = document
            if len(self._kept) > self._room:
                self._kept.popitem(last=False)
        return document

    def _parse(self, text: str) -> DocumentNode:
        try:
            return parse(text, max_lexical_tokens=self._limits.tokens)
        except GraphQLSyntaxError as error:
            if error.message.endswith("tokens. Parsing aborted."):
                raise _over("tokens", "词元", self._limits.tokens) from error
            if error.message.endswith("nested too deeply. Parsing aborted."):
                raise _over("levels of depth", "层嵌套", self._limits.depth) from error
            raise InvalidDocumentError((error,), parsed=False) from error


class _Scales:
    """Weighs the operations of one document; fragments that spread themselves are left to validation."""

    def __init__(self, document: DocumentNode) -> None:
        self._operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._known: dict[str, Weight] = {}

    def check(self, limits: Limits) -> None:
        """Raises TOO_COMPLEX naming the limit."""
        for operation in self._operations:
            weight = self._weigh(operation.selection_set)
            for name, zh, value, most in (
                ("levels of depth", "层嵌套", weight.depth, limits.depth),
                ("fields", "个字段", weight.fields, limits.fields),
                ("aliases", "个别名", weight.aliases, limits.aliases),
                ("root fields", "个根字段", weight.top, limits.root_fields),
            ):
                if value > most:
                    raise _over(name, zh, most)

    def _weigh(self, chosen: SelectionSetNode | None) -> Weight:
        total = Weight()
        for node in chosen.selections if chosen is not None else ():
            if isinstance(node, FieldNode):
                total = total.beside(self._weigh(node.selection_set).below(node))
            elif isinstance(node, FragmentSpreadNode):
                total = total.beside(self._spread(node.name.value))
            else:
                total = total.beside(self._weigh(node.selection_set))  # type: ignore[attr-defined]
        return total

    def _spread(self, name: str) -> Weight:
        if name not in self._known:
            self._known[name] = Weight()  # while it is being weighed: a cycle adds nothing
            fragment = self._fragments.get(name)
            if fragment is not None:
                self._known[name] = self._weigh(fragment.selection_set)
        return self._known[name]


class _NulFinder(Visitor):
    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        if "\0" in node.value:
            raise nul_refused()


def nul_refused() -> ShiziError:
    """PostgreSQL's text cannot hold NUL, and nobody's words do."""
    return bad_user_input("Text must not contain a NUL character.", "文本不得包含 NUL 字符。")


def _refuse_nul(text: str, document: DocumentNode) -> None:
    if "\\u" in text:
        visit(document, _NulFinder())


def _over(name: str, zh: str, most: int) -> ShiziError:
    return too_complex(f"The document has more than {most} {name}.", f"查询超过 {most} {zh}。", limit=most)
