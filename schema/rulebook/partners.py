"""The machines of a project with a partner city: the umbrella at the committee that proposed it, and each city's own
contribution to it.
"""

from schema.partners.enums import ContributionState, PartnerProjectState
from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text, short_names
from schema.rulebook.sources import DESIGN, PARTNERS

_OFFICE = ("staff",)
_EITHER_SIDE = ("staff", *SYSTEM)
"""The record's own committee; for the other side its node does it when that one's message arrives."""

_STILL = "still_suspended"


def _agreement(id: str) -> Rule:
    return Rule(
        id=id,
        source=PARTNERS,
        reason=Text(
            "与该城市没有生效的、涵盖协作项目的协议。", "No agreement in force covers projects with that city."
        ),
        allowed_when=Text("此种协议生效之后。", "While such an agreement with that city is in force."),
        guard="agreement_covers",
    )


def _in_time(id: str) -> Rule:
    return Rule(
        id=id,
        source=DESIGN,
        reason=Text("答复期限已过。", "The time for an answer is over."),
        allowed_when=Text("答复期限之内。", "With an answer in time."),
        guard="answer_in_time",
    )


def _overdue(id: str) -> Rule:
    return Rule(
        id=id,
        source=DESIGN,
        reason=Text("答复期限还没有过。", "The time for an answer is not over."),
        allowed_when=Text("答复期限过后。", "Once the time for an answer is over."),
        guard="answer_is_overdue",
    )


START_BOTH = Rule(
    id="partner-project.start.both-sides",
    source=PARTNERS,
    reason=Text("并非双方都列明参与的单位。", "Not both sides name who takes part."),
    allowed_when=Text("双方各列明至少一个参与单位。", "Each side names at least one participant."),
    guard="both_sides_take_part",
)
SUSPEND_ONCE = Rule(
    id="partner-project.suspend.once",
    source=DESIGN,
    reason=Text("该方已经暂停项目。", "That side has suspended it already."),
    allowed_when=Text("该方没有暂停时。", "While that side has not suspended it."),
    guard="side_goes_on",
)
RESUME_OWN = Rule(
    id="partner-project.resume.own",
    source=DESIGN,
    reason=Text("项目不是该方暂停的。", "That side did not suspend it."),
    allowed_when=Text("由暂停的一方恢复。", "By the side that suspended it."),
    guard="side_suspended",
)
COMPLETE_OUTPUTS = Rule(
    id="partner-project.complete.outputs",
    source=DESIGN,
    reason=Text("没有列明项目成果。", "No output of the project is listed."),
    allowed_when=Text("至少列明一项成果。", "List at least one output."),
    guard="outputs_listed",
)
COMPLETE_FINISHED = Rule(
    id="partner-project.complete.both-sides",
    source=DESIGN,
    reason=Text("并非双方都已完成各自的部分。", "Not both sides have finished their parts."),
    allowed_when=Text("双方各自完成之后。", "Once each side has finished its part."),
    guard="both_sides_finished",
)
_RESUME_RULES = (RESUME_OWN, authority_named("partner-project.resume.authority"))

