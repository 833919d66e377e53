"""The query graph: which field can be reached in which subgraph."""
