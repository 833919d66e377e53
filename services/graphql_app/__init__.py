"""GraphQL over HTTP at a node: documents within limits, execution, and errors that say no more than they should."""

from services.graphql_app.documents import Documents, Limits
from services.graphql_app.endpoint import GraphQLEndpoint

__all__ = ["Documents", "GraphQLEndpoint", "Limits"]
