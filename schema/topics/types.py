"""Types of the topics module: a joint topic, each committee's participation, written suggestions."""

from typing import Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.records import REFERENCE, CommitteeReference, Node, Provenance, RecordFields, Visibility
from schema.scalars import Date, DateTime
from schema.topics.enums import DeliveryRoute, JointTopicStage, ParticipationState
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
    participations: list[Participation] = described(
        "受邀各政协的参与情况，分别向各自节点查询；未答复为 INVITED，无法查询为 UNKNOWN。",
        "What each invited committee answered, asked of its own node: INVITED before an answer, UNKNOWN when it"
        " cannot be asked.",
        Remote(provides="id topicId committee", absent="state: INVITED", unknown="state: UNKNOWN"),
    )
    written_suggestions: list[WrittenSuggestion] = described(
        "牵头政协自己保存的书面建议。", "The written suggestions that the lead itself holds."
    )
