"""The partners module: agreements between two committees, projects they run together, plans of a year."""
