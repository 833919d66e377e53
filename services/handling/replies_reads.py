"""How replies, opinions, feedback and look-backs are read, and the schemes in which replies are graded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson
from graphql import FieldNode

from schema.rulebook import rulebook
from schema.rulebook.grades import SCHEMES, comparable
from services.handling.replies_grades import columns
from services.kit.reads.binding import Place
from services.kit.reads.fields import Asked, RootField
from services.kit.reads.jsontext import concatenated, quoted
from services.kit.reads.model import Column, FieldModel, Filter, Inline, Many, Model, One
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import left_out
from services.kit.reads.statements import Statement, statement
from services.kit.records import Seer

MODULE = "handling"


def _constants(rows: Iterable[Mapping[str, object]], declared: str) -> str:
    """Rows known when the process starts, as a source of ``FROM``."""
    text = quoted(orjson.dumps(list(rows)).decode())
    return f"(select * from jsonb_to_recordset({text}::jsonb) as constants ({declared}))"


_GRADE_COLUMNS = (
    "grade_scheme text, grade_letter text, grade_label text, grade_canonical text[]"
    ", grade_loss text, grade_loss_en text"
)
_GRADES = _constants(
    ({**columns(scheme, grade), "position": place} for scheme in SCHEMES for place, grade in enumerate(scheme.grades)),
    f"{_GRADE_COLUMNS}, position int",
)
_SCHEMES = _constants(
    (
        {
            "id": scheme.id, "name_zh": scheme.name.zh, "name_en": scheme.name.en,
            "source": scheme.source.text, "mark": scheme.source.mark.value,
        }
        for scheme in SCHEMES
    ),
    "id text, name_zh text, name_en text, source text, mark text",
)  # fmt: skip
_PAIRS = [comparable(left.id, right.id) for left in SCHEMES for right in SCHEMES]
_COMPARISONS = _constants(
    ({"scheme": pair.left, "other": pair.right, "comparable": pair.comparable, "exact": pair.exact} for pair in _PAIRS),
    "scheme text, other text, comparable boolean, exact boolean",
)
_BANDS = _constants(
    (
        {
            "scheme": pair.left, "other": pair.right, "position": place, "meanings": band.meanings,
            "letters": band.left, "other_letters": band.right,
        }
        for pair in _PAIRS for place, band in enumerate(pair.bands)
    ),
    "scheme text, other text, position int, meanings text[], letters text[], other_letters text[]",
)  # fmt: skip

# What stays between the committee's office and the units.
_DRAFTS = """(select d.*, 'RESTRICTED' as visibility, '{}'::text[] as audience, a.unit_code
  from reply_draft d join assignment a on a.id = d.assignment_id)"""
_OPINIONS = """(select o.*, o.waived_at is not null as waived, 'RESTRICTED' as visibility, '{}'::text[] as audience,
    a.unit, a.unit_code, l.unit_code as lead_code, a.position as place
  from support_opinion o join assignment a on a.id = o.assignment_id left join assignment l on l.id = o.lead)"""
_OFFICE = Seer("handover", "true")

GRADE = Model(
    "ReplyGrade",
    _GRADES,
    fields={
        "scheme": Column("{row}.grade_scheme"),
        "letter": Column("{row}.grade_letter"),
        "label": Column("{row}.grade_label"),
        "canonical": Column("{row}.grade_canonical"),
        "ambiguous": Column("cardinality({row}.grade_canonical) > 1"),
        "loss": Column("{row}.grade_loss"),
        "lossEn": Column("{row}.grade_loss_en"),
    },
)
SCHEME = Model(
    "GradeScheme",
    _SCHEMES,
    fields={
        "committee": One("Committee", "{row}.code = {own}"),
        "grades": Many("ReplyGrade", "{row}.grade_scheme = {parent}.id", "{row}.position"),
        "comparison": One("GradeComparison", "{row}.scheme = {parent}.id and {row}.other = {argument_other}"),
    },
)
COMPARISON = Model(
    "GradeComparison",
    _COMPARISONS,
    fields={
        "bands": Many("GradeBand", "{row}.scheme = {parent}.scheme and {row}.other = {parent}.other", "{row}.position"),
    },
)
BAND = Model("GradeBand", _BANDS)
LETTER = Model(
    "ReplyLetter",
    fields={
        "fileName": Column("{row}.letter_file_name"),
        "mediaType": Column("'application/pdf'::text"),
        "sha256": Column("{row}.letter_sha256"),
        "base64": Column("{row}.letter"),
    },
)
REPLY = Model("Reply", "reply", fields={"grade": Inline("ReplyGrade", "true"), "letter": Inline("ReplyLetter", "true")})
DRAFT = Model("ReplyDraft", _DRAFTS, module=MODULE, seers=(Seer("unit", "{row}.unit_code = {unit}"), _OFFICE))
OPINION = Model(
    "SupportOpinion",
    _OPINIONS,
    module=MODULE,
    seers=(Seer("unit", "{unit} in ({row}.unit_code, {row}.lead_code)"), _OFFICE),
)
FEEDBACK = Model("Feedback", "feedback")
LOOK_BACK = Model(
    "LookBack",
    "look_back",
    fields={
        "grades": Many(
            "LookBackGrade",
            "{row}.filing_id = {parent}.filing_id and {row}.look_back = {parent}.position",
            "{row}.position",
        ),
    },
)
LOOK_BACK_GRADE = Model("LookBackGrade", "look_back_grade", fields={"grade": Inline("ReplyGrade", "true")})

OF_ASSIGNMENT: Mapping[str, FieldModel] = {
    "replies": Many("Reply", "{row}.assignment_id = {parent}.id", "{row}.position"),
    "replyDrafts": Many("ReplyDraft", "{row}.assignment_id = {parent}.id", "{row}.position"),
    "supportOpinion": One("SupportOpinion", "{row}.assignment_id = {parent}.id"),
    "receivedOpinions": Many("SupportOpinion", "{row}.lead = {parent}.id", "{row}.place"),
}
"""Fields of an assignment."""

OF_FILING: Mapping[str, FieldModel] = {
    "feedback": Many("Feedback", "{row}.filing_id = {parent}.id", "{row}.round"),
    "lookBacks": Many("LookBack", "{row}.filing_id = {parent}.id", "{row}.position"),
}
"""Fields of a filing."""

ASSIGNMENT_FILTERS = {
    "meaning": Filter(
        "exists (select from reply o where o.assignment_id = {row}.id and o.grade_canonical @> array[{value}])"
    ),
}
FILING_FILTERS = {
    "satisfaction": Filter(
        "exists (select from feedback o where o.filing_id = {row}.id and o.round = {row}.round"
        " and case {value} when 'DISSATISFIED' then 'DISSATISFIED' in (o.work, o.result) else o.result = {value}"
        " and o.work <> 'DISSATISFIED' end)"
    ),
}


def _schemes(arguments: Mapping[str, Any], place: Place) -> Asked:
    """`gradeSchemes`: the scheme of this committee's rulebook today, unless the committee is left out."""
    skipped = left_out(arguments, place)

    def compile_(renderer: Renderer, nodes: Sequence[FieldNode]) -> Statement:
        if skipped:
            return statement(renderer.parameters, "true", "'[]'")
        today = renderer.parameters.bind("scheme", "text", lambda call: rulebook(call.place.code, call.today).scheme)
        found = concatenated(["[", *renderer.object(SCHEME, "f", nodes), "]"])
        return statement(renderer.parameters, "true", f"(select {found} from {SCHEME.source} f where f.id = {today})")

    return Asked(skipped, compile_, None)


MODELS = (
    *(GRADE, SCHEME, COMPARISON, BAND, LETTER, REPLY, DRAFT, OPINION),
    *(FEEDBACK, LOOK_BACK, LOOK_BACK_GRADE),
)
FIELDS: dict[str, RootField] = {"gradeSchemes": _schemes}
