"""Replies of units to proposals, their drafts and letters, and the opinions of supporting units."""

import strawberry

from schema.handling.grades import ReplyGrade
from schema.scalars import DateTime
from schema.wording import DescribedEnum, both, described, described_enum


@described_enum("答复的公开属性，由承办单位确定。", "Whether a reply may be published; for the unit to say.")
class ReplyDisclosure(DescribedEnum):
    """Only what is PUBLIC is published along with its proposal."""

    PUBLIC = "PUBLIC", "主动公开。", "It may be published."
    ON_REQUEST = "ON_REQUEST", "依申请公开。", "On request only."
    NOT_PUBLIC = "NOT_PUBLIC", "不予公开。", "It is not published."


@strawberry.type(description=both("答复函，PDF 格式。", "A letter of reply, as a PDF."))
class ReplyLetter:
    """Made when the reply is issued, and kept."""

    file_name: str = described("文件名。", "What the file is called.")
    media_type: str = described("媒体类型。", "Its media type.")
    sha256: str = described("内容的 SHA-256 散列值，十六进制。", "The SHA-256 of its content, in hexadecimal.")
    base64: str = described("内容，Base64 编码。", "Its content in Base64.")


@strawberry.type(description=both("承办单位对提案者的答复。", "A unit's reply to the proposers."))
class Reply:
    """Never rewritten: a new round has new assignments and new replies."""

    round: int = described("第几轮办理的答复，自 1 起。", "The round of handling that it ends, from 1.")
    text: str = described("正文。", "The text.")
    grade: ReplyGrade = described("答复类别。", "How it is graded.")
    signed_by: str = described("签发的单位负责人。", "The leader of the unit who signed it.")
    contact_name: str = described("联系人。", "Whom to ask.")
    contact_phone: str = described("联系电话。", "The telephone number to ask at.")
    letter_number: str = described("文号。", "The number of the letter.")
    issued_at: DateTime = described("答复时间。", "When it was issued.")
    disclosure: ReplyDisclosure | None = described(
        "公开属性；未确定则为空，视同不公开。",
        "Whether it may be published; null, which counts as no, where nobody said.",
    )
    letter: ReplyLetter = described("答复函。", "The letter.")


@strawberry.type(description=both("答复草稿及其审查。", "The draft of a reply, and its review."))
class ReplyDraft:
    """Seen inside the committee and by the unit only."""

    text: str = described("正文。", "The text.")
    drafted_at: DateTime = described("拟写时间。", "When it was drafted.")
    rejected_at: DateTime | None = described("审查未通过的时间；通过或待审则为空。", "When it was rejected, if it was.")
    note: str | None = described("审查未通过的原因。", "Why it was rejected.")


@strawberry.type(description=both("会办意见。", "The opinion of a supporting unit."))
class SupportOpinion:
    """Sent to the lead unit, or waived. Seen inside the committee and by the units only."""

    unit: str = described("会办单位。", "The supporting unit.")
    lead: strawberry.ID | None = described("收意见的主办任务的编号。", "The id of the lead's assignment it went to.")
    text: str | None = described("正文；免送则为空。", "The text; null where it was waived.")
    signed_by: str | None = described("签发的单位负责人；免送则为空。", "The leader who signed it; null where waived.")
    sent_at: DateTime | None = described("送交时间；免送则为空。", "When it was sent; null where it was waived.")
    waived: bool = described("是否免送。", "Whether it was waived.")
    waived_note: str | None = described("免送的理由。", "Why it was waived.")
    waived_at: DateTime | None = described("免送的时间。", "When it was waived.")
