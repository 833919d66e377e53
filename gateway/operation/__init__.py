"""The client's operation, prepared for planning: one selection type, no constant conditions, merged fields."""
