"""One subgraph served by many nodes: routing, gathering, entities at their owner, completeness."""
