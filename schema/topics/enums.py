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
    LAPSED = (
        "LAPSED",
        "逾期失效，答复或认可的期限已过。",
        "Lapsed; the time for an answer or an endorsement went by in silence.",
    )
    RECALLED = "RECALLED", "牵头政协撤回了邀请。", "The lead recalled the invitation."
    CONCLUDED = "CONCLUDED", "课题已结束。", "The topic has ended."
    UNKNOWN = "UNKNOWN", "暂时无法向该政协查询。", "That committee cannot be asked at the moment."


@described_enum("牵头政协所记的受邀政协状态。", "Where an invited committee stands in the lead's own record.")
class InvitationState(DescribedEnum):
    """What the lead knows by the messages that it applied; their order in its ledger decides."""

    INVITED = "INVITED", "已受邀，等待答复。", "Invited; an answer is awaited."
    ACCEPTED = "ACCEPTED", "参与。", "Takes part."
    DECLINED = "DECLINED", "谢绝。", "Declined."
    WITHDRAWN = "WITHDRAWN", "参与后退出。", "Took part and withdrew."
    LAPSED = "LAPSED", "逾期失效。", "Lapsed in silence."
    RECALLED = "RECALLED", "邀请已撤回。", "The invitation was recalled."


@described_enum("等待一级政协办理什么。", "What is awaited of a committee.")
class AwaitedAnswer(DescribedEnum):
    """Each has a last day; silence lapses."""

    INVITATION = "INVITATION", "答复参与邀请。", "An answer to the invitation."
    ENDORSEMENT = "ENDORSEMENT", "认可会商文稿或提出修改意见。", "An endorsement of the draft, or changes to it."


@described_enum("受邀政协对自己的相近课题作何处理。", "What an invited committee does with its own, similar topic.")
class OwnTopicDecision(DescribedEnum):
    """Decided by the committee that leads the similar topic, and by nobody else."""

    JOIN = "JOIN", "并入所邀课题，自己的课题终止。", "Join it to the topic it is invited to; its own one ends."
    KEEP = "KEEP", "继续自己的课题，两者互相关联。", "Go on with its own; the two are related."


@described_enum("一次调研所处的状态。", "The state of a record of fieldwork.")
class FieldworkState(DescribedEnum):
    """Findings often come later than the visit."""

    HELD = "HELD", "已调研，尚未形成发现。", "Held; its findings are not there yet."
    CONCLUDED = "CONCLUDED", "已形成发现。", "Concluded with its findings."


@described_enum("对课题文稿认可的状态。", "The state of an endorsement of a topic's draft.")
class EndorsementState(DescribedEnum):
    """Of one frozen version."""

    GIVEN = "GIVEN", "认可。", "Endorsed."
    CHANGES_REQUESTED = "CHANGES_REQUESTED", "要求修改。", "Changes are asked for."
    SUPERSEDED = "SUPERSEDED", "因有新版本而失效。", "Superseded by a new version."
    EXPIRED = "EXPIRED", "到期失效。", "Expired."
    BOUND = "BOUND", "已随书面建议形成，不能收回。", "Part of what was issued; it cannot be taken back."


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


@described_enum("联合课题的成果种类。", "What came of a joint topic.")
class TopicOutputKind(DescribedEnum):
    """Beside the written suggestion, which is a record of its own."""

    RESEARCH_REPORT = "RESEARCH_REPORT", "调研报告。", "A research report."
    PROPOSAL = "PROPOSAL", "提案。", "A proposal."
    PLENARY_SPEECH = "PLENARY_SPEECH", "大会发言。", "A speech at a plenary session."
    OPINION_REPORT = "OPINION_REPORT", "社情民意信息。", "A report of public opinion."


@described_enum("与课题并行推进的做法。", "A track that runs beside the topic.")
class TopicTrackKind(DescribedEnum):
    """The article names all three for the topics of Guangzhou."""

    KEY_SUPERVISION = "KEY_SUPERVISION", "重点督办。", "Supervision of key proposals."
    CONSULTATION_BROADCAST = "CONSULTATION_BROADCAST", "“有事好商量”协商节目。", "The broadcast “Let us talk it over”."
    CITY_AND_DISTRICT = "CITY_AND_DISTRICT", "市区联动。", "City and districts acting together."


@described_enum("书面建议的状态。", "The state of a written suggestion.")
class SuggestionState(DescribedEnum):
    """At the committee that delivers it."""

    DRAFTED = "DRAFTED", "起草中。", "Being drafted."
    ISSUED = "ISSUED", "已形成。", "Issued."
    DELIVERED = "DELIVERED", "已报送。", "Delivered."
    RESPONDED = "RESPONDED", "已获采纳或批示。", "Responded to."
    CLOSED = "CLOSED", "办结。", "Closed."
    WITHDRAWN = "WITHDRAWN", "已撤回。", "Withdrawn."


@described_enum("收到书面建议的单位如何回应。", "How a unit responded to a written suggestion.")
class SuggestionResponse(DescribedEnum):
    """As the committee that delivered it recorded it."""

    ADOPTED = "ADOPTED", "采纳。", "Adopted."
    INSTRUCTED = "INSTRUCTED", "领导批示。", "A leader wrote instructions on it."
    NOTED = "NOTED", "研究参考。", "Taken for reference."
    NOT_ADOPTED = "NOT_ADOPTED", "未采纳。", "Not adopted."
