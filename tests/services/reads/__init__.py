"""Tests of the read path: documents to SQL to JSON, against a real PostgreSQL."""
