"""Spreadsheets: a committee's existing proposals come in from XLSX or CSV, and tables go out.

    file ─open→ Sheet ─read→ Draft ─entry→ Entry ─gather→ all good, or bad rows and nothing written
                                                    └─apply→ new | changed | unchanged | conflict, batch by batch

Mapping, conversion and validation are pure; files are touched in ``workbook``, ``delimited`` and ``writing``, the
database in ``apply`` alone.
"""
