"""`allowedActions`: what somebody may do with a record now, by the rulebook of a day and the facts of the record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from graphql.execution.values import VariableValues

from schema.errors import ShiziError, bad_user_input, forbidden, not_found
from schema.ids import owner_of, parse_id
from schema.rulebook import allowed_actions
from schema.rulebook.allowed import Action
from schema.rulebook.interpreter import Refusal, refusal_of
from services.authority.standing import STANDINGS as AUTHORITY
from services.catalog import CATALOG
from services.citizens.standing import STANDINGS as CITIZENS
from services.committees.standing import STANDINGS as COMMITTEES
from services.handling.standing import STANDINGS as HANDLING
from services.kit.acts import CHINA, Act
from services.kit.clock import Clock
from services.kit.database import Connection, Pool
from services.kit.identity import Viewer, with_staff
from services.kit.inputs import Input
from services.kit.reads.binding import Call, Place, View
from services.kit.reads.visibility import RECORDS, admits, sees
from services.kit.rehearsal import Rehearsal
from services.kit.standing import Standing, Standings
from services.partners.standing import STANDINGS as PARTNERS
from services.proposals.standing import STANDINGS as PROPOSALS
from services.shared_proposals.standing import STANDINGS as SHARED_PROPOSALS
from services.topics.standing import STANDINGS as TOPICS

FIELD: Final = "allowedActions"
ROLES: Final = frozenset({"staff", "member", "steward", "reviewer", "signer", "unit", "handover"})
KINDS: Final[Mapping[str, Standings]] = {
    each.record.kind: each
    for each in (
        *(*COMMITTEES, *PARTNERS, *TOPICS, *PROPOSALS, *HANDLING),
        *(*SHARED_PROPOSALS, *CITIZENS, *AUTHORITY),
    )
}


@dataclass(frozen=True, slots=True)
class Actions:
    """Answers for the records of one committee, on the reader's connections; ``binding`` mutations bind it."""

    pool: Pool
    place: Place
    clock: Clock
    binding: frozenset[str]

    async def of(self, viewer: Viewer, view: View, arguments: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Every command of the record's machine. ``arguments`` are those of the field, ``at`` as a time.

        Raises BAD_USER_INPUT, FORBIDDEN for roles that the viewer may not ask about, and NOT_FOUND for a record that
        is not here or that the viewer may not see.
        """
        id_, kind = self._record(arguments["on"])
        own = viewer.roles if viewer.committee == self.place.code else frozenset[str]()
        roles = asked_roles(own, arguments.get("as"))
        at: datetime = arguments.get("at") or self.clock.now()
        async with (
            self.pool.acquire() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            row = await self._row(connection, kind, id_, view)
            if row is None:
                raise _unknown(id_)
            act = Act(
                connection, self.place.code, replace(viewer, roles=roles), FIELD, at, Input(None), id_, {id_: row},
                tell=lambda *_: "", rehearsal=Rehearsal(connection, self.place.code, at),
            )  # fmt: skip
            standing = await kind.stand(act)
        return [
            _shown(each)
            for each in self._judged(act, standing, roles, hidden=() if roles == own else standing.personal)
        ]

    def _judged(
        self, act: Act, standing: Standing, roles: frozenset[str], hidden: Collection[str]
    ) -> tuple[Action, ...]:
        """The actions by the facts that are known; ``hidden`` are not known of whoever is asked about."""
        facts = {name: value for name, value in standing.facts.items() if name not in hidden}
        return allowed_actions(
            act.book, standing.machine, standing.state, roles, act.known | facts, binding=self.binding
        )

    def _record(self, on: str) -> tuple[str, Standings]:
        if owner_of(on) != self.place.code:
            raise bad_user_input(
                f"{on} belongs to another committee than {self.place.code}, which this node serves.",
                f"{on} 不属于本节点所服务的政协 {self.place.code}。",
            )
        kind = KINDS.get(parse_id(on).kind)
        if kind is None:
            raise _unknown(on)
        return on, kind

    async def _row(self, connection: Connection, kind: Standings, id_: str, view: View) -> Mapping[str, Any] | None:
        """The record as it is, if the viewer may see it."""
        parameters = CATALOG.seen_by(view.roles)
        wanted = parameters.bind("id", "text", lambda call: call.extra)
        seen = f"{sees(parameters, 'f', kind.record.seers)} and {admits(parameters, kind.module, RECORDS)}"
        today = self.clock.now().astimezone(CHINA).date()
        call = Call(self.place, view, today, today, VariableValues({}, {}), {}, id_)
        values = [binder(call) for binder in parameters.binders]
        row = await connection.fetchrow(
            f"SELECT f.* FROM {kind.record.table} f WHERE f.id = {wanted} AND {seen}", *values
        )
        return None if row is None else dict(row)


def asked_roles(own: frozenset[str], asked: Collection[str] | None) -> frozenset[str]:
    """The viewer's own roles, or those asked about. Raises BAD_USER_INPUT and FORBIDDEN."""
    if asked is None:
        return own & ROLES
    unknown = sorted(set(asked) - ROLES)
    if unknown:
        raise bad_user_input(
            f"There is no role {unknown[0][:40]!r}; there are {', '.join(sorted(ROLES))}.",
            f"没有 {unknown[0][:40]!r} 这一角色；可用的有 {'、'.join(sorted(ROLES))}。",
            argument="as",
        )
    if "staff" not in own and not set(asked) <= own:
        raise forbidden("You may ask about roles of your own only.", "只能查询自己的角色可办理的事项。")
    return with_staff(asked)


def _shown(action: Action) -> dict[str, Any]:
    return {
        "command": action.command,
        "verdict": action.verdict.value,
        "to": action.to,
        "needs": [_rule(refusal_of(rule)) for rule in action.needs],
        "refusal": None if action.refusal is None else _rule(action.refusal),
    }


def _rule(refusal: Refusal) -> dict[str, str]:
    return {
        "id": refusal.rule,
        "source": refusal.source.text,
        "reasonZh": refusal.reason.zh,
        "reasonEn": refusal.reason.en,
        "allowedWhenZh": refusal.allowed_when.zh,
        "allowedWhenEn": refusal.allowed_when.en,
    }


def _unknown(id_: str) -> ShiziError:
    return not_found(f"There is no record {id_} here.", f"这里没有编号为 {id_} 的记录。")
