"""Counting what is queued, delivered and refused per peer, for whoever watches a node."""

from __future__ import annotations

from typing import Protocol


class Tally(Protocol):
    """Told what became of messages to a peer."""

    def heard(self, peer: str, applied: int, refused: int) -> None:
        """Receipts came: so many of applied messages, so many of refused ones."""

    def taken(self, peer: str, applied: int, refused: int) -> None:
        """Messages of the peer came: so many were applied, so many refused."""

    def queued(self, peer: str, messages: int) -> None:
        """So many messages to the peer have no receipt yet."""
