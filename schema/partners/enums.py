"""Enums of the partners module: agreements between committees, their projects, and plans of a year."""

from schema.wording import DescribedEnum, described_enum


@described_enum(
    "协作协议的状态，就本方所存的一份而言。", "The state of an agreement, as the side that holds it sees it."
)
class AgreementState(DescribedEnum):
    """It is in force only while both sides say ACTIVE of the same terms."""

    PROPOSED = "PROPOSED", "本方已提出，待对方同意。", "Proposed by this side; the other has not agreed yet."
    RECEIVED = "RECEIVED", "对方已提出，待本方决定。", "Proposed by the other side; this one has not decided yet."
    AGREED = "AGREED", "本方已同意，待对方确认。", "Agreed by this side; the other has not confirmed it yet."
    ACTIVE = "ACTIVE", "生效中。", "In force."
    SUSPENDED = "SUSPENDED", "中止。", "Suspended."
    ENDED = "ENDED", "已终止。", "Ended."
    NOT_CONCLUDED = (
        "NOT_CONCLUDED",
        "未能订立，因谢绝、撤回或逾期。",
        "Never concluded; declined, withdrawn or not answered in time.",
    )


@described_enum("协议所涵盖的合作。", "What an agreement covers.")
class AgreementScope(DescribedEnum):
    """A step that needs an agreement needs one that covers it."""

    TOPICS = "TOPICS", "联合调研课题。", "Joint research topics."
    PROJECTS = "PROJECTS", "协作项目。", "Partner projects."
    SHARING = "SHARING", "资料共享。", "The sharing of records."


@described_enum("协作项目的状态。", "The state of a project that partner committees run together.")
class PartnerProjectState(DescribedEnum):
    """How far a partner project has come."""

    PROPOSED = "PROPOSED", "已提出，对方尚未接受。", "Proposed; not yet accepted by the partner."
    ACCEPTED = "ACCEPTED", "对方已接受，尚未启动。", "Accepted by the partner; not yet started."
    UNDER_WAY = "UNDER_WAY", "推进中。", "Under way."
    SUSPENDED = "SUSPENDED", "暂停。", "Suspended."
    COMPLETED = "COMPLETED", "已完成。", "Completed."
    ENDED = "ENDED", "未完成而终止。", "Ended without completion."


@described_enum("项目中一方的状态。", "Where one city stands in a project with a partner.")
class ContributionState(DescribedEnum):
    """Written by that city alone."""

    INVITED = "INVITED", "已受邀，尚未答复。", "Invited; no answer yet."
    TAKING_PART = "TAKING_PART", "参与中。", "Takes part."
    SUSPENDED = "SUSPENDED", "本方暂停。", "Suspended by this city."
    FINISHED = "FINISHED", "本方部分已完成。", "Its part is finished."
    COMPLETED = "COMPLETED", "项目已完成。", "The project is completed."
    DECLINED = "DECLINED", "谢绝参与。", "Declined."
    ENDED = "ENDED", "已退出或终止。", "Ended before completion."
    UNKNOWN = "UNKNOWN", "暂时无法向该政协查询。", "That committee cannot be asked at the moment."


@described_enum("对项目提议的答复。", "An answer to a proposed project.")
class ContributionAnswer(DescribedEnum):
    """What the other city may answer."""

    ACCEPT = "ACCEPT", "接受。", "Accept."
    DECLINE = "DECLINE", "谢绝。", "Decline."


@described_enum("项目节点的状态。", "The state of a milestone.")
class MilestoneState(DescribedEnum):
    """By its days."""

    PLANNED = "PLANNED", "计划中。", "Planned."
    OVERDUE = "OVERDUE", "已过期限而未达到。", "Its day is over and it was not reached."
    REACHED = "REACHED", "已达到。", "Reached."


@described_enum("年度协同履职计划的状态。", "The state of a joint plan of the year.")
class JointAnnualPlanState(DescribedEnum):
    """Agreed by all in one and the same version."""

    DRAFTING = "DRAFTING", "起草中。", "Being drafted."
    OFFERED = "OFFERED", "商定中。", "Being agreed."
    AGREED = "AGREED", "已商定。", "Agreed."
    SUMMARISED = "SUMMARISED", "已总结。", "Summed up."
    DROPPED = "DROPPED", "作罢。", "Dropped."


@described_enum("一方对年度计划的态度。", "Where one party stands towards a joint plan.")
class PlanConsentState(DescribedEnum):
    """Given for one version of the text."""

    ASKED = "ASKED", "已收到文稿，尚未答复。", "Has the text; no answer yet."
    CONSENTED = "CONSENTED", "本方同意，待各方一致。", "Consents; waits for the others."
    OBJECTED = "OBJECTED", "本方有不同意见。", "Objects."
    AGREED = "AGREED", "各方一致，计划生效。", "All consent; the plan is agreed."
    VOID = "VOID", "该稿已退回或逾期。", "That version was taken back or lapsed."
    CLOSED = "CLOSED", "计划已总结或作罢。", "The plan was summed up or dropped."
    UNKNOWN = "UNKNOWN", "暂时无法向该政协查询。", "That committee cannot be asked at the moment."


@described_enum("对年度计划文稿的答复。", "An answer to a version of a plan.")
class PlanAnswer(DescribedEnum):
    """What a party may answer."""

    AGREE = "AGREE", "同意。", "Agree."
    OBJECT = "OBJECT", "有不同意见，退回修改。", "Object; it goes back."
