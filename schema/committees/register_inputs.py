"""Orders, filters and inputs of the register."""

import strawberry

from schema.committees.enums import BodyKind, MemberState
from schema.scalars import Date
from schema.wording import DescribedEnum, both, described, described_enum, optional


@described_enum("委员的排序。", "Orders of members.")
class MemberOrder(DescribedEnum):
    """Ties are broken by id."""

    NAME_ASC = "NAME_ASC", "按姓名升序。", "By name, ascending."
    NAME_DESC = "NAME_DESC", "按姓名降序。", "By name, descending."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("委员的筛选条件。", "Which members."))
class MemberFilter:
    """All given conditions must hold."""

    term: int | None = optional("届。", "The term.")
    sector: str | None = optional("界别。", "The sector.")
    party: str | None = optional("党派。", "The party.")
    state: MemberState | None = optional("状态。", "The state.")
    serving_on: Date | None = optional("该日在任。", "Serving on that day.")


@described_enum("提案单位的排序。", "Orders of bodies that may propose.")
class ProposingBodyOrder(DescribedEnum):
    """Ties are broken by id."""

    NAME_ASC = "NAME_ASC", "按名称升序。", "By name, ascending."
    NAME_DESC = "NAME_DESC", "按名称降序。", "By name, descending."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("提案单位的筛选条件。", "Which bodies that may propose."))
class ProposingBodyFilter:
    """All given conditions must hold."""

    kind: BodyKind | None = optional("类别。", "The kind.")
    term: int | None = optional("届。", "The term.")


@described_enum("全体会议的排序。", "Orders of plenary sessions.")
class PlenarySessionOrder(DescribedEnum):
    """Ties are broken by id."""

    OPENS_ON_ASC = "OPENS_ON_ASC", "按开幕日，先开者在前。", "By the day of opening, earliest first."
    OPENS_ON_DESC = "OPENS_ON_DESC", "按开幕日，后开者在前。", "By the day of opening, latest first."
    RECORDED_AT_ASC = "RECORDED_AT_ASC", "按记录时间升序。", "By recorded time, oldest first."
    RECORDED_AT_DESC = "RECORDED_AT_DESC", "按记录时间降序。", "By recorded time, newest first."


@strawberry.input(description=both("全体会议的筛选条件。", "Which plenary sessions."))
class PlenarySessionFilter:
    """All given conditions must hold."""

    term: int | None = optional("届。", "The term.")
    session: int | None = optional("次。", "The number of the session.")
    accepts_on: Date | None = optional("该日提交的为大会提案。", "A proposal of that day counts as submitted in it.")


@strawberry.input(description=both("登记一名委员。", "A member to register."))
class RegisterMemberInput:
    """For one term."""

    name: str = described("姓名。", "The name.")
    sector: str | None = optional("界别。", "The sector.")
    party: str | None = optional("党派。", "The party.")
    term: int = described("届。", "The term.")
    from_day: Date = described("资格起始日。", "The first day of membership.")
    subject: str | None = optional(
        "该委员身份凭证中的 subject；一届之内不得重复。", "The subject of this person's token, once in a term."
    )


@strawberry.input(description=both("终止委员资格。", "The end of a membership."))
class EndMembershipInput:
    """A reason stands in the event, not in the record."""

    until_day: Date = described("资格终止日（含）。", "The last day of membership.")
    note: str | None = optional("说明。", "Why.")


@strawberry.input(description=both("登记一个提案单位。", "A body that may propose."))
class RegisterBodyInput:
    """Signed for by its convenor."""

    kind: BodyKind = described("类别。", "The kind.")
    name: str = described("名称。", "The name.")
    term: int | None = optional("所属的届。", "The term.")
    convenor: strawberry.ID | None = optional("召集人（委员的编号）。", "The id of the member who signs for it.")


@strawberry.input(description=both("排定一次全体会议。", "A plenary session to schedule."))
class ScheduleSessionInput:
    """Its four days stand in order: accepts from, opens, accepts until, closes."""

    term: int = described("届。", "The term.")
    session: int = described("次。", "The number of the session within its term.")
    opens_on: Date = described("开幕日。", "The day it opens.")
    closes_on: Date = described("闭幕日。", "The day it closes.")
    accepts_from: Date | None = optional(
        "自此日起提交的提案为大会提案；缺省按本会规则手册自开幕日倒推。",
        "The first day on which a proposal counts as submitted in session; by default the committee's rulebook counts"
        " it back from the opening.",
    )
    accepts_until: Date | None = optional(
        "大会提案的截止日（含）；缺省为闭幕日。",
        "The last day on which a proposal counts as submitted in session; by default the day it closes.",
    )


@strawberry.input(description=both("更正委员的登记；未给出的保持不变。", "A correction; what is left out stays."))
class ReviseMemberInput:
    """The term and the days of a membership are not corrected: end it, and register it anew."""

    name: str | None = optional("姓名。", "The name.")
    sector: str | None = optional("界别。", "The sector.")
    party: str | None = optional("党派。", "The party.")
    subject: str | None = optional(
        "该委员身份凭证中的 subject；一届之内不得重复。", "The subject of this person's token, once in a term."
    )


@strawberry.input(description=both("改定召集人。", "Who signs for a body from now on."))
class ReviseBodyInput:
    """Kind, name and term name the body; they stay."""

    convenor: strawberry.ID = described("召集人（委员的编号）。", "The id of the member who signs for it.")


@strawberry.input(description=both("撤销提案单位。", "The end of a body."))
class EndBodyInput:
    """A reason stands in the event, not in the record."""

    note: str | None = optional("说明。", "Why.")


@strawberry.input(description=both("改定全体会议的日期；未给出的保持不变。", "New dates; what is left out stays."))
class RescheduleSessionInput:
    """As long as the session has not closed."""

    opens_on: Date | None = optional("开幕日。", "The day it opens.")
    closes_on: Date | None = optional("闭幕日。", "The day it closes.")
    accepts_from: Date | None = optional(
        "自此日起提交的提案为大会提案。", "The first day on which a proposal counts as submitted in session."
    )
    accepts_until: Date | None = optional(
        "大会提案的截止日（含）。", "The last day on which a proposal counts as submitted in session."
    )
