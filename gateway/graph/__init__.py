"""The query graph: which field can be reached in which subgraph."""

from gateway.graph.elements import Cast, Edge, Enter, Get, Jump, Node
from gateway.graph.query_graph import Exits, QueryGraph, build

__all__ = ["Cast", "Edge", "Enter", "Exits", "Get", "Jump", "Node", "QueryGraph", "build"]
