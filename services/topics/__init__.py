"""The topics module: joint topics, participations, written suggestions."""
