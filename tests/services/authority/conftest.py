"""The desk and the node of committee 440100, as for all commands."""

from tests.services.commands.conftest import desk, trial

__all__ = ["desk", "trial"]
