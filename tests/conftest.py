"""What all tests share."""

from hypothesis import settings

settings.register_profile("shizi", deadline=None)  # machines of two cores pause where they like
settings.load_profile("shizi")
