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
    One,
    Order,
    Reference,
)
from services.topics.similar import similar_topics

MODULE = "topics"

# An invitation as a participation: named by its derived id, its answer present only if it lies here too.
INVITED = """(
  select i.topic_id as invited_to, i.participation_id as id, i.committee as owner, i.topic_id,
    coalesce(p.state, 'UNKNOWN') as state, p.version, p.visibility, p.provenance, p.source, p.gaps, p.recorded_at,
    p.answered_on, p.note, p.authority
  from topic_invitation i left join participation p on p.id = i.participation_id)"""

OPEN = "array['INVITING', 'ESTABLISHED', 'FIELDWORK', 'DRAFTING', 'CO_REVIEW']"

# Whom a topic waits for: an answer to an invitation, or an endorsement of the version under review.
WAITS = f"""(
  select i.topic_id, i.committee, 'INVITATION' as awaited, (i.invited_at at time zone 'Asia/Shanghai')::date as since,
    i.respond_by as until, i.provisional
  from topic_invitation i join joint_topic t on t.id = i.topic_id where i.state = 'INVITED' and t.stage = any ({OPEN})
  union all
  select i.topic_id, i.committee, 'ENDORSEMENT', t.circulated_on, t.endorse_by, t.endorse_provisional
  from topic_invitation i join joint_topic t on t.id = i.topic_id
  where t.stage = 'CO_REVIEW' and i.state = 'ACCEPTED' and i.endorsed_version is distinct from t.draft_number)"""


# A participant's outputs as those of a topic: all its own.
OWN_OUTPUTS = "(select o.*, o.owner as committee from participation_output o where o.participation_id = {parent}.id)"


def authority(column: str) -> One:
    """One of the authorities of a record that has several."""
    source = f"(select {{parent}}.{column} as authority) {{row}}"
    return One("Authority", "{row}.authority is not null", source=source)


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
        "establishedAuthority": authority("established_authority"),
        "issuedAuthority": authority("issued_authority"),
        "invitations": Many("TopicInvitation", "{row}.topic_id = {parent}.id", "{row}.committee"),
        "waits": Many(
            "TopicWait", "{row}.topic_id = {parent}.id", "{row}.until, {row}.committee", source=WAITS + " {row}"
        ),
        "drafts": Many("TopicDraft", "{row}.topic_id = {parent}.id", "{row}.number"),
        "outputs": Many("TopicOutput", "{row}.topic_id = {parent}.id", "{row}.position"),
        "tracks": Many("TopicTrack", "{row}.topic_id = {parent}.id", "{row}.position"),
        "joinedTo": Reference("JointTopic", "{row}.joined_to"),
    },
    orders={"RECORDED_AT": RECORDED_AT, "TITLE": TITLE, "YEAR": Order("year", "int", nullable=True)},
    filters={
        "stage": Filter("{row}.stage = {value}"),
        "year": Filter("{row}.year = {value}", "int"),
        "waitingFor": Filter(
            "exists(select from topic_invitation i where i.topic_id = {row}.id and i.committee = {value} and"
            " (i.state = 'INVITED' and {row}.stage = any (" + OPEN + ") or i.state = 'ACCEPTED' and"
            " {row}.stage = 'CO_REVIEW' and i.endorsed_version is distinct from {row}.draft_number))"
        ),
        "participant": Filter(
            "exists(select from topic_invitation i where i.topic_id = {row}.id and i.committee = {value}"
            " and i.state = 'ACCEPTED')"
        ),
    },
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
        "invitedAuthority": authority("invited_authority"),
        "withdrawalAuthority": authority("withdrawal_authority"),
        "statementAuthority": authority("statement_authority"),
        "draftText": Column("case when {staff} then {row}.draft_text end"),
        "outputs": Many("TopicOutput", "true", "{row}.position", source=OWN_OUTPUTS + " {row}"),
        "refusal": Column("{row}.refusal ->> 'messageZh'"),
    },
    orders={"RECORDED_AT": RECORDED_AT},
    filters={
        "state": Filter("{row}.state = {value}"),
        "waiting": Filter(
            "({row}.state = 'INVITED' or {row}.state = 'ACCEPTED' and {row}.endorse_by is not null"
            " and {row}.endorsed_version is distinct from {row}.draft_number) = {value}",
            "boolean",
        ),
    },
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
_BY_COMMITTEE = One("Committee", "{row}.code = {parent}.committee")
INVITATION = Model(
    "TopicInvitation",
    "topic_invitation",
    key="participation_id",
    fields={"committee": _BY_COMMITTEE, "participation": Column("{row}.participation_id")},
)
WAIT = Model("TopicWait", fields={"committee": _BY_COMMITTEE})
DRAFT = Model(
    "TopicDraft", "topic_draft", key="number", fields={"text": Column("case when {staff} then {row}.text end")}
)
OUTPUT = Model("TopicOutput", "topic_output", key="position", fields={"committee": _BY_COMMITTEE})
TRACK = Model("TopicTrack", "topic_track", key="position")
DELIVERY = Model("SuggestionDelivery", "suggestion_delivery", key="position")
FIELDWORK = Model(
    "FieldworkRecord",
    "fieldwork_record",
    module=MODULE,
    kind="fieldwork",
    fields={"committee": COMMITTEE, "topic": Reference("JointTopic", "{row}.topic_id")},
    orders={"RECORDED_AT": RECORDED_AT, "HELD_FROM": Order("held_from", "date")},
    filters={"topic": Filter("{row}.topic_id = {value}"), "state": Filter("{row}.state = {value}")},
)
ENDORSEMENT = Model(
    "TopicEndorsement",
    "topic_endorsement",
    module=MODULE,
    kind="topic-endorsement",
    fields={
        "committee": COMMITTEE,
        "topic": Reference("JointTopic", "{row}.topic_id"),
        "authority": Inline("Authority", "{row}.authority is not null"),
    },
    orders={"RECORDED_AT": RECORDED_AT},
    filters={"topic": Filter("{row}.topic_id = {value}"), "state": Filter("{row}.state = {value}")},
)
SUGGESTION = Model(
    "WrittenSuggestion",
    "written_suggestion",
    module=MODULE,
    kind="suggestion",
    fields={
        "committee": COMMITTEE,
        "topic": Reference("JointTopic", "{row}.topic_id"),
        "issuedAuthority": authority("issued_authority"),
        "deliveries": Many("SuggestionDelivery", "{row}.suggestion_id = {parent}.id", "{row}.position"),
    },
    orders={"RECORDED_AT": RECORDED_AT},
    filters={
        "route": Filter(
            "({row}.route = {value} or exists(select from suggestion_delivery d where d.suggestion_id = {row}.id"
            " and d.route = {value}))"
        ),
        "state": Filter("{row}.state = {value}"),
        "topic": Filter("{row}.topic_id = {value}"),
    },
    about="topic_id",
)

MODELS = (
    *(TOPIC, PARTICIPATION, AUTHORITY, SUGGESTION, FIELDWORK, ENDORSEMENT),
    *(INVITATION, WAIT, DRAFT, OUTPUT, TRACK, DELIVERY),
)
FIELDS: dict[str, RootField] = {
    "jointTopics": connection("jointTopics", TOPIC),
    "participations": connection("participations", PARTICIPATION),
    "fieldworkRecords": connection("fieldworkRecords", FIELDWORK),
    "topicEndorsements": connection("topicEndorsements", ENDORSEMENT),
    "similarTopics": similar_topics(TOPIC),
    "writtenSuggestions": connection("writtenSuggestions", SUGGESTION),
}
