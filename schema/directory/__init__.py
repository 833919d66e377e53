"""The directory: which divisions there are, at which level, under whom, and what became of codes that retired.

Reference data, the same on every node and for committees that have no node. A code may stand for different
divisions at different times (440106 was 芳村区 before it was 天河区), so questions may name a date.
"""

from schema.directory.data import COUNTRY, DIVISIONS
from schema.directory.divisions import children, division, divisions, periods, successors
from schema.directory.model import Division

__all__ = ["COUNTRY", "DIVISIONS", "Division", "children", "division", "divisions", "periods", "successors"]
