"""Enums of the citizens module: the path of a citizen's lead (百姓提案线索)."""

from schema.wording import DescribedEnum, described_enum


@described_enum("百姓提案线索的状态。", "The state of a citizen's lead.")
class LeadState(DescribedEnum):
    """From a citizen's message to a filed proposal."""

    SUBMITTED = "SUBMITTED", "市民已提交。", "Submitted by the citizen."
    SCREENED = "SCREENED", "已梳理。", "Screened."
    ADOPTED = "ADOPTED", "已采纳，待委员认领。", "Adopted; waits for a member to claim it."
    CLAIMED = "CLAIMED", "委员已认领。", "Claimed by a member."
    CULTIVATING = "CULTIVATING", "培育中。", "Being cultivated."
    MATURED = "MATURED", "培育成熟。", "Matured."
    SUBMITTED_AS_PROPOSAL = "SUBMITTED_AS_PROPOSAL", "已作为提案提交。", "Submitted as a proposal."
    FILED = "FILED", "所成提案已立案。", "Its proposal was filed."
    NOT_FILED = "NOT_FILED", "所成提案未立案。", "Its proposal was refused filing."
    DECLINED = "DECLINED", "未采纳。", "Declined."
    DUPLICATE = "DUPLICATE", "与另一线索重复。", "A duplicate of another lead."
    FORWARDED = "FORWARDED", "转送有关单位参考。", "Forwarded to a unit for reference."
    ESCALATED = "ESCALATED", "已上报上级政协。", "Escalated to a committee of a higher level."
