"""Finds what must be fetched and in which order: operation to plan."""

from graphql import DocumentNode

from gateway.graph import build as build_graph
from gateway.operation import prepare
from gateway.planner.build import build_steps
from gateway.planner.errors import PlanningError
from gateway.planner.names import names_for
from gateway.planner.plan import Plan
from gateway.planner.schedule import schedule
from gateway.planner.show import show
from gateway.supergraph import Supergraph

__all__ = ["Plan", "PlanningError", "plan", "show"]


def plan(supergraph: Supergraph, document: DocumentNode, operation_name: str | None) -> Plan:
    """Plan one operation of a document that is valid against the supergraph's API schema.

    Raises ShiziError for what the client can mend, PlanningError where the supergraph has no way to a field.
    """
    graph = build_graph(supergraph)
    operation = prepare(document, operation_name, supergraph.api_schema)
    names = names_for(operation)
    return schedule(graph, operation, build_steps(graph, operation, names), names)
