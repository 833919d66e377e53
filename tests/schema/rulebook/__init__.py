"""Tests of the rulebook: its machines, its guards and its interpreter."""
