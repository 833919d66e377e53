"""Types of the shared proposals module: the umbrella with its versions, each committee's endorsement, its filing."""

from typing import Annotated

import strawberry

from schema.directives import Owned, Remote
from schema.handling.grades import ReplyGrade
from schema.proposals.enums import FilingOutcome, FilingState
from schema.proposals.types import FilingReference
from schema.records import REFERENCE, CommitteeReference, Node, Provenance, RecordFields, Visibility
from schema.scalars import Date, DateTime
from schema.shared_proposals.enums import (
    SharedEndorsementState,
    SharedFilingState,
    SharedOutcome,
    SharedProposalState,
)
from schema.topics.types import Authority
from schema.wording import both, described

SharedProposalReference = Annotated["SharedProposal", strawberry.lazy("schema.shared_proposals.types")]


@strawberry.type(description=both("联合提案定稿的一个版本。", "A frozen version of a shared proposal's text."))
class SharedProposalVersion:
    """Never changed: a revision is the next version."""

    number: int = described("版本号，自 1 起。", "The number, from 1.")
    title: str = described("案由。", "The title.")
    text: str = described("正文。", "The text.")
    sha256: str = described(
        "案由、换行符、正文连接后的 SHA-256，十六进制。",
        "The SHA-256 of title, line feed and text, in hexadecimal.",
    )
    frozen_at: DateTime = described("定稿时间。", "When it was frozen.")


@strawberry.type(
    description=both(
        "牵头政协所记的一个参与政协：会签到哪一步，所报提案办到哪一步。",
        "What the lead knows of one committee: how far its endorsement and its filing have come.",
    )
)
class SharedProposalParty:
    """Kept from the messages of that committee; its own records are asked by `endorsements` and `filings`."""

    committee: CommitteeReference = described("该政协。", "The committee.", REFERENCE)
    state: SharedEndorsementState = described("会签状态。", "Where its endorsement stands.")
    number: int | None = described("送签或会签的版本号。", "The version it was asked about.")
    answered_on: Date | None = described("答复日期。", "When it answered.")
    valid_until: Date | None = described("会签有效至何日。", "Until when its endorsement holds.")
    authority: Authority | None = described("答复的依据。", "By whose authority it answered.")
    note: str | None = described("附言或理由。", "A remark or a reason.")


@strawberry.type(
    description=both(
        "牵头政协从各政协的告知中得知的提案进展。", "What the lead was told of one committee's filing, and when."
    )
)
class SharedFilingReport:
    """The last that was told; `filings` asks the committees themselves."""

    committee: CommitteeReference = described("该政协。", "The committee.", REFERENCE)
    filing: FilingReference | None = described("其提案。", "Its filing.", Remote(provides="id"))
    term: int = described("届。", "The term.")
    state: FilingState = described("提案的状态。", "The state of the filing.")
    outcome: FilingOutcome | None = described("审查结果。", "The result of its review.")
    case_number: str | None = described("案号。", "The case number.")
    grades: list[str] = described(
        "各份答复类别的统一含义，以“/”连接兼指的几种。",
        "What each reply's grade means across committees; several meanings of one letter are joined by a slash.",
    )
    variant_reason: str | None = described("用本地文本的理由。", "Why it was worded differently there.")
    variant_text: str | None = described("本地文本的正文。", "The local variant's text.")
    variant_sha256: str | None = described("本地文本的散列值。", "The local variant's hash.")
    consented: bool = described("是否同意联合督办。", "Whether it agreed to joint supervision.")
    told_at: DateTime = described("告知时间。", "When it was told.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一级政协对联合提案一个版本的会签；由该政协自己作出和保存。编号由联合提案的编号与政协代码推得。",
        "One committee's endorsement of one version, given and kept by itself. Its id is derived from the shared"
        " proposal's id and the committee's code.",
    ),
)
class SharedProposalEndorsement(Node):
    """The fields of a record are null for a committee that has not heard of it yet."""

    committee: CommitteeReference = described("受邀的政协。", "The committee that is asked.", REFERENCE)
    version: int | None = described("记录的版本号；未收到送签则为空。", "The version; null before it was asked.")
    visibility: Visibility | None = described("可见范围。", "Who may see it.")
    provenance: Provenance | None = described("来历。", "Where it came from.")
    source: str | None = described("出处。", "The page or work it was taken from.")
    gaps: list[str] | None = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")
    recorded_at: DateTime | None = described("记录时间（UTC）。", "When this version was recorded (UTC).")
    shared_proposal_id: strawberry.ID = described("联合提案的编号。", "The id of the shared proposal.")
    shared_proposal: SharedProposalReference | None = described(
        "联合提案。", "The shared proposal.", Remote(provides="id")
    )
    state: SharedEndorsementState = described("状态。", "The state.")
    title: str | None = described("所送签的案由。", "The title it was asked about.")
    text: str | None = described("所送签的正文。", "The text it was asked about.")
    number: int | None = described("所送签的版本号。", "The number of that version.")
    text_hash: str | None = described("所送签文本的散列值。", "The hash of that text.")
    respond_by: Date | None = described("答复期限。", "The last day for an answer.")
    file_by: Date | None = described("报送期限。", "The last day for a filing of it.")
    valid_until: Date | None = described("会签有效至何日。", "Until when the endorsement holds.")
    answered_on: Date | None = described("答复日期。", "When it answered.")
    agreed: bool | None = described("所会签的版本是否已完成会签。", "Whether the endorsed version was agreed.")
    note: str | None = described("附言或理由。", "A remark or a reason.")
    refusal: str | None = described(
        "牵头政协不予接受的规则与理由。", "The rule and the reason by which the lead refused it."
    )
    authority: Authority | None = described("会签的依据。", "By whose authority it was given.")


