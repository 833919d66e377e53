"""Tests of the gateway's HTTP and WebSocket endpoints, through a real server."""
