"""What is known of the eight committees: facts restated from public pages with their sources, and marked examples."""

from services.facts.seeding import COMMITTEES, SeedSummary, seed

__all__ = ["COMMITTEES", "SeedSummary", "seed"]
