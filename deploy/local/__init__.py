"""`make up`: an embedded PostgreSQL, the committees and the gateway as processes of one machine."""