PARTNER_PROJECT = Machine(
    name="PartnerProject",
    slug="partner-project",
    noun=Text("合作项目", "partner project"),
    verbs={
        "proposePartnerProject": ("propose", Text("提出", "be proposed")),
        "acceptPartnerProject": ("accept", Text("由对方接受", "be accepted by the partner")),
        "declinePartnerProject": ("decline", Text("由对方谢绝", "be declined by the partner")),
        "lapsePartnerProject": ("lapse", Text("逾期失效", "lapse")),
        "refusePartnerProject": ("refuse", Text("由对方节点拒绝", "be refused by the other node")),
        "startPartnerProject": ("start", Text("启动", "be started")),
        "suspendPartnerProject": ("suspend", Text("暂停", "be suspended")),
        "resumePartnerProject": ("resume", Text("恢复", "be resumed")),
        "completePartnerProject": ("complete", Text("完成", "be completed")),
        "endPartnerProject": ("end", Text("终止", "be ended")),
    },
    state_names=short_names(PartnerProjectState),
    moves=(
        Move(
            "proposePartnerProject", (None,), "PROPOSED", _OFFICE, PARTNERS,
            rules=(
                _agreement("partner-project.propose.agreement"),
                authority_named("partner-project.propose.authority"),
            ),
        ),
        Move(
            "acceptPartnerProject", ("PROPOSED",), "ACCEPTED", SYSTEM, PARTNERS,
            rules=(_in_time("partner-project.accept.in-time"),),
        ),
        Move("declinePartnerProject", ("PROPOSED",), "ENDED", SYSTEM, DESIGN),
        Move(
            "lapsePartnerProject", ("PROPOSED",), "ENDED", SYSTEM, DESIGN,
            rules=(_overdue("partner-project.lapse.overdue"),),
        ),
        Move("refusePartnerProject", ("PROPOSED",), "ENDED", SYSTEM, DESIGN),
        Move("startPartnerProject", ("ACCEPTED",), "UNDER_WAY", _OFFICE, PARTNERS, rules=(START_BOTH,)),
        Move(
            "suspendPartnerProject", ("UNDER_WAY", "SUSPENDED"), "SUSPENDED", _EITHER_SIDE, DESIGN,
            rules=(
                SUSPEND_ONCE,
                reason_given("partner-project.suspend.reason", DESIGN),
                authority_named("partner-project.suspend.authority"),
            ),
        ),
        Move(
            "resumePartnerProject", ("SUSPENDED",), "UNDER_WAY", _EITHER_SIDE, DESIGN,
            choice=(_STILL, "NO"), rules=_RESUME_RULES,
        ),
        Move(
            "resumePartnerProject", ("SUSPENDED",), "SUSPENDED", _EITHER_SIDE, DESIGN,
            choice=(_STILL, "YES"), rules=_RESUME_RULES,
        ),
        Move(
            "completePartnerProject", ("UNDER_WAY",), "COMPLETED", _OFFICE, PARTNERS,
            rules=(COMPLETE_OUTPUTS, COMPLETE_FINISHED, authority_named("partner-project.complete.authority")),
        ),
        Move(
            "endPartnerProject", ("PROPOSED", "ACCEPTED", "UNDER_WAY", "SUSPENDED"), "ENDED", _EITHER_SIDE, DESIGN,
            rules=(
                reason_given("partner-project.end.reason", DESIGN),
                authority_named("partner-project.end.authority"),
            ),
        ),
    ),
    initial="PROPOSED",
    final=("COMPLETED", "ENDED"),
)  # fmt: skip

FINISH_MILESTONES = Rule(
    id="project-contribution.finish.milestones",
    source=DESIGN,
    reason=Text("还有节点没有达到。", "A milestone has not been reached."),
    allowed_when=Text("各节点都已达到，或改定计划之后。", "Once all are reached, or the plan was revised."),
    guard="every_milestone_reached",
)


def _partner_only(id: str) -> Rule:
    return Rule(
        id=id,
        source=DESIGN,
        reason=Text("项目由本政协提出，应就项目本身办理。", "This committee owns the project and acts on that itself."),
        allowed_when=Text("由另一方就自己的部分办理。", "By the other side, on its own contribution."),
        guard="is_the_partner",
    )


_CONTRIBUTION_ANSWER = (
    _in_time("project-contribution.answer.in-time"),
    authority_named("project-contribution.answer.authority"),
)
_LIVE = ("INVITED", "TAKING_PART", "SUSPENDED", "FINISHED")

