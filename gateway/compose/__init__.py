"""Composes subgraph SDL into a supergraph SDL (Federation 2, join spec): one file for each concern.

read (subgraph) → check (rules) → annotate (join) → print (text)
"""

from gateway.compose.api import api_sdl
from gateway.compose.compose import compose
from gateway.compose.problems import CompositionError, Problem
from gateway.compose.subgraph import Subgraph

__all__ = ["CompositionError", "Problem", "Subgraph", "api_sdl", "compose"]
