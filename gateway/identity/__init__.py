"""Who asks: client tokens from trusted issuers come in, short assertions for one node each go out."""