PROJECT_CONTRIBUTION = Machine(
    name="ProjectContribution",
    slug="project-contribution",
    noun=Text("项目中的一方", "contribution"),
    verbs={
        "openProjectContribution": ("open", Text("设立", "be opened")),
        "receiveProjectContribution": ("receive", Text("收到", "be received")),
        "answerProjectContribution": ("answer", Text("答复", "be answered")),
        "lapseProjectContribution": ("lapse", Text("逾期失效", "lapse")),
        "refuseProjectContribution": ("refuse", Text("由对方节点拒绝", "be refused by the other node")),
        "reviseProjectContribution": ("revise", Text("改定", "be revised")),
        "reportProgressProjectContribution": ("report-progress", Text("报告进展", "have its progress reported")),
        "finishProjectContribution": ("finish", Text("完成", "be finished")),
        "suspendProjectContribution": ("suspend", Text("暂停", "be suspended")),
        "resumeProjectContribution": ("resume", Text("恢复", "be resumed")),
        "endProjectContribution": ("end", Text("退出", "be ended")),
        "closeProjectContribution": ("close", Text("随项目结束", "be closed with its project")),
    },
    state_names={name: text for name, text in short_names(ContributionState).items() if name != "UNKNOWN"},
    moves=(
        Move("openProjectContribution", (None,), "TAKING_PART", SYSTEM, PARTNERS),
        Move(
            "receiveProjectContribution", (None,), "INVITED", SYSTEM, PARTNERS,
            rules=(_agreement("project-contribution.receive.agreement"),),
        ),
        Move(
            "answerProjectContribution", ("INVITED",), "TAKING_PART", _OFFICE, PARTNERS, choice=("answer", "ACCEPT"),
            rules=(*_CONTRIBUTION_ANSWER, _agreement("project-contribution.answer.agreement")),
        ),
        Move(
            "answerProjectContribution", ("INVITED",), "DECLINED", _OFFICE, DESIGN, choice=("answer", "DECLINE"),
            rules=_CONTRIBUTION_ANSWER,
        ),
        Move(
            "lapseProjectContribution", ("INVITED",), "ENDED", SYSTEM, DESIGN,
            rules=(_overdue("project-contribution.lapse.overdue"),),
        ),
        Move("refuseProjectContribution", ("TAKING_PART",), "ENDED", SYSTEM, DESIGN),
        Move("refuseProjectContribution", ("SUSPENDED",), "TAKING_PART", SYSTEM, DESIGN),
        Move("reviseProjectContribution", ("TAKING_PART", "FINISHED"), "TAKING_PART", _OFFICE, PARTNERS),
        Move("reportProgressProjectContribution", ("TAKING_PART",), "TAKING_PART", _OFFICE, PARTNERS),
        Move("finishProjectContribution", ("TAKING_PART",), "FINISHED", _OFFICE, PARTNERS, rules=(FINISH_MILESTONES,)),
        Move(
            "suspendProjectContribution", ("TAKING_PART",), "SUSPENDED", _OFFICE, DESIGN,
            rules=(
                _partner_only("project-contribution.suspend.partner"),
                reason_given("project-contribution.suspend.reason", DESIGN),
                authority_named("project-contribution.suspend.authority"),
            ),
        ),
        Move(
            "resumeProjectContribution", ("SUSPENDED",), "TAKING_PART", _OFFICE, DESIGN,
            rules=(authority_named("project-contribution.resume.authority"),),
        ),
        Move(
            "endProjectContribution", ("TAKING_PART", "SUSPENDED"), "ENDED", _OFFICE, DESIGN,
            rules=(
                _partner_only("project-contribution.end.partner"),
                reason_given("project-contribution.end.reason", DESIGN),
                authority_named("project-contribution.end.authority"),
            ),
        ),
        Move("closeProjectContribution", _LIVE, "ENDED", SYSTEM, DESIGN, choice=("outcome", "ENDED")),
        Move("closeProjectContribution", _LIVE, "COMPLETED", SYSTEM, DESIGN, choice=("outcome", "COMPLETED")),
    ),
    initial="INVITED",
    final=("DECLINED", "ENDED", "COMPLETED"),
)  # fmt: skip
