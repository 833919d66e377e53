"""Tests of gateway.toml, the view of a partition's members, and their probes."""
