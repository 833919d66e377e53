"""Rules on what a committee does with a filing besides deciding on it: hand up, let go, make it key, archive."""

from schema.rulebook.model import Rule, Text
from schema.rulebook.sources import DESIGN, GUIDANCE, KEY_PROPOSALS, PRACTICE, REVIEW

WITHDRAW_OWN = Rule(
    id="filing.withdraw.proposer",
    source=REVIEW,
    reason=Text("只有提案者本人或机关才能撤案。", "Only a proposer of it, or the office, may withdraw a proposal."),
    allowed_when=Text("由提案者撤回。", "Have one of its proposers withdraw it."),
    guard="is_a_proposer_of_it",
)
WITHDRAW_MERGED = Rule(
    id="filing.withdraw.merged",
    source=DESIGN,
    reason=Text("已有他案并入，不能因一方要求而撤回。", "Others were merged into it; one side cannot take it back."),
    allowed_when=Text("没有提案并入本案时。", "While no other proposal was merged into it."),
    guard="nothing_merged_here",
)
WITHDRAW_FILED_REQUEST = Rule(
    id="filing.withdraw-filed.request",
    source=DESIGN,
    reason=Text("没有写明提案者的撤案要求。", "The proposer's request is not recorded."),
    allowed_when=Text("在 note 中写明何人何时要求撤案。", "Say in note who asked for it and when."),
    guard="has_note",
)
WITHDRAW_FILED_REPLIED = Rule(
    id="filing.withdraw-filed.replied",
    source=DESIGN,
    reason=Text("已有承办单位答复，不能撤案。", "A unit has replied already, so it is not withdrawn."),
    allowed_when=Text("在任何承办单位答复之前。", "Before any unit has replied."),
    guard="nobody_has_replied",
)
WITHDRAW_FILED_MERGED = Rule(
    id="filing.withdraw-filed.merged",
    source=DESIGN,
    reason=Text("已有他案并入，不能因一方要求而撤回。", "Others were merged into it; one side cannot take it back."),
    allowed_when=Text("没有提案并入本案时。", "While no other proposal was merged into it."),
    guard="nothing_merged_here",
)
RECOMMEND_NOTE = Rule(
    id="filing.recommend-upward.note",
    source=DESIGN,
    reason=Text("没有说明推荐的理由。", "The recommendation gives no reason."),
    allowed_when=Text("在 note 中写明推荐的理由。", "Say in note why it is recommended."),
    guard="has_note",
)
RECOMMEND_COMMITTEE = Rule(
    id="filing.recommend-upward.committee",
    source=GUIDANCE,
    reason=Text("所列政协不是本政协的上级政协。", "The committee named is not one above this one."),
    allowed_when=Text(
        "指明本政协所在区域的上级政协。", "Name the committee of a higher level whose area contains this one."
    ),
    guard="committee_is_above",
)
RECOMMEND_RESTRICTED = Rule(
    id="filing.recommend-upward.restricted",
    source=DESIGN,
    reason=Text("内部提案不能推荐至其他政协。", "An internal proposal is not recommended to another committee."),
    allowed_when=Text("提案的可见范围不是“内部”时。", "While its visibility is not RESTRICTED."),
    guard="is_not_internal",
)
KEY_AUTHORITY = Rule(
    id="filing.designate-key.authority",
    source=KEY_PROPOSALS,
    reason=Text("没有写明决定机构和文号。", "The deciding body or the document is not named."),
    allowed_when=Text("写明决定机构、日期和文号。", "Name the body, the date and the document's number."),
    guard="authority_given",
)
KEY_BODY = Rule(
    id="filing.designate-key.body",
    source=KEY_PROPOSALS,
    reason=Text("重点提案由主席会议确定。", "Key proposals are settled by the chairpersons' meeting."),
    allowed_when=Text(
        "由主席会议决定并写明是第几次主席会议。",
        "By a decision of the chairpersons' meeting, named by its Chinese name.",
    ),
    guard="chairpersons_decided",
)
KEY_ONCE = Rule(
    id="filing.designate-key.once",
    source=DESIGN,
    reason=Text("这件提案已是重点提案。", "It is a key proposal already."),
    allowed_when=Text("提案尚未确定为重点提案时。", "While it is not a key proposal."),
    guard="is_not_key_yet",
)
ARCHIVE_NUMBER = Rule(
    id="filing.archive.number",
    source=PRACTICE,
    reason=Text("归档没有编定档号。", "No archive number is given."),
    allowed_when=Text("给出档号。", "Give an archive number."),
    guard="archive_number_given",
)
ARCHIVE_NUMBER_ONCE = Rule(
    id="filing.archive.number-once",
    source=DESIGN,
    reason=Text("这一档号已经用过。", "This archive number is already used."),
    allowed_when=Text("改用未曾用过的档号。", "Give a number that was never used."),
    guard="archive_number_free",
)
ARCHIVE_RETENTION = Rule(
    id="filing.archive.retention",
    source=DESIGN,
    reason=Text(
        "定期保管须写明年数，永久保管没有年数。", "A fixed term has a number of years, and keeping for good has none."
    ),
    allowed_when=Text(
        "定期的给出 years，永久的不给。", "Give years with FIXED_TERM and leave them out with PERMANENT."
    ),
    guard="retention_is_definite",
)

WITHDRAWING = (WITHDRAW_OWN, WITHDRAW_MERGED)
WITHDRAWING_FILED = (WITHDRAW_FILED_REQUEST, WITHDRAW_FILED_REPLIED, WITHDRAW_FILED_MERGED)
RECOMMENDING = (RECOMMEND_NOTE, RECOMMEND_COMMITTEE, RECOMMEND_RESTRICTED)
DESIGNATING = (KEY_AUTHORITY, KEY_BODY, KEY_ONCE)
ARCHIVING = (ARCHIVE_NUMBER, ARCHIVE_NUMBER_ONCE, ARCHIVE_RETENTION)
