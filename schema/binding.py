"""Which mutations bind the committee that sends them: those whose input names the authority behind the decision."""

from typing import Final

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLSchema,
    get_nullable_type,
    is_non_null_type,
)

AUTHORITY: Final = "authority"


def binding_commands(schema: GraphQLSchema, *, always: bool = False) -> frozenset[str]:
    """The mutations whose input has ``authority``; ``always`` leaves out those in which it may stay unsaid."""
    mutation = schema.mutation_type
    fields = {} if mutation is None else mutation.fields
    return frozenset(name for name, field in fields.items() if _binds(field, always=always))


def input_type(field: GraphQLField) -> GraphQLInputObjectType | None:
    """The type of a mutation's input; None where it has none."""
    given: GraphQLArgument | None = field.args.get("input")
    type_ = None if given is None else get_nullable_type(given.type)
    return type_ if isinstance(type_, GraphQLInputObjectType) else None


def _binds(field: GraphQLField, *, always: bool) -> bool:
    type_ = input_type(field)
    if type_ is None or AUTHORITY not in type_.fields:
        return False
    return not always or is_non_null_type(type_.fields[AUTHORITY].type)
