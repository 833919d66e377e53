"""Root mutation fields of the partners module."""

import strawberry

from schema.partners.agreement_inputs import (
    AgreePartnerAgreementInput,
    PartnerNoteInput,
    PartnerStepInput,
    ProposePartnerAgreementInput,
)
from schema.partners.agreements import PartnerAgreement
from schema.partners.contributions import ProjectContribution
from schema.partners.plans import (
    AmendJointAnnualPlanInput,
    AnswerPlanConsentInput,
    DraftJointAnnualPlanInput,
    JointAnnualPlan,
    OfferJointAnnualPlanInput,
    PlanConsent,
    ReviseJointAnnualPlanInput,
    SummariseJointAnnualPlanInput,
)
from schema.partners.project_inputs import (
    AnswerProjectContributionInput,
    CompletePartnerProjectInput,
    ProposePartnerProjectInput,
    ReportProgressInput,
    ReviseProjectContributionInput,
)
from schema.partners.projects import PartnerProject
from schema.payloads import Payload
from schema.rootfields import command_at, command_on


@strawberry.type
class AgreementMutations:
    """Each side acts on its own record and tells the other."""

    propose_partner_agreement: Payload[PartnerAgreement] = command_at(
        ProposePartnerAgreementInput, "向兄弟政协提出协作协议。", "Propose an agreement to a partner committee."
    )
    agree_partner_agreement: Payload[PartnerAgreement] = command_on(
        AgreePartnerAgreementInput, "同意对方提出的协议。", "Agree to what the other side proposes."
    )
    decline_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerNoteInput, "谢绝对方提出的协议。", "Decline what the other side proposes."
    )
    withdraw_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerNoteInput, "撤回本方提出而对方尚未同意的协议。", "Take back a proposal that was not agreed yet."
    )
    suspend_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerStepInput, "中止协议。", "Suspend an agreement."
    )
    resume_partner_agreement: Payload[PartnerAgreement] = command_on(
        PartnerStepInput,
        "恢复本方中止的协议；对方也中止的，待其恢复。",
        "Lift this side's suspension; where the other side suspended it too, it waits for that one.",
    )
    end_partner_agreement: Payload[PartnerAgreement] = command_on(PartnerStepInput, "终止协议。", "End an agreement.")


@strawberry.type
class ProjectMutations:
    """The committee that proposed a project acts on it; each city acts on its own contribution."""

    propose_partner_project: Payload[PartnerProject] = command_at(
        ProposePartnerProjectInput,
        "在生效的协议之下提出协作项目。",
        "Propose a project to a partner committee under an agreement in force.",
    )
    start_partner_project: Payload[PartnerProject] = command_on(None, "启动项目。", "Start a project.")
    suspend_partner_project: Payload[PartnerProject] = command_on(PartnerStepInput, "暂停项目。", "Suspend a project.")
    resume_partner_project: Payload[PartnerProject] = command_on(
        PartnerStepInput,
        "恢复本方暂停的项目；对方也暂停的，待其恢复。",
        "Lift this side's suspension; where the other side suspended it too, it waits for that one.",
    )
    complete_partner_project: Payload[PartnerProject] = command_on(
        CompletePartnerProjectInput, "完成项目，列明成果。", "Complete a project and list what came of it."
    )
    end_partner_project: Payload[PartnerProject] = command_on(
        PartnerStepInput, "终止项目，或撤回提议。", "End a project, or take its proposal back."
    )
    answer_project_contribution: Payload[ProjectContribution] = command_on(
        AnswerProjectContributionInput, "接受或谢绝对方提出的项目。", "Accept or decline the project that was proposed."
    )
    revise_project_contribution: Payload[ProjectContribution] = command_on(
        ReviseProjectContributionInput,
        "改定本方的单位、企业、节点、任务和文件。",
        "Set this city's unit, enterprises, milestones, tasks and documents.",
    )
    report_progress_project_contribution: Payload[ProjectContribution] = command_on(
        ReportProgressInput, "报告本方的进展。", "Report this city's progress."
    )
    finish_project_contribution: Payload[ProjectContribution] = command_on(
        PartnerNoteInput, "宣布本方部分已完成。", "Declare this city's part finished."
    )
    suspend_project_contribution: Payload[ProjectContribution] = command_on(
        PartnerStepInput, "非提出方暂停项目。", "Suspend the project as the city that did not propose it."
    )
    resume_project_contribution: Payload[ProjectContribution] = command_on(
        PartnerStepInput, "非提出方恢复项目。", "Resume the project as the city that suspended it so."
    )
    end_project_contribution: Payload[ProjectContribution] = command_on(
        PartnerStepInput,
        "非提出方退出，项目随之终止。",
        "Leave the project as the city that did not propose it, which ends it.",
    )


@strawberry.type
class PlanMutations:
    """One party keeps the text; each other party gives its own consent to a version of it."""

    draft_joint_annual_plan: Payload[JointAnnualPlan] = command_at(
        DraftJointAnnualPlanInput, "起草年度协同履职计划。", "Draft a joint plan of a year."
    )
    revise_joint_annual_plan: Payload[JointAnnualPlan] = command_on(
        ReviseJointAnnualPlanInput,
        "修改计划；已送商定的收回修改，调整中的恢复已商定的一稿。",
        "Revise a plan: what was offered is taken back, and an amendment under way is dropped for the agreed version.",
    )
    offer_joint_annual_plan: Payload[JointAnnualPlan] = command_on(
        OfferJointAnnualPlanInput, "定稿并送各方商定。", "Freeze a version and offer it to all parties."
    )
    amend_joint_annual_plan: Payload[JointAnnualPlan] = command_on(
        AmendJointAnnualPlanInput,
        "调整已商定的计划，送各方重新商定。",
        "Offer an amendment of an agreed plan to all parties.",
    )
    summarise_joint_annual_plan: Payload[JointAnnualPlan] = command_on(
        SummariseJointAnnualPlanInput, "总结计划，记明各项结果。", "Sum a plan up, with the result of every item."
    )
    drop_joint_annual_plan: Payload[JointAnnualPlan] = command_on(
        PartnerNoteInput, "从未商定的计划作罢。", "Drop a plan that was never agreed."
    )
    answer_plan_consent: Payload[PlanConsent] = command_on(
        AnswerPlanConsentInput, "同意或不同意所送的一稿。", "Consent to the version offered, or object to it."
    )


@strawberry.type
class PartnersMutations(AgreementMutations, ProjectMutations, PlanMutations):
    """Commands on agreements, projects and plans."""
