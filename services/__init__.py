"""Nodes: one service a committee, each the only writer of its own records."""
