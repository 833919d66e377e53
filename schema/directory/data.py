"""The divisions as data: read once from `divisions.csv`.

Source: GB/T 2260 and its revisions from December 1980 to April 2019, as published by the National Bureau of
Statistics and the Ministry of Civil Affairs; all of Guangdong, and Fujian with Longyan. Dates are those of the
revisions that first list or first drop a code, by month; the decisions themselves came up to a year earlier.

How the lists were cleaned, rule by rule:
  1. 市辖区 (…01) is a heading of the lists and no division; it is left out.
  2. Hainan's codes (4410, 4411, 4421, 4422, and 海口市 under 449003) left the province in 1988; they are left out.
  3. 石湾区 under 440602 in the one revision of 1990 lies inside 城区's period and beside its own code; it is dropped.
  4. 达豪区 is a slip of 达濠区 (440506); the two are one period.
  5. 清新区 and 揭东区 are listed in 2011 beside the counties they replaced; they begin where those end.
  6. A code listed in the first revision has no first month: it is older than the lists.

Successors are given where the lists show one (the same name, but for 县, 市, 区 or 自治县, at the same level, begins
in the revision that drops the old code) and for changes that are generally known: 萝岗 into 黄埔, 东山 into 越秀, 芳村
into 荔湾, 北江 into 浈江, 金园 and 升平 into 金平, 达濠 and 河浦 into 濠江, 潮阳 into 潮阳 and 潮南, 城区 and 石湾 of
Foshan into 禅城, 茂港 into 电白, 花县 to 花都, 连县 to 连州, 海康 to 雷州, 梅县 to 梅县区, 东莞 and 中山 to prefecture
level. Elsewhere none is given.
"""

import csv
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Final

from schema.completeness import NodeLevel
from schema.directory.model import Division

COUNTRY: Final = "100000"


def _month(text: str) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def _division(row: Mapping[str, str]) -> Division:
    return Division(
        code=row["code"],
        name=row["name"],
        level=NodeLevel(row["level"]),
        parent=row["parent"] or None,
        from_=_month(row["from"]),
        until=_month(row["until"]),
        successors=tuple(row["successors"].split()),
    )


def _read() -> tuple[Division, ...]:
    text = files("schema.directory").joinpath("divisions.csv").read_text(encoding="utf-8")
    return tuple(_division(row) for row in csv.DictReader(text.splitlines()))


DIVISIONS: Final = _read()
