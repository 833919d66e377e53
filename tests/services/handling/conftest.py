"""The desk of committee 440100, as for all commands."""

from tests.services.commands.conftest import desk

__all__ = ["desk"]
