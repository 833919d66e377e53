"""Tests of the contract's domain modules."""
