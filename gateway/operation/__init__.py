"""The client's operation, prepared for planning: one selection type, no constant conditions, merged fields."""

from gateway.operation.operation import Operation, VariableDefinition
from gateway.operation.prepare import prepare
from gateway.operation.selection import Condition, Field, Fragment, Selection, Selections

__all__ = [
    "Condition",
    "Field",
    "Fragment",
    "Operation",
    "Selection",
    "Selections",
    "VariableDefinition",
    "prepare",
]
