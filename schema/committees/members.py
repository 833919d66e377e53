"""The register of a committee: its members by term, the bodies that may propose, and its plenary sessions."""

import strawberry

from schema.committees.enums import BodyKind, BodyState, MemberState, SessionState
from schema.directives import Owned
from schema.records import RecordFields
from schema.scalars import Date
from schema.wording import both, described


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both("一届政协的一名委员。", "A member of a committee in one term."),
)
class Member(RecordFields):
    """A person who serves two terms has two records."""

    name: str = described("姓名。", "The name.")
    sector: str | None = described("界别。", "The sector.")
    party: str | None = described("党派。", "The party.")
    term: int = described("届。", "The term.")
    state: MemberState = described("状态。", "The state.")
    from_day: Date = described("资格起始日。", "The first day of membership.")
    until_day: Date | None = described(
        "资格终止日（含）；未定则为空。", "The last day of membership; null while none is set."
    )
    subject: str | None = described(
        "该委员身份凭证中的 subject；只有本政协工作人员可见，其他人一律为空。",
        "The subject of this person's token; only the committee's own staff reads it, for others it is null.",
    )


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both(
        "可以集体名义提出提案的界别、小组、党派、人民团体或专门委员会。",
        "A sector, sector group, party, people's organisation or special committee that may propose in its own name.",
    ),
)
class ProposingBody(RecordFields):
    """Members propose in their own names and are no bodies."""

    kind: BodyKind = described("类别。", "The kind.")
    name: str = described("名称。", "The name.")
    term: int | None = described(
        "所属的届；不限于某届的（如党派）为空。", "The term; null for one that outlasts terms, such as a party."
    )
    state: BodyState = described("状态。", "The state.")
    convenor: Member | None = described(
        "召集人；未登记，或查询者无权得知委员名单时为空。",
        "Who signs for it; null where nobody is registered, or the viewer may not see the members.",
    )


@strawberry.federation.type(
    keys=["id"],
    directives=[Owned(by="id")],
    description=both("一次全体会议。", "A plenary session."),
)
class PlenarySession(RecordFields):
    """Named by its term and its number within the term."""

    term: int = described("届。", "The term.")
    session: int = described("次。", "The number of the session within its term.")
    state: SessionState = described("状态。", "The state.")
    opens_on: Date = described("开幕日。", "The day it opens.")
    closes_on: Date = described("闭幕日。", "The day it closes.")
    accepts_from: Date = described(
        "自此日起提交的提案为大会提案。", "The first day on which a proposal counts as submitted in session."
    )
    accepts_until: Date = described(
        "大会提案的截止日（含）。", "The last day on which a proposal counts as submitted in session."
    )
