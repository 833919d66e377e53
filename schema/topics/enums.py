"""Enums of the topics module: stages of a joint topic, answers to an invitation, routes of delivery."""

from schema.wording import DescribedEnum, described_enum


@described_enum("联合调研课题所处的阶段。", "The stage of a joint research topic.")
class JointTopicStage(DescribedEnum):
    """From the lead's proposal to the close of the topic."""

    PROPOSED = "PROPOSED", "牵头政协已发起，尚未发出邀请。", "Proposed by the lead; nobody has been invited yet."
    INVITING = "INVITING", "征求意见：已发出邀请，等待答复。", "Invitations are out and answers awaited."
    ESTABLISHED = "ESTABLISHED", "立项。", "Established as a topic."
    FIELDWORK = "FIELDWORK", "调研中。", "Fieldwork is under way."
    DRAFTING = "DRAFTING", "起草中。", "The text is being drafted."
    CO_REVIEW = "CO_REVIEW", "各参与政协会商文稿。", "The participants review the draft together."
    ISSUED = "ISSUED", "已形成书面建议。", "The written suggestion has been issued."
    DELIVERED = "DELIVERED", "书面建议已报送。", "The written suggestion has been delivered."
    RESPONDED = "RESPONDED", "已获采纳或批示。", "A recipient has responded."
    CLOSED = "CLOSED", "结题。", "Closed."
    TERMINATED = "TERMINATED", "终止。", "Terminated before anything was issued."


@described_enum("一级政协参与联合课题的状态。", "Where one committee stands towards a joint topic.")
class ParticipationState(DescribedEnum):
    """A committee's own answer, or the lack of one."""

    INVITED = "INVITED", "已受邀，尚未答复。", "Invited; no answer yet."
    ACCEPTED = "ACCEPTED", "同意参与。", "Takes part."
    DECLINED = "DECLINED", "谢绝参与。", "Declined."
    WITHDRAWN = "WITHDRAWN", "参与后退出。", "Took part and withdrew."
    UNKNOWN = "UNKNOWN", "暂时无法向该政协查询。", "That committee cannot be asked at the moment."


@described_enum("对参与邀请的答复。", "An answer to an invitation.")
class ParticipationAnswer(DescribedEnum):
    """What an invited committee may answer."""

    ACCEPT = "ACCEPT", "同意参与。", "Take part."
    DECLINE = "DECLINE", "谢绝参与。", "Decline."


@described_enum("书面建议的报送途径。", "The route by which a written suggestion reached its recipients.")
class DeliveryRoute(DescribedEnum):
    """Directly, or through another body."""

    DIRECT = "DIRECT", "直接报送。", "Delivered directly."
    FORWARDED = "FORWARDED", "经其他机关转送。", "Forwarded by another body."
