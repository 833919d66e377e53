"""Tests of keys, tokens and assertions."""