@strawberry.type(
    description=both(
        "据联合提案所报提案收到的一份答复的类别。", "How one reply to a filing of a shared proposal is graded."
    )
)
class SharedFilingReply:
    """The reply itself stays with the filing."""

    round: int = described("第几轮办理的答复，自 1 起。", "The round of handling, from 1.")
    unit: str = described("答复的单位。", "The unit that replied.")
    grade: ReplyGrade = described("答复类别；“回头看”另行定类的，为新的类别。", "The grade, as looked back on last.")
    issued_at: DateTime = described("答复时间。", "When it was issued.")


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "一级政协据联合提案形成的一件提案：供各参与政协查看的进展，提案本身仍归该政协。",
        "What one committee lets the others know of the filing it made of a shared proposal; the filing is its own.",
    ),
)
class SharedFiling(Node):
    """Null where that committee cannot be asked; completeness names it then."""

    committee: CommitteeReference = described("报送的政协。", "The committee that filed it.", REFERENCE)
    version: int | None = described("版本号。", "The version.")
    visibility: Visibility | None = described("可见范围。", "Who may see it.")
    provenance: Provenance | None = described("来历。", "Where it came from.")
    source: str | None = described("出处。", "The page or work it was taken from.")
    gaps: list[str] | None = described("出处未载明的字段名。", "Fields that the source leaves out, by name.")
    recorded_at: DateTime | None = described("记录时间（UTC）。", "When this version was recorded (UTC).")
    shared_proposal: SharedProposalReference | None = described(
        "联合提案。", "The shared proposal.", Remote(provides="id")
    )
    filing: FilingReference | None = described("提案。", "The filing.", Remote(provides="id"))
    wording: SharedFilingState | None = described("文本与会签版本是否一致。", "How it stands to the agreed text.")
    number: int | None = described("会签的版本号。", "The number of the endorsed version.")
    text_hash: str | None = described("会签版本的散列值。", "The hash of the endorsed version.")
    term: int | None = described("届。", "The term.")
    session: int | None = described("次。", "The session.")
    case_number: str | None = described("案号。", "The case number.")
    state: FilingState | None = described("提案的状态。", "The state of the filing.")
    outcome: FilingOutcome | None = described("审查结果。", "The result of its review.")
    replies: list[SharedFilingReply] | None = described("收到的答复，按先后。", "The replies to it, in order.")
    variant_title: str | None = described("本地文本的案由。", "The local variant's title.")
    variant_text: str | None = described("本地文本的正文。", "The local variant's text.")
    variant_sha256: str | None = described("本地文本的散列值。", "The local variant's hash.")
    variant_reason: str | None = described("用本地文本的理由。", "Why it is worded differently here.")
    consent: Authority | None = described("同意联合督办的依据。", "By whose authority joint supervision was agreed to.")
    refusal: str | None = described(
        "牵头政协未予关联的规则与理由。", "The rule and the reason by which the lead did not take it up."
    )


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "联合提案：一个牵头政协，若干会签政协，各自立案、办理、答复。",
        "A shared proposal: one lead, committees that endorse it, and a filing of its own in each.",
    ),
)
class SharedProposal(RecordFields):
    """Owned by the lead; the filings are not."""

    lead: CommitteeReference = described("牵头政协。", "The committee that leads.", REFERENCE)
    title: str = described("案由。", "The title.")
    text: str | None = described("正文；送签后为最近的定稿。", "The text; once circulated, the latest frozen one.")
    state: SharedProposalState = described("状态。", "The state.")
    outcome: SharedOutcome = described("总体结果，由各件提案推定。", "What became of it, derived from its filings.")
    number: int | None = described("最近定稿的版本号。", "The number of the latest frozen version.")
    text_hash: str | None = described("最近定稿的散列值。", "The hash of the latest frozen version.")
    versions: list[SharedProposalVersion] = described("各版定稿，按先后。", "Its frozen versions, in order.")
    respond_by: Date | None = described("答复期限。", "The last day for answers.")
    file_by: Date | None = described(
        "报送期限，会签至迟到此日有效。", "The last day for filing; endorsements end then."
    )
    agreed_on: Date | None = described("完成会签的日期。", "When it was agreed.")
    ended_on: Date | None = described("办结或解除的日期。", "When it was concluded or dissolved.")
    note: str | None = described("最近一次退回修改或解除的理由。", "Why it was last revised, or dissolved.")
    authority: Authority | None = described("送签的依据。", "By whose authority it was circulated.")
    supervision: Authority | None = described("联合督办的依据。", "By whose authority it is supervised jointly.")
    supervised: list[str] = described("联合督办的政协的代码。", "The codes of the committees supervised jointly.")
    parties: list[SharedProposalParty] = described(
        "牵头政协所记的各参与政协，牵头政协在内。", "The committees as the lead knows them, itself among them."
    )
    reports: list[SharedFilingReport] = described(
        "牵头政协最近得知的各件提案的进展。", "What the lead was last told of each filing."
    )
    endorsements: list[SharedProposalEndorsement] = described(
        "受邀各政协的会签，分别向各自节点查询；未收到送签为 INVITED，无法查询为 UNKNOWN。",
        "What each invited committee answered, asked of its own node: INVITED before it heard of it, UNKNOWN when it"
        " cannot be asked.",
        Remote(provides="id sharedProposalId committee", absent="state: INVITED", unknown="state: UNKNOWN"),
    )
    filings: list[SharedFiling] = described(
        "各政协据以形成的提案，分别向各自节点查询；无法查询时其余字段为空。",
        "The filing that each committee made of it, asked of its own node; null fields where that cannot be asked.",
        Remote(provides="id committee"),
    )
