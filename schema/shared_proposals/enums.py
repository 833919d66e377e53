"""Enums of the shared proposals module: the umbrella, an endorsement of it, a filing made of it."""

from schema.wording import DescribedEnum, described_enum


@described_enum("联合提案的状态。", "The state of a shared proposal.")
class SharedProposalState(DescribedEnum):
    """From the first draft to the end of the last filing."""

    DRAFTING = "DRAFTING", "共同起草。", "Being drafted together."
    ENDORSING = "ENDORSING", "会签：一个定稿版本送各政协会签。", "A frozen version is out for endorsement."
    AGREED = "AGREED", "已会签：至少两个政协会签同一版本。", "Two committees or more endorsed the same version."
    FILING = "FILING", "分别报送：各政协各自形成提案。", "Its committees make filings of their own."
    IN_HANDLING = "IN_HANDLING", "办理中：至少一件已立案。", "At least one of its filings is filed."
    JOINT_SUPERVISION = "JOINT_SUPERVISION", "联合督办。", "Supervised jointly."
    CONCLUDED = "CONCLUDED", "办结。", "Every filing of it has ended."
    DISSOLVED = "DISSOLVED", "解除。", "Dissolved before anything was filed."


@described_enum(
    "联合提案的总体结果，由各件提案推定，从不另行填报。",
    "What became of a shared proposal: derived from its filings, never commanded.",
)
class SharedOutcome(DescribedEnum):
    """A committee that endorsed it and has not filed it counts as undecided."""

    PENDING = "PENDING", "尚无一件审定。", "None is decided yet."
    ALL_FILED = "ALL_FILED", "会签的政协都已立案。", "Every endorsing committee filed it."
    PARTLY_FILED = "PARTLY_FILED", "部分已立案，其余未定。", "Some filed it, the others have not decided."
    MIXED = "MIXED", "部分已立案，部分未立案。", "Some filed it and some did not."
    NONE_FILED = "NONE_FILED", "没有一件立案。", "Nobody filed it."


@described_enum("一级政协对联合提案的会签状态。", "Where one committee stands towards a shared proposal.")
class SharedEndorsementState(DescribedEnum):
    """A committee's own answer, or the lack of one."""

    INVITED = "INVITED", "已受邀，尚未答复。", "Asked to endorse; no answer yet."
    ENDORSED = "ENDORSED", "已会签。", "Endorsed."
    DECLINED = "DECLINED", "谢绝会签。", "Declined."
    LAPSED = "LAPSED", "逾期失效。", "Lapsed."
    SUPERSEDED = "SUPERSEDED", "因文本修改失效，待新版本送签。", "Fell with the version it was given for."
    NOT_ACCEPTED = "NOT_ACCEPTED", "牵头政协未予接受。", "Refused by the lead."
    WITHDRAWN = "WITHDRAWN", "已撤回会签。", "Withdrawn."
    CARRIED_OUT = "CARRIED_OUT", "已据以报送提案。", "A filing was made of it."
    ENDED = "ENDED", "联合提案已办结或解除。", "The shared proposal has ended."
    UNKNOWN = "UNKNOWN", "暂时无法向该政协查询。", "That committee cannot be asked at the moment."


@described_enum("对会签邀请的答复。", "An answer to the request for an endorsement.")
class SharedEndorsementAnswer(DescribedEnum):
    """What an invited committee may answer."""

    ENDORSE = "ENDORSE", "会签。", "Endorse."
    DECLINE = "DECLINE", "谢绝会签。", "Decline."


@described_enum("一级政协据联合提案所报提案的文本情况。", "How a filing stands to the agreed text.")
class SharedFilingState(DescribedEnum):
    """The agreed text or a recorded local variant; or no filing of it after all."""

    AS_AGREED = "AS_AGREED", "与会签版本一致。", "In the words of the endorsed version."
    LOCAL_VARIANT = "LOCAL_VARIANT", "本地文本。", "In words of its own, recorded with their reason."
    NOT_LINKED = "NOT_LINKED", "牵头政协未予关联。", "Not taken up by the lead; it goes on as a filing like any other."
