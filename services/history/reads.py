"""How the story of a record is read: the numbered events of the record itself and of those that are about it.

A committee answers for its own records. The one that leads a joint topic tells of the topic; the others tell of their
participations in it. So a gathered answer is the whole story, as far as the viewer may see each of its records today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import FieldNode

from schema.cursors import order_digest
from schema.errors import bad_user_input
from schema.ids import parse_id
from services.kit.reads.binding import Parameters, Place, own
from services.kit.reads.connections import Connection, built
from services.kit.reads.fields import Asked, RootField
from services.kit.reads.jsontext import quoted
from services.kit.reads.model import COMMITTEE, Column, Inline, Many, Model, Order
from services.kit.reads.objects import Renderer
from services.kit.reads.pages import Page, cut_page
from services.kit.reads.statements import Statement
from services.kit.reads.visibility import RECORDS, admits, sees

FIELD: Final = "history"
RECORDED_AT: Final = Order("recorded_at", "time")

MESSAGES: Final = """(
  select m.peer, 'SENT' as direction, m.kind, m.number, 1 as place from sent_message m where m.event_id = {parent}.event
  union all
  select s.told ->> 'peer', 'RECEIVED', s.told ->> 'kind', (s.told ->> 'number')::bigint, 0
    from (select {parent}.story -> 'message' as told) s where jsonb_typeof(s.told) = 'object') {row}"""

EVENT = Model(
    "RecordEvent",
    fields={
        "committee": COMMITTEE,
        "event": Column("{row}.kind"),
        "by": Column("array(select jsonb_array_elements_text({row}.actor -> 'roles'))"),
        "subject": Column("case when {staff} then {row}.actor ->> 'subject' end"),
        "command": Column("{row}.story ->> 'command'"),
        "rulebook": Column("{row}.story ->> 'rulebook'"),
        "rules": Column("array(select jsonb_array_elements_text({row}.story -> 'rules'))"),
        "authority": Inline("Authority", "{row}.authority is not null"),
        "messages": Many("EventMessage", "true", "{row}.place, {row}.peer", source=MESSAGES),
    },
    orders={"RECORDED_AT": RECORDED_AT},
)
MESSAGE = Model("EventMessage")
MODELS = (EVENT, MESSAGE)

OF_A_RECORD: Final = """select e.id as event, {own} || ':event:' || e.id as id, {own} as owner, e.record_id,
    e.record_version as version, e.kind, e.position, e.occurred_at as happened_at, e.recorded_at, e.actor,
    e.body -> 'story' as story, nullif(e.body #> '{{values,authority}}', 'null') as authority
  from {source} r join event e on e.record_kind = {kind} and e.record_id = r.id
 where e.position is not null and ({looked_at}::timestamptz is null or e.recorded_at <= {looked_at})
   and ({named}) and {seen} and {shared}"""


def history(models: Mapping[str, Model]) -> RootField:
    """The root field over the records of all ``models``."""
    records = tuple(model for model in models.values() if model.is_record and model.kind)
    kinds = {model.kind: model for model in records}

    def ask(arguments: Mapping[str, Any], place: Place) -> Asked:
        id_ = parse_id(arguments["id"])
        if id_.kind not in kinds:
            raise bad_user_input(f"{id_} is not the id of a record.", f"{id_} 不是记录的编号。")
        digest = order_digest(FIELD, "RECORDED_AT_ASC", {"id": str(id_)})
        page = cut_page(arguments, place, RECORDED_AT, descending=False, digest=digest)
        told = Told(
            page.size, page.backward, page.order, page.descending, page.after, page.before, page.filter, page.digest,
            page.skipped, str(id_),
        )  # fmt: skip
        concerned = tuple(model for model in records if model.kind == id_.kind or model.about)

        def compile_(renderer: Renderer, nodes: Sequence[FieldNode]) -> Statement:
            source = " union all ".join(_events(renderer.parameters, model, id_.kind) for model in concerned)
            model = replace(EVENT, source=f"({source})", module=kinds[id_.kind].module)
            return built(Story(renderer, model, told), nodes)

        return Asked((id_.kind, told.shape), compile_, told)

    return ask


@dataclass(frozen=True, slots=True)
class Told(Page):
    """A page of the story of the record ``id``."""

    id: str


class Story(Connection):
    """Builds the statement; which events the viewer may see is decided where each of their records is."""

    def _matching(self, _row: str) -> str:
        return "false" if self.page.skipped else "true"


def _events(parameters: Parameters, model: Model, kind: str) -> str:
    """The events of records of one kind: of the record asked for, or of those about it."""
    wanted = parameters.bind("of", "text", lambda call: call.extra.id) + ' collate "C"'
    named = [f"r.id = {wanted}"] if model.kind == kind else []
    named += [f"r.{model.about} = {wanted}"] if model.about else []
    return OF_A_RECORD.format(
        own=own(parameters),
        source=model.source,
        kind=quoted(model.kind),
        looked_at=parameters.bind("looked at", "timestamptz", lambda call: call.view.as_of),
        named=" or ".join(named),
        seen=sees(parameters, "r", model.seers),
        shared=admits(parameters, model.module, RECORDS),
    )
