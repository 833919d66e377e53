"""From a document's text to a plan, remembered twice: by the text as it came, and by the document normalised.

The first needs no parsing, so a client that repeats itself costs a hash; the second lets clients that differ in white
space, comments or unused definitions share a plan. Preparing has no await in it: requests that arrive together for
the same new document are prepared once, because the first is done before the second is looked at.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, TypeVar

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    ValueNode,
    VariableDefinitionNode,
    parse,
    print_ast,
    separate_operations,
    validate,
)

from gateway.errors import Rejected, located
from gateway.limits import Limits, check_document, check_text
from gateway.observe.metrics import Metrics
from gateway.operation.as_of import given_instant
from gateway.planner import Plan, plan
from gateway.supergraph import Supergraph
from schema.errors import ErrorCode, ShiziError, bad_user_input, too_complex

MAX_PROBLEMS = 20

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation that is valid and planned."""

    plan: Plan
    kind: str
    variables: tuple[VariableDefinitionNode, ...]
    as_of: ValueNode | None = None
    """The instant that the operation itself names."""

    @property
    def is_mutation(self) -> bool:
        return self.kind == OperationType.MUTATION.value


class Recent(Generic[V]):
    """The most recently used values, at most so many."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[bytes, V] = OrderedDict()

    def get(self, key: bytes) -> V | None:
        value = self._values.get(key)
        if value is not None:
            self._values.move_to_end(key)
        return value

    def put(self, key: bytes, value: V) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)

    def __len__(self) -> int:
        return len(self._values)


class PlanCache:
    """Prepares documents for one supergraph."""

    def __init__(self, supergraph: Supergraph, limits: Limits, most: int, metrics: Metrics) -> None:
        self._supergraph, self._limits, self._metrics = supergraph, limits, metrics
        self._by_text: Recent[Prepared | Rejected] = Recent(most)
        self._by_document: Recent[Prepared] = Recent(most)

    def prepare(self, text: str, operation_name: str | None) -> Prepared:
        """Raises Rejected; the same document is then rejected again without looking."""
        key = self._key(text, operation_name)
        found = self._by_text.get(key)
        self._metrics.looked_up(hit=found is not None)
        if found is None:
            try:
                found = self._prepare(text, operation_name)
            except RecursionError:
                found = Rejected.of(too_complex("The document is nested too deep.", "查询文档嵌套过深。"))
            except ShiziError as error:
                found = Rejected.of(error)
            except Rejected as rejected:
                found = rejected
            self._by_text.put(key, found)
        if isinstance(found, Rejected):
            raise Rejected(found.errors)
        return found

    def _prepare(self, text: str, operation_name: str | None) -> Prepared:
        check_text(text, self._limits)
        document = _parse(text)
        check_document(document, text, self._limits)
        problems = validate(self._supergraph.api_schema, document, max_errors=MAX_PROBLEMS)
        if problems:
            raise Rejected(tuple(_invalid(problem) for problem in problems))
        operation = _operation(document, operation_name)
        name = operation.name.value if operation.name else ""
        alone = separate_operations(document)[name]
        key = self._key(print_ast(alone), name)
        prepared = self._by_document.get(key)
        if prepared is None:
            prepared = Prepared(
                plan(self._supergraph, alone, name or None),
                operation.operation.value,
                tuple(operation.variable_definitions or ()),
                given_instant(operation),
            )
            self._by_document.put(key, prepared)
        return prepared

    def _key(self, text: str, operation_name: str | None) -> bytes:
        digest = hashlib.sha256(self._supergraph.version.encode())
        digest.update(b"\x00%b\x00" % (operation_name or "").encode("utf-8", "surrogatepass"))
        digest.update(text.encode("utf-8", "surrogatepass"))
        return digest.digest()


def _parse(text: str) -> DocumentNode:
    try:
        return parse(text)
    except GraphQLSyntaxError as error:
        place = error.locations[0] if error.locations else None
        at = f"（第 {place.line} 行第 {place.column} 列）" if place else ""
        raise Rejected(
            (located(error, ErrorCode.GRAPHQL_PARSE_FAILED, f"GraphQL 语法错误{at}：{error.message}"),)
        ) from None


def _invalid(error: GraphQLError) -> dict[str, object]:
    return located(error, ErrorCode.GRAPHQL_VALIDATION_FAILED, f"查询文档未通过校验：{error.message}")


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if name:
        for operation in operations:
            if operation.name and operation.name.value == name:
                return operation
        raise bad_user_input("The document has no operation of that name.", "文档中没有该名称的操作。")
    if not operations:
        raise bad_user_input("The document has no operation.", "文档中没有操作。")
    if len(operations) > 1:
        raise bad_user_input(
            "The document has several operations: say which one in `operationName`.",
            "文档中有多个操作：请用 `operationName` 指明。",
        )
    return operations[0]
