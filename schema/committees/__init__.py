"""Committees, their profiles, and the agreements and projects that link partners."""
