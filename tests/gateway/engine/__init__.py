"""Tests of the request path below HTTP: limits, plan cache, engine."""
