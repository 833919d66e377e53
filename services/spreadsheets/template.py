"""The mapping to start from and a workbook that fits it: `shizi import --template`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from openpyxl import Workbook

TEMPLATE: Final = Path(__file__).with_name("template.toml")
SAMPLE_TITLE: Final = "提案登记表（样表） · A register of proposals, as an example"
HEADER: Final = (
    "流水号", "次", "案号", "案由", "正文", "办理状态", "提案者", "提交日期", "立案日期", "重点提案",
    "主办单位", "会办单位", "交办日期", "办理期限",
)  # fmt: skip
ROWS: Final = (
    (
        "S001", 5, "20260001", "【示例】关于完善老旧小区停车管理的提案", "示例正文：情况、分析与建议。", "办理中",
        "示例委员甲、示例委员乙", date(2026, 1, 12), date(2026, 1, 20), "是", "示例住房城乡建设局",
        "示例交通运输局、示例城市管理局", date(2026, 2, 10), date(2026, 6, 30),
    ),
    (
        "S002", 5, "20260002", "【示例】关于推进中小学校托育服务的提案", "示例正文：情况、分析与建议。", "已立案",
        "示例教育界", date(2026, 1, 12), date(2026, 1, 21), "否", "", "", None, None,
    ),
    (
        "S003", 5, "", "【示例】关于规范农贸市场夜间照明的提案", "示例正文：情况、分析与建议。", "待审查",
        "示例党派市委会", date(2026, 1, 13), None, "否", "", "", None, None,
    ),
)  # fmt: skip


def write_template(folder: Path) -> tuple[Path, Path]:
    """Put the mapping and the sample workbook into a folder, replacing none. Raises FileExistsError."""
    folder.mkdir(parents=True, exist_ok=True)
    mapping, sample = folder / "mapping.toml", folder / "sample.xlsx"
    with mapping.open("x", encoding="utf-8") as file:
        file.write(TEMPLATE.read_text(encoding="utf-8"))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "提案"
    sheet.append([SAMPLE_TITLE])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    sheet.append(list(HEADER))
    for row in ROWS:
        sheet.append(list(row))
    sheet.freeze_panes = "A3"
    with sample.open("xb") as target:
        book.save(target)
    return mapping, sample
