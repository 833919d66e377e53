"""Rules that hold for every command of every machine."""

from schema.rulebook.model import Rule, Text
from schema.rulebook.sources import DESIGN

IMPORTED_GAPS = Rule(
    id="imported.gaps",
    source=DESIGN,
    reason=Text(
        "这条记录录自公开资料，尚有空缺，不能办理。",
        "The record was taken from a publication and still has gaps, so it takes no command.",
    ),
    allowed_when=Text("补齐 gaps 所列各项之后。", "Once everything named in gaps is filled in."),
    guard="gaps_are_filled",
)

BEFORE_ALL = (IMPORTED_GAPS,)
"""Asked of every command, in this order, before anything else."""
