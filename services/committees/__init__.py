"""The committees module: a committee's profile, its agreements and projects with partners."""
