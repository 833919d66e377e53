"""To whom this process may seal messages: a peer is let through once it was asked, since the start, what it holds.

Sealing before that could give a number a second time, if our database came from an old backup; such a fork cannot be
healed. A message to a peer that was not asked yet waits in the outbox without a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Gate:
    """``opened`` is called whenever a peer is let through."""

    def __init__(self, peers: Iterable[str] = ()) -> None:
        self._open = set(peers)
        self.opened: Callable[[], None] = lambda: None

    def __contains__(self, code: str) -> bool:
        return code in self._open

    @property
    def open(self) -> list[str]:
        """The peers that were asked and hold nothing that we do not know of."""
        return sorted(self._open)

    def let(self, code: str) -> None:
        """Let a peer through."""
        if code not in self._open:
            self._open.add(code)
            self.opened()

    def stop(self, code: str) -> None:
        """Seal nothing to this peer from now on."""
        self._open.discard(code)
