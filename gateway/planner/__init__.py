"""Finds what must be fetched and in which order: operation to plan."""
