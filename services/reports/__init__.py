"""The reports module: printed figures of published reports."""
