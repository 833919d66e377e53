"""Export of any gathered list over the gateway's endpoint, as anyone could ask it: introspection, pages, a table."""
