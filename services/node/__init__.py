"""A process that hosts committees (`shizi node`)."""

from services.node.process import create_app, serve

__all__ = ["create_app", "serve"]
