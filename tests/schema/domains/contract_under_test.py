"""The contract of a city's node, built once for all tests of this folder."""

from graphql import GraphQLSchema

from schema.contract import PROFILES, build_schema
from schema.exchange import MUTATIONS

CONTRACT = build_schema(PROFILES["CITY"])
GRAPHQL: GraphQLSchema = CONTRACT._schema

assert GRAPHQL.mutation_type is not None
COMMANDS = {name: field for name, field in GRAPHQL.mutation_type.fields.items() if name not in MUTATIONS}
"""The mutations that clients send; peers deliver to one another by further ones."""
