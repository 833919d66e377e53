"""Rules that hold for every command of every machine."""

from schema.rulebook.model import Rule, Source, Text
from schema.rulebook.sources import DESIGN

IMPORTED_GAPS = Rule(
    id="imported.gaps",
    source=DESIGN,
    reason=Text(
        "这条记录录自公开资料，尚有空缺，不能办理。",
        "The record was taken from a publication and still has gaps, so it takes no command.",
    ),
    allowed_when=Text("补齐 gaps 所列各项之后。", "Once everything named in gaps is filled in."),
    guard="gaps_are_filled",
)

AUTHORITY_SIGNER = Rule(
    id="authority.signer",
    source=DESIGN,
    reason=Text(
        "这是对本政协有约束力的决定，不能由经办人员直接作出。",
        "This act binds the committee, and a clerk's click binds nobody.",
    ),
    allowed_when=Text(
        "经 draftBindingAct 拟稿、审核、签发；已在纸上签发的，由签发人（signer）录入。",
        "Draft it with draftBindingAct and have it reviewed and signed; a signer enters what was signed on paper.",
    ),
    guard="a_signer_binds",
)

BEFORE_ALL = (IMPORTED_GAPS, AUTHORITY_SIGNER)
"""Asked of every command, in this order, before anything else."""


def reason_given(id: str, source: Source) -> Rule:
    """A rule that wants the command to say why."""
    return Rule(
        id=id,
        source=source,
        reason=Text("没有说明理由。", "No reason is given."),
        allowed_when=Text("在 note 中写明理由。", "Say why in note."),
        guard="has_note",
    )


def authority_named(id: str, source: Source = DESIGN) -> Rule:
    """A rule that wants the deciding body and its document: an act that binds a committee is not a clerk's."""
    return Rule(
        id=id,
        source=source,
        reason=Text("没有写明决定机构和文号。", "The deciding body and its document are not named."),
        allowed_when=Text("在 authority 中写明决定机构和文号。", "Name body and documentNumber in authority."),
        guard="authority_given",
    )


def recipients_listed(id: str, source: Source) -> Rule:
    """A rule that wants at least one recipient."""
    return Rule(
        id=id,
        source=source,
        reason=Text("没有写明报送或转送的单位。", "No recipient is named."),
        allowed_when=Text("至少写明一个单位。", "Name at least one recipient."),
        guard="recipients_named",
    )
