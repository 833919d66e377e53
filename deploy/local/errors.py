"""Errors of the local installation: every one says in both languages what is wrong and what would mend it.

LocalError
├── PostgresError        the embedded server cannot be set up, started or stopped
└── SupervisorError      a home, a port or a process of the installation
"""


class LocalError(Exception):
    """Something on this machine keeps the installation from running."""

    def __init__(self, message: str, message_zh: str) -> None:
        super().__init__(message)
        self.message = message
        self.message_zh = message_zh

    def __str__(self) -> str:
        return f"{self.message_zh}\n{self.message}"


class PostgresError(LocalError):
    """The embedded server cannot be set up, started or stopped."""


class SupervisorError(LocalError):
    """A home, a port or a process stands in the way."""
