"""Tests of log lines and settings."""
