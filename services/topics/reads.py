"""How the topics module is read. A lead knows whom it invited; what they answered is read where they are."""

from services.kit.reads.fields import RootField, connection
from services.kit.reads.model import (
    COMMITTEE,
    RECORDED_AT,
    TITLE,
    Column,
    Filter,
    Inline,
    Many,
    Model,
    Order,
    Reference,
)

MODULE = "topics"

# An invitation as a participation: named by its derived id, its answer present only if it lies here too.
INVITED = """(
  select i.topic_id as invited_to, i.participation_id as id, i.committee as owner, i.topic_id,
    coalesce(p.state, 'UNKNOWN') as state, p.version, p.visibility, p.provenance, p.source, p.gaps, p.recorded_at,
    p.answered_on, p.note, p.authority
  from topic_invitation i left join participation p on p.id = i.participation_id)"""

TOPIC = Model(
    "JointTopic",
    "joint_topic",
    module=MODULE,
    kind="topic",
    fields={
        "committee": COMMITTEE,
        "lead": COMMITTEE,
        "participations": Many(
            "Participation", "{row}.invited_to = {parent}.id", "{row}.owner", source=INVITED + " {row}"
        ),
        "writtenSuggestions": Many("WrittenSuggestion", "{row}.topic_id = {parent}.id", "{row}.recorded_at, {row}.id"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE, "YEAR": Order("year", "int", nullable=True)},
    filters={"stage": Filter("{row}.stage = {value}"), "year": Filter("{row}.year = {value}", "int")},
)
PARTICIPATION = Model(
    "Participation",
    "participation",
    module=MODULE,
    kind="participation",
    fields={
        "committee": COMMITTEE,
        "topic": Reference("JointTopic", "{row}.topic_id"),
        "authority": Inline("Authority", "{row}.authority is not null"),
    },
    orders={"RECORDED_AT": RECORDED_AT},
    filters={"state": Filter("{row}.state = {value}")},
    absence_speaks=True,
    about="topic_id",
)
AUTHORITY = Model(
    "Authority",
    fields={
        "body": Column("{row}.authority ->> 'body'"),
        "approvedBy": Column("{row}.authority ->> 'approvedBy'"),
        "decidedOn": Column("({row}.authority ->> 'decidedOn')::date"),
        "documentNumber": Column("{row}.authority ->> 'documentNumber'"),
        "attachmentHash": Column("{row}.authority ->> 'attachmentHash'"),
    },
)
SUGGESTION = Model(
    "WrittenSuggestion",
    "written_suggestion",
    module=MODULE,
    kind="suggestion",
    fields={"committee": COMMITTEE, "topic": Reference("JointTopic", "{row}.topic_id")},
    orders={"RECORDED_AT": RECORDED_AT},
    filters={"route": Filter("{row}.route = {value}")},
    about="topic_id",
)

MODELS = (TOPIC, PARTICIPATION, AUTHORITY, SUGGESTION)
FIELDS: dict[str, RootField] = {
    "jointTopics": connection("jointTopics", TOPIC),
    "participations": connection("participations", PARTICIPATION),
    "writtenSuggestions": connection("writtenSuggestions", SUGGESTION),
}
