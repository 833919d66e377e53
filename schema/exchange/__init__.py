"""What nodes tell one another directly: hidden from the gateway's clients, asked of a node by its peers."""

from typing import Final

from schema.exchange.mutations import ExchangeMutations
from schema.exchange.queries import ExchangeQueries

QUERIES: Final = frozenset({"nodeDescriptor", "pullLedger"})
PEERS: Final = "peers"
"""For the committee's own staff, through the gateway too."""

MUTATIONS: Final = frozenset({"deliverLedger", "deliverReceipts"})
"""No commands of a client: no rulebook, no idempotency key; the signatures say who speaks and what is repeated."""

__all__ = ["MUTATIONS", "PEERS", "QUERIES", "ExchangeMutations", "ExchangeQueries"]
