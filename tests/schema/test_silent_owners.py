"""An owner that cannot be asked never empties an answer: what it alone knows is nullable or has a stand-in."""

from collections.abc import Iterator

from graphql import DirectiveNode, FieldDefinitionNode, ObjectTypeDefinitionNode, StringValueNode, TypeNode, parse

from schema.sdl import SUBGRAPH


def types() -> dict[str, ObjectTypeDefinitionNode]:
    document = parse(SUBGRAPH.read_text())
    return {d.name.value: d for d in document.definitions if isinstance(d, ObjectTypeDefinitionNode)}


def remote(field: FieldDefinitionNode) -> dict[str, str] | None:
    """The arguments of a field's @remote."""
    for directive in field.directives or ():
        if isinstance(directive, DirectiveNode) and directive.name.value == "remote":
            given = directive.arguments or ()
            return {a.name.value: a.value.value for a in given if isinstance(a.value, StringValueNode)}
    return None


def named(node: TypeNode) -> str:
    inner = getattr(node, "type", None)
    return named(inner) if inner is not None else str(getattr(node, "name").value)  # noqa: B009


def required(node: TypeNode) -> bool:
    """Whether a null inside would travel out of the field."""
    return node.kind == "non_null_type" and (
        node.type.kind != "list_type" or required(node.type.type)  # type: ignore[attr-defined]
    )


def unspoken() -> Iterator[str]:
    known = types()
    for holder in known.values():
        for field in holder.fields or ():
            asked = remote(field)
            if asked is None or not required(field.type):
                continue
            answered = asked["provides"].split() + [
                part.split(":")[0].strip() for part in asked.get("unknown", "").split(",")
            ]
            for inner in known[named(field.type)].fields or ():
                if inner.type.kind == "non_null_type" and inner.name.value not in answered:
                    yield f"{holder.name.value}.{field.name.value} -> {inner.name.value}"


def test_every_required_reference_can_do_without_its_owner() -> None:
    assert list(unspoken()) == []


def test_references_to_committees_name_them_in_place() -> None:
    found = {
        f"{holder.name.value}.{field.name.value}": remote(field)
        for holder in types().values()
        for field in holder.fields or ()
        if named(field.type) == "Committee" and holder.name.value != "Query"
    }
    assert len(found) >= 8
    assert all(asked is not None and set(asked["provides"].split()) >= {"code", "name"} for asked in found.values())
