"""The exchange between committees: each message sealed into a ledger, delivered, applied once, and receipted."""
