"""Tests of the gateway's transport, against real sockets."""
