"""Tests of the story of a record."""
