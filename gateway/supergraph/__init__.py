"""Loads a supergraph SDL (join spec) into frozen facts and the schema that clients see."""
