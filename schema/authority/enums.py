"""Enums of the authority module: the states of a binding act, and what was done on its way."""

from schema.wording import DescribedEnum, described_enum


@described_enum("拟办公文所处的状态。", "The state of a binding act.")
class BindingActState(DescribedEnum):
    """From the draft to the signature, which carries the act out."""

    DRAFTED = "DRAFTED", "已拟稿，待审核。", "Drafted; reviews are awaited."
    REVIEWED = "REVIEWED", "已审核，待签发。", "Reviewed; the signature is awaited."
    RETURNED = "RETURNED", "已退回，待修改。", "Returned to whoever drafted it."
    SIGNED = "SIGNED", "已签发，同时已办理。", "Signed, and carried out with the signature."
    WITHDRAWN = "WITHDRAWN", "已撤回。", "Withdrawn before it was signed."


@described_enum("拟办公文的一道手续。", "What somebody did with a binding act.")
class BindingActOutcome(DescribedEnum):
    """Every step is kept, also those of earlier rounds."""

    DRAFTED = "DRAFTED", "拟稿。", "Drafted it."
    REVISED = "REVISED", "修改，审核从头开始。", "Revised it; the reviews begin anew."
    REVIEWED = "REVIEWED", "审核通过。", "Passed a review."
    RETURNED = "RETURNED", "退回。", "Returned it."
    SIGNED = "SIGNED", "签发。", "Signed it."
    WITHDRAWN = "WITHDRAWN", "撤回。", "Withdrew it."
