"""Types of the topics module: a joint topic, each committee's participation, written suggestions."""

from typing import Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.records import REFERENCE, CommitteeReference, Node, Provenance, RecordFields, Visibility
from schema.scalars import Date, DateTime
from schema.topics.enums import (
    DeliveryRoute,
    EndorsementState,
    FieldworkState,
    JointTopicStage,
    OwnTopicDecision,
    ParticipationState,
    SuggestionState,
)
from schema.topics.parts import SuggestionDelivery, TopicDraft, TopicInvitation, TopicOutput, TopicTrack, TopicWait
from schema.wording import both, described

TopicReference = Annotated["JointTopic", strawberry.lazy("schema.topics.types")]


@strawberry.type(
    description=both("作出有约束力决定的依据：谁决定、何时、文号。", "By whose authority a binding act was decided.")
)
class Authority:
    """A clerk's click binds nobody; this names who decided."""

    body: str = described("决定机构，如主席会议。", "The body that decided, such as the chairpersons' meeting.")
    approved_by: str | None = described("签发人。", "Who signed it off.")
    decided_on: Date = described("决定日期。", "The date of the decision.")
    document_number: str = described("文号。", "The number of the document.")
    attachment_hash: str | None = described("附件的 SHA-256 摘要。", "The SHA-256 of the attached document.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一级政协对某联合课题的参与；由该政协自己作答和保存。编号由课题编号与政协代码推得。",
        "One committee's part in a joint topic, answered and kept by itself. Its id is derived from the topic's id and"
        " the committee's code.",
    ),
)
class Participation(Node):
    """The fields of a record are null for a committee that has not answered yet."""

    committee: CommitteeReference = described("受邀的政协。", "The committee that is invited.", REFERENCE)
    version: int | None = described("版本号；未答复则为空。", "The version; null before an answer.")
    visibility: Visibility | None = described("可见范围。", "Who may see it.")
    provenance: Provenance | None = described("来历。", "Where it came from.")
    source: str | None = described("出处。", "The page or work it was taken from.")
    gaps: list[str] | None = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")
    recorded_at: DateTime | None = described("记录时间（UTC）。", "When this version was recorded (UTC).")
    topic_id: strawberry.ID = described("课题的编号。", "The id of the topic.")
    topic: TopicReference | None = described("课题。", "The topic.", Remote(provides="id"))
    state: ParticipationState = described("状态。", "The state.")
    answered_on: Date | None = described("答复日期。", "When it answered.")
    note: str | None = described("附言。", "A remark that came with the answer.")
    authority: Authority | None = described("答复的依据。", "By whose authority it answered.")
    topic_title: str | None = described("受邀时课题的名称。", "The title of the topic when it was invited.")
    invited_at: DateTime | None = described("收到邀请的时间（UTC）。", "When the invitation came (UTC).")
    invited_authority: Authority | None = described("邀请的依据。", "By whose authority it was invited.")
    respond_by: Date | None = described("答复的最后一日；过期失效。", "The last day for an answer; it lapses after.")
    provisional: bool | None = described(
        "该日在历法数据范围之外，可能推后。", "The day lies beyond the calendar and may still move."
    )
    similar_topic: strawberry.ID | None = described(
        "本政协自己的相近课题，牵头政协请其并入。", "Its own, similar topic, which the lead asks it to join."
    )
    own_topic: OwnTopicDecision | None = described("对自己课题的决定。", "What it decided about its own topic.")
    draft_number: int | None = described("收到的会商文稿版本。", "The version of the draft it was sent.")
    draft_sha256: str | None = described("该版本的 SHA-256 摘要。", "The SHA-256 of that version.")
    draft_text: str | None = described("该版本文稿；仅本政协工作人员可见。", "Its text; for the own staff only.")
    endorse_by: Date | None = described("会商的最后一日。", "The last day for an endorsement.")
    endorse_provisional: bool | None = described(
        "该日在历法数据范围之外，可能推后。", "The day lies beyond the calendar and may still move."
    )
    endorsed_version: int | None = described("本政协认可的版本。", "The version that it endorsed.")
    withdrawn_on: Date | None = described("退出日期。", "When it withdrew.")
    withdrawal_note: str | None = described("退出的理由。", "Why it withdrew.")
    withdrawal_authority: Authority | None = described("退出的依据。", "By whose authority it withdrew.")
    refusal: str | None = described(
        "牵头政协最近一次拒绝本政协办理的理由；签名的回执存于往来台账。",
        "Why the lead last refused a step of this committee; the signed receipt lies in the ledger.",
    )
    statement: str | None = described("本政协的声明。", "Its own statement.")
    statement_authority: Authority | None = described("声明的依据。", "By whose authority it was made.")
    outputs: list[TopicOutput] | None = described(
        "本政协登记的成果；无法向其节点查询则为空值。",
        "The outputs that it linked; null where its node cannot be asked.",
    )


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both("一级政协为联合课题所作的一次调研。", "Fieldwork that one committee did for a joint topic."),
)
class FieldworkRecord(RecordFields):
    """Kept by the committee that did it; the lead and the other participants hold copies."""

    topic_id: strawberry.ID = described("课题的编号。", "The id of the topic.")
    topic: TopicReference | None = described("课题。", "The topic.", Remote(provides="id"))
    state: FieldworkState = described("状态。", "The state.")
    title: str = described("调研内容。", "What was looked into.")
    place: str | None = described("地点。", "Where.")
    held_from: Date = described("起始日期。", "The first day.")
    held_until: Date = described("结束日期。", "The last day.")
    people: int | None = described("参加人数。", "How many people took part.")
    findings: str | None = described("调研发现。", "What was found.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一级政协对联合课题某一固定文稿的认可或修改意见。编号由课题编号与政协代码推得。",
        "One committee's endorsement of a frozen draft of a joint topic, or its request for changes. Its id is derived"
        " from the topic's id and the committee's code.",
    ),
)
class TopicEndorsement(RecordFields):
    """It binds once the text is issued; until then it holds until its last day and for its version only."""

    topic_id: strawberry.ID = described("课题的编号。", "The id of the topic.")
    topic: TopicReference | None = described("课题。", "The topic.", Remote(provides="id"))
    state: EndorsementState = described("状态。", "The state.")
    draft_number: int = described("文稿版本。", "The version of the draft.")
    draft_sha256: str = described("该版本的 SHA-256 摘要。", "The SHA-256 of that version.")
    answered_on: Date = described("作出日期。", "When it was given.")
    valid_until: Date | None = described("有效期，过期未形成则失效。", "The last day it holds unless bound by then.")
    provisional: bool | None = described(
        "该日在历法数据范围之外，可能推后。", "The day lies beyond the calendar and may still move."
    )
    note: str | None = described("附言或修改意见。", "A remark, or the changes asked for.")
    authority: Authority | None = described("认可的依据。", "By whose authority it was given.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both("联合课题形成的书面建议。", "A written suggestion that came of a joint topic."),
)
class WrittenSuggestion(RecordFields):
    """Delivered by each committee to the departments of its own level."""

    topic_id: strawberry.ID = described("课题的编号。", "The id of the topic.")
    topic: TopicReference | None = described("课题。", "The topic.", Remote(provides="id"))
    title: str | None = described("标题。", "The title.")
    state: SuggestionState = described("状态。", "The state.")
    text: str | None = described("正文。", "The text.")
    issued_on: Date | None = described("形成日期。", "When it was issued.")
    issued_authority: Authority | None = described("形成的依据。", "By whose authority it was issued.")
    deliveries: list[SuggestionDelivery] = described(
        "报送各单位的情况。", "To whom it was delivered, and what they said."
    )
    ended_note: str | None = described("办结或撤回的说明。", "Why it was closed or withdrawn.")
    recipients: list[str] = described("报送单位。", "The units it was delivered to.")
    route: DeliveryRoute | None = described(
        "报送途径；出处未载明则为空。", "The route; null if the source does not say."
    )
    delivered_on: Date | None = described("报送日期。", "When it was delivered.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "联合调研课题：一个牵头政协，若干参与政协，各记各的。",
        "A joint research topic: one lead, several participants, each with a record of its own.",
    ),
)
class JointTopic(RecordFields):
    """Owned by the lead."""

    lead: CommitteeReference = described("牵头政协。", "The committee that leads.", REFERENCE)
    title: str = described("课题名称。", "The title.")
    summary: str | None = described("内容。", "What it is about.")
    year: int | None = described("列入哪一年的协商计划。", "The year whose consultation plan it belongs to.")
    stage: JointTopicStage = described("阶段。", "The stage.")
    leading_official: str | None = described("带头的领导。", "The official who leads it.")
    task_force: str | None = described("专班。", "The task force.")
    ad_hoc: bool = described("不在年度协商计划之内，临时增设。", "Not in the plan of the year, but added ad hoc.")
    plan_document: str | None = described("年度协商计划的文号。", "The document number of the plan of the year.")
    established_on: Date | None = described("立项日期。", "When it was established.")
    established_authority: Authority | None = described("立项的依据。", "By whose authority it was established.")
    invitations: list[TopicInvitation] = described(
        "牵头政协发出的邀请及其所知的情况。", "Whom the lead invited, and what it knows of them."
    )
    waits: list[TopicWait] = described("课题在等谁答复或认可。", "Whose answers and endorsements it waits for.")
    drafts: list[TopicDraft] = described("固定下来的文稿版本。", "The frozen versions of the draft.")
    draft_number: int | None = described("送会商的版本。", "The version under review.")
    circulated_on: Date | None = described("送会商的日期。", "When it was circulated.")
    endorse_by: Date | None = described("会商的最后一日。", "The last day for endorsements.")
    endorse_provisional: bool | None = described(
        "该日在历法数据范围之外，可能推后。", "The day lies beyond the calendar and may still move."
    )
    issued_on: Date | None = described("书面建议形成的日期。", "When the suggestion was issued.")
    issued_authority: Authority | None = described("形成书面建议的依据。", "By whose authority it was issued.")
    outputs: list[TopicOutput] = described("课题成果。", "What came of it.")
    tracks: list[TopicTrack] = described("并行推进的做法。", "The tracks that run beside it.")
    ended_note: str | None = described("结题或终止的说明。", "Why it was closed or terminated.")
    joined_to: TopicReference | None = described(
        "所并入的课题。", "The topic that it was joined to.", Remote(provides="id")
    )
    related: list[strawberry.ID] = described("相关课题的编号。", "The ids of related topics.")
    participations: list[Participation] = described(
        "受邀各政协的参与情况，分别向各自节点查询；未答复为 INVITED，无法查询为 UNKNOWN。",
        "What each invited committee answered, asked of its own node: INVITED before an answer, UNKNOWN when it"
        " cannot be asked.",
        Remote(provides="id topicId committee", absent="state: INVITED", unknown="state: UNKNOWN"),
    )
    written_suggestions: list[WrittenSuggestion] = described(
        "牵头政协自己保存的书面建议。", "The written suggestions that the lead itself holds."
    )
