"""The citizens module: leads from the public."""
