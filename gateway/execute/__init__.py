"""Runs plans against subgraphs and builds the client's answer."""
