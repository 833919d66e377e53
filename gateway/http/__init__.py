"""HTTP and WebSocket at the gateway's rim: requests in, responses by the protocol's status rules out, and the pages."""
