"""The committees module: a committee's profile and its register."""
