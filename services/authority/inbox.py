"""Binding acts that wait: to be reviewed, signed, revised."""

from typing import Final

from services.authority.records import BINDING_ACT
from services.kit.inbox import Waits

_TITLE: Final = "{row}.command || coalesce('：' || {row}.note, '')"
_UNREVIEWED: Final = (
    "{row}.drafted_by <> {subject} and not exists (select from binding_act_step s where s.act_id = {row}.id"
    " and s.round = {row}.round and s.outcome = 'REVIEWED' and s.subject = {subject})"
)

INBOX: Final = (
    Waits(
        "ACT_TO_REVIEW", BINDING_ACT, "authority", "{row}.state = 'DRAFTED'", {"reviewer": _UNREVIEWED},
        ("reviewBindingAct", "returnBindingAct"), until="{row}.wanted_on", title=_TITLE,
    ),
    Waits(
        "ACT_TO_SIGN", BINDING_ACT, "authority", "{row}.state = 'REVIEWED'",
        {"signer": "{row}.drafted_by <> {subject}"}, ("signBindingAct", "returnBindingAct"),
        until="{row}.wanted_on", title=_TITLE,
    ),
    Waits(
        "ACT_TO_REVISE", BINDING_ACT, "authority", "{row}.state = 'RETURNED'",
        {"staff": "{row}.drafted_by = {subject}"}, ("reviseBindingAct", "withdrawBindingAct"),
        until="{row}.wanted_on", title=_TITLE,
    ),
)  # fmt: skip
