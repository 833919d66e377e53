"""Tests of the proposals module beside its commands."""
