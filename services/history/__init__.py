"""The story of a record, read from events."""
