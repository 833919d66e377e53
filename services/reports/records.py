"""The record of the reports module, as it lies in its table."""

from services.kit.records import RecordKind

REPORT = RecordKind("report", "published_report")
