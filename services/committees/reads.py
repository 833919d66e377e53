"""How the committees module is read: directory facts of any committee, the own committee's lists and register."""

from services.kit.reads.fields import RootField, committee, connection, hosted
from services.kit.reads.model import COMMITTEE, RECORDED_AT, Column, Filter, Many, Model, One, Order

MODULE = "committees"

COMMITTEES = Model(
    "Committee",
    "division",
    kind="committee",
    key="code",
    fields={
        "id": Column("{row}.code || ':committee:' || {row}.code"),
        "joined": Column("{row}.code = {own}"),
        "parent": One("Committee", "{row}.code = {parent}.parent"),
        "successors": Many(
            "Committee",
            "s.code = {parent}.code and s.valid_from <= coalesce({argument_at}, {today})"
            " and (s.valid_until is null or s.valid_until > coalesce({argument_at}, {today}))",
            "{row}.code",
            source="succession s join division {row} on {row}.code = s.heir",
        ),
        "partners": Many(
            "Committee",
            "{parent}.code = {own} and exists (select from partner_agreement a where a.partner = {row}.code"
            " and a.state = 'ACTIVE' and a.visibility = 'PUBLISHED') and {admits_partners}",
            "{row}.code",
        ),
        "profile": One("CommitteeProfile", "{row}.owner = {parent}.code"),
        "sectors": Many("Sector", "{row}.owner = {parent}.code", "{row}.position, {row}.name"),
        "refusalReasons": Many("RefusalReason", "{row}.owner = {parent}.code", "{row}.position, {row}.code"),
    },
)
PROFILE = Model("CommitteeProfile", "committee_profile", module=MODULE)
SECTOR = Model("Sector", "sector")
REFUSAL_REASON = Model("RefusalReason", "refusal_reason")

NAME = Order("name", "text")
TERM = Filter("{row}.term = {value}", "int")
SERVING = "case when {row}.until_day is null then 'IN_OFFICE' else 'ENDED' end"

MEMBER = Model(
    "Member",
    "member",
    module=MODULE,
    kind="member",
    fields={
        "committee": COMMITTEE,
        "state": Column(SERVING),
        "subject": Column("case when {staff} then {row}.subject end"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "NAME": NAME},
    filters={
        "term": TERM,
        "sector": Filter("{row}.sector = {value}"),
        "party": Filter("{row}.party = {value}"),
        "state": Filter(f"{SERVING} = {{value}}"),
        "servingOn": Filter("{value} between {row}.from_day and coalesce({row}.until_day, {value})", "date"),
    },
)
BODY = Model(
    "ProposingBody",
    "proposing_body",
    module=MODULE,
    kind="body",
    fields={
        "committee": COMMITTEE,
        "convenor": One("Member", "{row}.id = {parent}.convenor_id"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "NAME": NAME},
    filters={"kind": Filter("{row}.kind = {value}"), "term": TERM},
)
SESSION = Model(
    "PlenarySession",
    "plenary_session",
    module=MODULE,
    kind="session",
    fields={"committee": COMMITTEE},
    orders={"RECORDED_AT": RECORDED_AT, "OPENS_ON": Order("opens_on", "date")},
    filters={
        "term": TERM,
        "session": Filter("{row}.session = {value}", "int"),
        "acceptsOn": Filter("{value} between {row}.accepts_from and {row}.accepts_until", "date"),
    },
)

MODELS = (COMMITTEES, PROFILE, SECTOR, REFUSAL_REASON, MEMBER, BODY, SESSION)
FIELDS: dict[str, RootField] = {
    "committee": committee(COMMITTEES),
    "committees": hosted(COMMITTEES),
    "members": connection("members", MEMBER),
    "proposingBodies": connection("proposingBodies", BODY),
    "plenarySessions": connection("plenarySessions", SESSION),
}
