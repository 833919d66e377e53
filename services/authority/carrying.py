"""The commands that bind a committee, as a binding act drafts them, tries them and at last carries them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import GraphQLInputObjectType, GraphQLSchema
from graphql.utilities import coerce_input_value, validate_input_value

from schema.binding import AUTHORITY, binding_commands, input_type
from schema.errors import not_found
from schema.ids import owner_of, parse_id
from schema.rulebook.model import SIGNER
from services.kit.acts import Act, Command, Done, Plan
from services.kit.inputs import Input, plain
from services.kit.rehearsal import Rehearsal
from services.kit.rows import rows_by_id
from services.kit.visibility import known

TO_BE_NUMBERED: Final = "待编"
"""What stands for the document's number while a draft is tried."""

LONGEST_PROBLEM: Final = 300
"""Of what is wrong with an input, that many characters are said."""

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Bound:
    """A command that binds the committee, and the type of its input."""

    command: Command
    type: GraphQLInputObjectType


class Bindings:
    """Every command of these that binds a committee, by the contract it is served under."""

    def __init__(self, commands: Iterable[Command], schema: GraphQLSchema) -> None:
        mutation, names = schema.mutation_type, binding_commands(schema)
        assert mutation is not None
        self._bound: dict[str, Bound] = {}
        for command in commands:
            type_ = input_type(mutation.fields[command.field]) if command.field in names else None
            if type_ is not None:
                self._bound[command.field] = Bound(command, type_)

    def named(self, given: Input) -> Bound:
        """The command that an input names. Raises BAD_USER_INPUT."""
        name = given.text("command", most=200)
        if name not in self._bound:
            raise given.wrong(
                "command",
                f"must be a mutation that binds the committee: {', '.join(sorted(self._bound))}",
                f"应为对政协有约束力的操作：{'、'.join(sorted(self._bound))}",
            )
        return self._bound[name]

    def kept(self, row: Mapping[str, Any]) -> Bound:
        """The command of a binding act that was drafted. Raises BAD_USER_INPUT where it is served no more."""
        return self.named(Input({"command": row["command"]}))


def target_of(bound: Bound, given: Input, code: str) -> str | None:
    """The record that an act is on, as its input names it; None where the command makes one. Raises BAD_USER_INPUT."""
    if bound.command.creates:
        if given.has("target"):
            raise given.wrong("target", "must be left out: the command makes a record", "须空缺：该操作新建记录")
        return None
    target = given.text("target", most=100)
    parse_id(target, kind=bound.command.record.kind)
    if owner_of(target) != code:
        raise given.wrong("target", "belongs to another committee", "不属于本政协")
    return target


def content_of(bound: Bound, given: Input, raw: object, authority: Content) -> Content:
    """The input of the command as its type takes it, without authority. Raises BAD_USER_INPUT."""
    if not isinstance(raw, Mapping):
        raise given.wrong("content", "must be an object", "应为对象")
    if AUTHORITY in raw:
        raise given.wrong("content", "must not name authority: whoever signs does", "不写 authority，由签发人写明")
    whole, problems = {**raw, AUTHORITY: dict(authority)}, list[str]()
    validate_input_value(whole, bound.type, lambda error, _path: problems.append(error.message[:LONGEST_PROBLEM]))
    if problems:
        raise given.wrong(
            "content", f"is no {bound.type.name}: {problems[0]}", f"不合 {bound.type.name} 的写法：{problems[0]}"
        )
    content: dict[str, Any] = plain(coerce_input_value(whole, bound.type))
    return {name: value for name, value in content.items() if name != AUTHORITY}


def provisional(act: Act, body: str) -> dict[str, str | None]:
    """The authority by which a draft is tried: the body that is asked to decide, today."""
    return {
        "body": body,
        "approvedBy": None,
        "decidedOn": act.today.isoformat(),
        "documentNumber": TO_BE_NUMBERED,
        "attachmentHash": None,
    }


async def prepared(act: Act, bound: Bound, content: Content, target: str | None, authority: Content) -> Act:
    """The command as whoever signs would send it, with its rows: locked, unless it is only tried. Raises NOT_FOUND."""
    command = bound.command
    given = Input({**content, AUTHORITY: authority})
    wanted = {*command.locks(given), *([] if target is None else [target])}
    records = await rows_by_id(act.connection, command.record, sorted(wanted), locked=act.rehearsal is None)
    viewer = replace(act.viewer, roles=act.viewer.roles | {"staff", SIGNER})
    if target is not None:
        row = records.get(target)
        if row is None or not await known(act.connection, command.record, row, viewer):
            raise not_found(f"There is no record {target} here.", f"这里没有编号为 {target} 的记录。")
    return replace(act, viewer=viewer, command=command.field, input=given, id=target, records=records)


async def tried(act: Act, bound: Bound, content: Content, target: str | None, body: str) -> int | None:
    """Try the command as if it were signed now; the version of the record that it is on.

    Raises whatever the command raises. PostgreSQL takes no write meanwhile, and what the trial read is forgotten.
    """
    trial = replace(act, rehearsal=Rehearsal(act.connection, act.code, act.at), plan=Plan())
    within = act.connection.transaction()
    await within.start()
    try:
        await act.connection.execute("SET LOCAL transaction_read_only = on")
        inner = await prepared(trial, bound, content, target, provisional(act, body))
        await bound.command.perform(inner)
    finally:
        await within.rollback()
    return None if target is None else inner.records[target]["version"]


async def carried_out(inner: Act, bound: Bound) -> Done:
    """Carry the prepared command out, within the transaction of the signature."""
    return await bound.command.perform(inner)
