"""Runs plans against subgraphs and builds the client's answer."""

from gateway.execute.backend import Backend, Failure, Member, PartitionView, Reply
from gateway.execute.interpreter import run
from gateway.execute.result import Result

__all__ = ["Backend", "Failure", "Member", "PartitionView", "Reply", "Result", "run"]
