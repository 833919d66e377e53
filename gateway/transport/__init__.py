"""Carries requests to subgraphs and nodes: a keep-alive pool, an in-process stand-in, and the backend above them."""
