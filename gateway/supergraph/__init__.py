"""Loads a supergraph SDL (join spec) into frozen facts and the schema that clients see."""

from gateway.supergraph.facts import FieldFacts, Graph, Supergraph, TypeFacts
from gateway.supergraph.load import load
from gateway.supergraph.problems import Problem, SupergraphError

__all__ = ["FieldFacts", "Graph", "Problem", "Supergraph", "SupergraphError", "TypeFacts", "load"]
