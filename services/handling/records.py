"""The record of the handling module, as it lies in its tables."""

from services.kit.records import RecordKind

ASSIGNMENT = RecordKind("assignment", "assignment")
