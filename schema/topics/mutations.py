"""Root mutation fields of the topics module."""

import strawberry

from schema.payloads import Payload
from schema.rootfields import command_at, command_on
from schema.topics.command_inputs import (
    AddFieldworkRecordInput,
    AnswerParticipationInput,
    AttachStatementInput,
    CloseJointTopicInput,
    ConcludeFieldworkRecordInput,
    EstablishJointTopicInput,
    FreezeDraftInput,
    GiveTopicEndorsementInput,
    InviteJointTopicInput,
    IssueJointTopicInput,
    ProposeJointTopicInput,
    RecallInvitationInput,
    RequestDraftChangesInput,
    TopicReasonInput,
    WithdrawParticipationInput,
)
from schema.topics.outcome_inputs import (
    CloseTopicTrackInput,
    DeliverWrittenSuggestionInput,
    DraftWrittenSuggestionInput,
    IssueWrittenSuggestionInput,
    LinkTopicOutputInput,
    OpenTopicTrackInput,
    RecordSuggestionResponseInput,
)
from schema.topics.types import FieldworkRecord, JointTopic, Participation, TopicEndorsement, WrittenSuggestion


@strawberry.type
class TopicsMutations:
    """The lead proposes and invites; each invited committee answers at its own node."""

    propose_joint_topic: Payload[JointTopic] = command_at(
        ProposeJointTopicInput, "牵头发起联合课题。", "Propose a joint topic as its lead."
    )
    invite_joint_topic: Payload[JointTopic] = command_on(
        InviteJointTopicInput, "邀请其他政协参与联合课题。", "Invite other committees to a joint topic."
    )
    recall_invitation_joint_topic: Payload[JointTopic] = command_on(
        RecallInvitationInput, "撤回尚未答复的邀请。", "Recall an invitation that is not answered yet."
    )
    answer_participation: Payload[Participation] = command_at(
        AnswerParticipationInput, "答复参与联合课题的邀请。", "Answer an invitation to a joint topic."
    )
    withdraw_participation: Payload[Participation] = command_on(
        WithdrawParticipationInput,
        "书面建议形成之前退出联合课题。",
        "Withdraw from a joint topic before anything is issued.",
    )
    attach_statement_participation: Payload[Participation] = command_on(
        AttachStatementInput,
        "书面建议形成之后附上本政协的声明。",
        "Attach a statement of the committee's own to what was issued.",
    )
    establish_joint_topic: Payload[JointTopic] = command_on(
        EstablishJointTopicInput, "立项。", "Establish a topic in which others take part."
    )
    start_fieldwork_joint_topic: Payload[JointTopic] = command_on(None, "开始调研。", "Begin with the fieldwork.")
    start_draft_joint_topic: Payload[JointTopic] = command_on(
        None, "各方调研之后开始起草。", "Begin drafting once everybody has done fieldwork."
    )
    freeze_draft_joint_topic: Payload[JointTopic] = command_on(
        FreezeDraftInput, "固定一版文稿。", "Freeze a version of the draft."
    )
    circulate_joint_topic: Payload[JointTopic] = command_on(
        None, "将最新文稿送各参与政协会商。", "Circulate the latest frozen draft for endorsement."
    )
    request_changes_joint_topic: Payload[JointTopic] = command_on(
        TopicReasonInput, "会商中的文稿退回修改。", "Take a draft under review back for changes."
    )
    issue_joint_topic: Payload[JointTopic] = command_on(
        IssueJointTopicInput, "各参与政协认可同一版本之后形成书面建议。", "Issue the version that everybody endorsed."
    )
    close_joint_topic: Payload[JointTopic] = command_on(CloseJointTopicInput, "结题。", "Close a topic.")
    terminate_joint_topic: Payload[JointTopic] = command_on(
        TopicReasonInput, "书面建议形成之前终止课题。", "Terminate a topic before anything is issued."
    )
    add_fieldwork_record: Payload[FieldworkRecord] = command_at(
        AddFieldworkRecordInput, "登记本政协为联合课题所作的调研。", "Record fieldwork for a joint topic."
    )
    conclude_fieldwork_record: Payload[FieldworkRecord] = command_on(
        ConcludeFieldworkRecordInput, "写明调研发现。", "Record the findings of fieldwork."
    )
    give_topic_endorsement: Payload[TopicEndorsement] = command_at(
        GiveTopicEndorsementInput, "认可会商文稿。", "Endorse the draft under review."
    )
    request_changes_topic_endorsement: Payload[TopicEndorsement] = command_at(
        RequestDraftChangesInput, "对会商文稿提出修改意见。", "Ask for changes in the draft under review."
    )
    link_output_joint_topic: Payload[JointTopic] = command_on(
        LinkTopicOutputInput, "登记课题成果。", "Link an output of the lead to its topic."
    )
    link_output_participation: Payload[Participation] = command_on(
        LinkTopicOutputInput,
        "登记本政协的课题成果，并告知牵头政协。",
        "Link an output of a participant; the lead is told.",
    )
    open_track_joint_topic: Payload[JointTopic] = command_on(
        OpenTopicTrackInput, "开始一项并行推进。", "Open a track beside a topic."
    )
    close_track_joint_topic: Payload[JointTopic] = command_on(
        CloseTopicTrackInput, "结束一项并行推进。", "Close a track."
    )
    draft_written_suggestion: Payload[WrittenSuggestion] = command_at(
        DraftWrittenSuggestionInput, "就已形成的课题起草书面建议。", "Draft a suggestion of a topic that was issued."
    )
    issue_written_suggestion: Payload[WrittenSuggestion] = command_on(
        IssueWrittenSuggestionInput, "形成书面建议。", "Issue a suggestion."
    )
    deliver_written_suggestion: Payload[WrittenSuggestion] = command_on(
        DeliverWrittenSuggestionInput, "向各级单位报送书面建议。", "Deliver a suggestion to units of any level."
    )
    record_response_written_suggestion: Payload[WrittenSuggestion] = command_on(
        RecordSuggestionResponseInput, "记录采纳或批示。", "Record how a unit responded."
    )
    close_written_suggestion: Payload[WrittenSuggestion] = command_on(
        CloseJointTopicInput, "书面建议办结。", "Close a suggestion."
    )
    withdraw_written_suggestion: Payload[WrittenSuggestion] = command_on(
        TopicReasonInput, "撤回尚未形成的书面建议。", "Withdraw a suggestion before it is issued."
    )
