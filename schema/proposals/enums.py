"""Enums of the proposals module: a filing's state and outcome, its proposers and reviews."""

from schema.wording import DescribedEnum, described_enum


@described_enum("提案在本政协内办理流程中的准确状态。", "The exact state of a proposal within its committee.")
class FilingState(DescribedEnum):
    """From draft to archive."""

    DRAFT = "DRAFT", "草稿。", "Being drafted."
    COSIGNING = "COSIGNING", "会签中。", "Waiting for co-signatures."
    SUBMITTED = "SUBMITTED", "已提交，即已收到。", "Submitted, and so received."
    RETURNED = "RETURNED", "退回提案者修改。", "Returned to the proposer for revision."
    PRELIM_PASSED = "PRELIM_PASSED", "初审通过，待审查立案。", "Passed preliminary review; awaits the decision to file."
    FILED = "FILED", "已立案。", "Filed."
    NOT_FILED = "NOT_FILED", "不予立案。", "Refused filing."
    MERGED = "MERGED", "已并案。", "Merged into another proposal."
    CONVERTED = "CONVERTED", "转为意见建议。", "Converted into an opinion."
    WITHDRAWN = "WITHDRAWN", "提案者已撤回（撤案）。", "Withdrawn by the proposer."
    HANDED_UP = "HANDED_UP", "已推荐至上级政协。", "Recommended to a committee of a higher level."
    ASSIGNED = "ASSIGNED", "已交办。", "Handed over to the undertaking units."
    HANDLING = "HANDLING", "办理中。", "Being handled."
    REPLIED = "REPLIED", "已答复。", "Replied to."
    FEEDBACK_DONE = "FEEDBACK_DONE", "提案者已反馈。", "The proposer has given feedback."
    REHANDLING = "REHANDLING", "重新办理。", "Being handled again."
    CLOSED = "CLOSED", "办结。", "Closed."
    FOLLOW_UP = "FOLLOW_UP", "跟踪（回头看）。", "Looked back on."
    ARCHIVED = "ARCHIVED", "已归档。", "Archived."


@described_enum(
    "最近一次审查的结果；收到总数等于各项结果之和。", "The latest result of review; what was received is their sum."
)
class FilingOutcome(DescribedEnum):
    """What totals count."""

    PENDING = "PENDING", "待审查。", "Not yet decided."
    FILED = "FILED", "立案。", "Filed."
    NOT_FILED = "NOT_FILED", "不予立案。", "Refused filing."
    MERGED = "MERGED", "并案。", "Merged."
    CONVERTED = "CONVERTED", "转为意见建议。", "Converted into an opinion."
    HANDED_UP = "HANDED_UP", "推荐至上级政协。", "Handed up to a committee of a higher level."
    WITHDRAWN = "WITHDRAWN", "撤案。", "Withdrawn."


@described_enum("提案者的类别。", "The kind of a proposer.")
class ProposerKind(DescribedEnum):
    """Who may stand behind a proposal."""

    MEMBER = "MEMBER", "政协委员个人。", "A member."
    MEMBERS_JOINTLY = "MEMBERS_JOINTLY", "委员联名。", "Members jointly."
    SECTOR = "SECTOR", "界别。", "A sector."
    SECTOR_GROUP = "SECTOR_GROUP", "界别小组。", "A sector group."
    PARTY = "PARTY", "党派。", "A party."
    PEOPLES_ORGANISATION = "PEOPLES_ORGANISATION", "人民团体。", "A people's organisation."
    SPECIAL_COMMITTEE = "SPECIAL_COMMITTEE", "专门委员会。", "A special committee."
    CITIZEN = "CITIZEN", "市民（百姓提案线索的提供者）。", "A citizen whose lead grew into the proposal."


@described_enum("提案的来源。", "Where a proposal came from.")
class FilingOrigin(DescribedEnum):
    """A proposer's own idea, or a citizen's."""

    PROPOSER = "PROPOSER", "提案者自行提出。", "The proposer's own."
    CITIZEN_LEAD = "CITIZEN_LEAD", "由百姓提案线索培育而来。", "Grown from a citizen's lead."


@described_enum("提案统计的分组方式。", "How totals of proposals are grouped.")
class FilingGrouping(DescribedEnum):
    """The keys that groups may have."""

    COMMITTEE = "COMMITTEE", "按政协；键为节点代码。", "By committee; the key is its code."
    TERM = "TERM", "按届；键为届数，缺届数的记为空串。", "By term; the key is its number, empty where not known."
    ORIGIN = "ORIGIN", "按来源；键为来源的枚举名。", "By origin; the key is the name of its enum value."


@described_enum("提案应当具备的内容。", "What a proposal must have.")
class FilingPart(DescribedEnum):
    """Checked at preliminary review; the committee's rulebook says which of them it asks for."""

    ONE_MATTER = "ONE_MATTER", "一事一案。", "One matter a proposal."
    SITUATION = "SITUATION", "情况。", "The facts."
    ANALYSIS = "ANALYSIS", "分析。", "Their analysis."
    SUGGESTIONS = "SUGGESTIONS", "具体建议。", "Concrete suggestions."


@described_enum("一次审查的决定。", "The decision of one review.")
class ReviewDecision(DescribedEnum):
    """What a review body decided."""

    PRELIM_PASSED = "PRELIM_PASSED", "初审通过。", "Passed preliminary review."
    RETURNED = "RETURNED", "退回修改。", "Returned for revision."
    FILED = "FILED", "立案。", "Filed."
    NOT_FILED = "NOT_FILED", "不予立案。", "Refused filing."
    MERGED = "MERGED", "并案。", "Merged."
    CONVERTED = "CONVERTED", "转为意见建议。", "Converted into an opinion."
    WITHDRAWN = "WITHDRAWN", "撤案。", "Withdrawn."
    HANDED_UP = "HANDED_UP", "推荐至上级政协。", "Handed up to a committee of a higher level."


@described_enum("提案在全体会议期间还是平时提交。", "Whether a proposal was submitted in session or between sessions.")
class FilingChannel(DescribedEnum):
    """大会提案 or 平时提案."""

    IN_SESSION = (
        "IN_SESSION",
        "大会提案：在全体会议的收案期内提交。",
        "Within the time in which a plenary session accepts.",
    )
    OUT_OF_SESSION = "OUT_OF_SESSION", "平时提案：在收案期之外提交。", "Outside that time."


@described_enum("未立案的提案转为何种材料。", "What a proposal that is not filed becomes.")
class ConversionTarget(DescribedEnum):
    """意见建议, 来信 or 社情民意."""

    OPINION = "OPINION", "意见建议。", "An opinion."
    LETTER = "LETTER", "委员来信。", "A letter from a member."
    OPINION_REPORT = "OPINION_REPORT", "社情民意信息。", "A report of social opinion."


@described_enum("会签的状态。", "The state of a co-signature.")
class CosignatureState(DescribedEnum):
    """Silence lapses; it never blocks."""

    INVITED = "INVITED", "已邀请，待会签。", "Invited; not yet signed."
    SIGNED = "SIGNED", "已会签。", "Signed."
    LAPSED = "LAPSED", "会签结束时未签，视为不参加。", "Not signed when co-signing was closed."


@described_enum("档案的保管期限。", "For how long an archived proposal is kept.")
class Retention(DescribedEnum):
    """永久 or 定期."""

    PERMANENT = "PERMANENT", "永久。", "For good."
    FIXED_TERM = "FIXED_TERM", "定期，以年计。", "For a number of years."
