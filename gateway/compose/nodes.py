"""The small pieces of SDL that composing adds or asks for: directives with their arguments, and the name in a type."""

from typing import Any

from graphql import (
    BooleanValueNode,
    ConstArgumentNode,
    ConstDirectiveNode,
    ConstListValueNode,
    ConstObjectFieldNode,
    ConstObjectValueNode,
    ConstValueNode,
    EnumValueNode,
    NameNode,
    StringValueNode,
)

Given = str | bool | ConstValueNode


def directive(name: str, /, **arguments: Given) -> ConstDirectiveNode:
    """A directive; strings and booleans become values, nodes stay as they are; a trailing _ is cut off names."""
    made = (
        ConstArgumentNode(name=NameNode(value=key.removesuffix("_")), value=_value(value))
        for key, value in arguments.items()
    )
    return ConstDirectiveNode(name=NameNode(value=name), arguments=tuple(made))


def enum(value: str) -> EnumValueNode:
    """An enum value."""
    return EnumValueNode(value=value)


def import_list(names: dict[str, str]) -> ConstListValueNode:
    """The imports of a @link: each spec name, with the name it goes by here where that differs."""
    return ConstListValueNode(values=tuple(_import(spec_name, here) for spec_name, here in sorted(names.items())))


def named_type(node: Any) -> str:
    """The name inside the list and non-null wrappers of a type."""
    while not hasattr(node, "name"):
        node = node.type
    return str(node.name.value)


def _import(spec_name: str, here: str) -> ConstValueNode:
    if spec_name == here:
        return StringValueNode(value=spec_name)
    fields = (
        ConstObjectFieldNode(name=NameNode(value=key), value=StringValueNode(value=value))
        for key, value in (("name", spec_name), ("as", here))
    )
    return ConstObjectValueNode(fields=tuple(fields))


def _value(given: Given) -> ConstValueNode:
    if isinstance(given, bool):
        return BooleanValueNode(value=given)
    return StringValueNode(value=given) if isinstance(given, str) else given
