"""Federates any Federation v2 supergraph, and gathers one subgraph from the many nodes that serve it."""
