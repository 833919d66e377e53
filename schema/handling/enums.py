"""Enums of the handling module: a unit's part in a proposal, and how far its assignment has come."""

from schema.wording import DescribedEnum, described_enum


@described_enum("承办单位在一件提案中的分工。", "The part a unit takes in handling a proposal.")
class AssignmentRole(DescribedEnum):
    """单办, 主办, 会办, 分办."""

    SOLE = "SOLE", "单办（独办）。", "Handles it alone."
    LEAD = "LEAD", "主办。", "Leads, with supporting units."
    SUPPORT = "SUPPORT", "会办（协办）。", "Supports the lead unit."
    SPLIT = "SPLIT", "分办，各自答复。", "Handles and answers its own part."


@described_enum("承办任务的状态。", "The state of an assignment.")
class AssignmentState(DescribedEnum):
    """From issue to reply."""

    ISSUED = "ISSUED", "已交办，待签收。", "Issued; not yet signed for."
    SIGNED = "SIGNED", "已签收。", "Signed for."
    RETURN_REQUESTED = "RETURN_REQUESTED", "申退中。", "The unit asks to return it."
    RETURNED_ACCEPTED = "RETURNED_ACCEPTED", "申退已同意，另行交办。", "The return was accepted; another unit has it."
    EXTENDED = "EXTENDED", "已延期。", "Extended."
    REPLY_DRAFTED = "REPLY_DRAFTED", "答复待审。", "A reply is drafted and awaits review."
    REPLIED = "REPLIED", "已答复。", "Replied."
    OPINION_SENT = "OPINION_SENT", "会办意见已送主办单位。", "The supporting opinion went to the lead unit."
    CANCELLED = "CANCELLED", "已取消。", "Cancelled."


@described_enum("交办方式。", "How a proposal is handed over.")
class HandoverPlan(DescribedEnum):
    """单办, 主办会办, 分办."""

    SOLE = "SOLE", "单办：一个单位。", "One unit alone."
    LEAD_WITH_SUPPORT = (
        "LEAD_WITH_SUPPORT",
        "主办会办：一个主办单位，至少一个会办单位。",
        "One leading unit and at least one that supports it.",
    )
    SPLIT = "SPLIT", "分办：至少两个单位，各自答复。", "At least two units, each answering its part."
