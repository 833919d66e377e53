"""Inputs of the commands on joint topics, and of what a participant does."""

import strawberry

from schema.scalars import Date, NodeCode
from schema.topics.enums import OwnTopicDecision, ParticipationAnswer
from schema.topics.inputs import AuthorityInput
from schema.wording import both, described, optional


@strawberry.input(description=both("发起联合课题。", "A joint topic to propose."))
class ProposeJointTopicInput:
    """The proposing committee is the lead."""

    title: str = described("课题名称。", "The title.")
    summary: str | None = optional("内容。", "What it is about.")
    year: int | None = optional("列入哪一年的协商计划。", "The year whose consultation plan it belongs to.")
    leading_official: str | None = optional("带头的领导。", "The official who leads it.")
    task_force: str | None = optional("专班。", "The task force.")


@strawberry.input(description=both("邀请参与联合课题。", "An invitation to a joint topic."))
class InviteJointTopicInput:
    """Binding, so it names its authority."""

    committees: list[NodeCode] = described("受邀政协的代码。", "The codes of the invited committees.")
    similar: list[strawberry.ID] | None = optional(
        "受邀政协自己牵头的相近课题，请其并入本课题；每个受邀政协至多一个。",
        "Similar topics that invited committees lead themselves, which they are asked to join to this one; at most one"
        " for each.",
    )
    authority: AuthorityInput = described("邀请的依据。", "By whose authority they are invited.")


@strawberry.input(description=both("答复参与邀请。", "An answer to an invitation."))
class AnswerParticipationInput:
    """Given by the invited committee, at its own node."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    answer: ParticipationAnswer = described("答复。", "The answer.")
    own_topic: OwnTopicDecision | None = optional(
        "对自己相近课题的决定；受邀并入时须作出。", "What becomes of its own, similar topic; needed if it is asked."
    )
    note: str | None = optional("附言。", "A remark.")
    authority: AuthorityInput = described("答复的依据。", "By whose authority it is given.")


@strawberry.input(description=both("撤回一份尚未答复的邀请。", "An unanswered invitation to recall."))
class RecallInvitationInput:
    """The invited committee is told."""

    committee: NodeCode = described("受邀政协的代码。", "The code of the invited committee.")
    note: str | None = optional("理由。", "Why.")


@strawberry.input(description=both("退出联合课题。", "A withdrawal from a joint topic."))
class WithdrawParticipationInput:
    """Binding. It counts once the lead has it before the issue; otherwise the lead refuses it."""

    note: str = described("理由。", "Why.")
    authority: AuthorityInput = described("退出的依据。", "By whose authority it withdraws.")


@strawberry.input(description=both("附于书面建议的声明。", "A statement on what was issued."))
class AttachStatementInput:
    """For a committee that can no longer withdraw."""

    statement: str = described("声明。", "The statement.")
    authority: AuthorityInput = described("声明的依据。", "By whose authority it is made.")


@strawberry.input(description=both("课题立项。", "How a topic is established."))
class EstablishJointTopicInput:
    """What the proposal left open is given now; a topic is in the plan of its year, or ad hoc."""

    leading_official: str | None = optional("带头的领导。", "The official who leads it.")
    task_force: str | None = optional("专班。", "The task force.")
    plan_document: str | None = optional("所列年度协商计划的文号。", "The document number of the plan of its year.")
    ad_hoc: bool | None = optional("临时增设，不在年度计划之内。", "Ad hoc, not in the plan of the year.")
    authority: AuthorityInput = described("立项的依据。", "By whose authority it is established.")


@strawberry.input(description=both("固定一版文稿。", "A draft to freeze."))
class FreezeDraftInput:
    """Numbered, and known by its SHA-256 from then on."""

    text: str = described("文稿。", "The text.")
    note: str | None = optional("说明。", "A remark.")


@strawberry.input(description=both("说明理由。", "A reason."))
class TopicReasonInput:
    """For steps that must be explained."""

    note: str = described("理由。", "Why.")


@strawberry.input(description=both("形成书面建议。", "How the text is issued."))
class IssueJointTopicInput:
    """Binding for everybody who endorsed the version under review."""

    authority: AuthorityInput = described("形成的依据。", "By whose authority it is issued.")


@strawberry.input(description=both("结题。", "How a topic is closed."))
class CloseJointTopicInput:
    """Its outputs are listed before."""

    note: str | None = optional("说明。", "A remark.")


@strawberry.input(description=both("登记一次调研。", "Fieldwork to record."))
class AddFieldworkRecordInput:
    """By the lead or a participant, each for itself."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    title: str = described("调研内容。", "What was looked into.")
    place: str | None = optional("地点。", "Where.")
    held_from: Date = described("起始日期。", "The first day.")
    held_until: Date | None = optional("结束日期；缺省为起始日期。", "The last day; the first by default.")
    people: int | None = optional("参加人数。", "How many people took part.")


@strawberry.input(description=both("调研发现。", "The findings of fieldwork."))
class ConcludeFieldworkRecordInput:
    """The lead and the other participants are told."""

    findings: str = described("发现。", "What was found.")


@strawberry.input(description=both("认可一版文稿。", "An endorsement of a frozen draft."))
class GiveTopicEndorsementInput:
    """Binding once the text is issued; it names the version by number and digest."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    draft_number: int = described("文稿版本。", "The version of the draft.")
    draft_sha256: str = described("该版本的 SHA-256 摘要。", "The SHA-256 of that version.")
    note: str | None = optional("附言。", "A remark.")
    authority: AuthorityInput = described("认可的依据。", "By whose authority it is given.")


@strawberry.input(description=both("对一版文稿提出修改意见。", "Changes asked for in a frozen draft."))
class RequestDraftChangesInput:
    """The draft goes back to the lead."""

    topic: strawberry.ID = described("课题的编号。", "The id of the topic.")
    draft_number: int = described("文稿版本。", "The version of the draft.")
    draft_sha256: str = described("该版本的 SHA-256 摘要。", "The SHA-256 of that version.")
    note: str = described("修改意见。", "What should change.")
