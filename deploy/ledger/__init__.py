"""What `shizi ledger` does around the pure ledger: files, fingerprints on the command line, and a node's endpoint."""
