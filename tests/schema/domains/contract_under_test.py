"""The contract of a city's node, built once for all tests of this folder."""

from graphql import GraphQLSchema

from schema.contract import PROFILES, build_schema

CONTRACT = build_schema(PROFILES["CITY"])
GRAPHQL: GraphQLSchema = CONTRACT._schema
