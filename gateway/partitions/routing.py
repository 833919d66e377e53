"""Whom to ask: the members that a query selects, or the one owner that an argument names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gateway.operation.values import ABSENT, Value, resolve
from gateway.planner.plan import OwnerRule
from schema.completeness import NodeLevel, NotJoined
from schema.errors import ErrorCode, ShiziError, bad_user_input
from schema.ids import NODE_CODE, owner_of, parse_id

if TYPE_CHECKING:
    from gateway.execute.backend import Member, PartitionView


@dataclass(frozen=True, slots=True)
class Selected:
    """The members to ask, those that the query left out, and the asked committees without a node."""

    asked: tuple[Member, ...]
    skipped: tuple[Member, ...]
    not_joined: tuple[NotJoined, ...]


def select(view: PartitionView, nodes: Value | None, levels: Value | None, variables: Mapping[str, Any]) -> Selected:
    """The members under a query's `nodes:` and `levels:`. Raises BAD_USER_INPUT for a code that nobody knows."""
    codes = _listed(nodes, variables)
    wanted = _listed(levels, variables)
    members = view.members()
    asked = members if wanted is None else tuple(member for member in members if member.level in wanted)
    if codes is None:
        not_joined = view.not_joined(None if wanted is None else tuple(wanted))
    else:
        named = {member.code for code in codes if _known(view, code) and (member := view.member(code)) is not None}
        asked = tuple(member for member in asked if member.code in named)
        not_joined = _not_joined(view, codes, wanted)
    left = tuple(member for member in members if member not in asked)
    return Selected(asked, left, not_joined)


def _listed(value: Value | None, variables: Mapping[str, Any]) -> list[str] | None:
    """The items of a list argument, each once; None when it is not given. One value stands for a list of it."""
    found = ABSENT if value is None else resolve(value, variables)
    if found is ABSENT or found is None:
        return None
    return list(dict.fromkeys(map(str, found if isinstance(found, list) else [found])))


def _known(view: PartitionView, code: str) -> str:
    level = view.known(code) if NODE_CODE.match(code) else None
    if level is None:
        raise unknown_code(code)
    return level


def _not_joined(view: PartitionView, codes: list[str], wanted: list[str] | None) -> tuple[NotJoined, ...]:
    """Of the named codes, how many have a node, for the levels where not all have one."""
    joined: dict[str, int] = {}
    known: dict[str, int] = {}
    for code in codes:
        level = _known(view, code)
        if wanted is None or level in wanted:
            known[level] = known.get(level, 0) + 1
            joined[level] = joined.get(level, 0) + (view.member(code) is not None)
    return tuple(
        NotJoined(level, joined[level], known[level])
        for level in NodeLevel
        if joined.get(level, 0) < known.get(level, 0)
    )


@dataclass(frozen=True, slots=True)
class Route:
    """The owner's code and the members that may answer for it, to be tried in order."""

    owner: str
    members: tuple[str, ...]


def route(view: PartitionView, rule: OwnerRule, variables: Mapping[str, Any], *, mutation: bool) -> Route:
    """Where a request goes whose arguments name its owner.

    What the directory says of a committee any live node can answer, also for a retired code, which no list of members
    holds. Raises BAD_USER_INPUT when the arguments name no owner, several, or one that nobody knows, NODE_UNREACHABLE
    when the owner has no node and no other may answer for it.
    """
    texts = list(_texts(rule, variables))
    owners = list(dict.fromkeys(map(owner_of, texts)))
    path = ".".join((rule.argument, *rule.path))
    if not owners:
        raise bad_user_input(f"{path} must name a committee or a record.", f"{path} 必须给出节点代码或记录 id。")
    if len(owners) > 1:
        raise bad_user_input(
            f"{path} names several owners: {', '.join(owners)}.", f"{path} 涉及多个所有者：{'、'.join(owners)}。"
        )
    member = view.member(owners[0])
    if member is not None:
        return Route(owners[0], (member.code,))
    if not mutation and all(map(is_reference, texts)):
        return Route(owners[0], live_members(view))
    raise unknown_code(owners[0]) if view.known(owners[0]) is None else without_node(owners[0])


def is_reference(text: str) -> bool:
    """Whether an id or code names a committee itself: then any node can say what the directory says of it."""
    return bool(NODE_CODE.match(text)) or parse_id(text).local == owner_of(text)


def answering(view: PartitionView, named: object) -> str | None:
    """The node that answers for what an id or code names; None for a committee without one, and for anything else."""
    if not isinstance(named, str):
        return None
    try:
        member = view.member(owner_of(named))
    except ShiziError:
        return None
    return None if member is None else member.code


def live_members(view: PartitionView) -> tuple[str, ...]:
    """The codes of members that are not known to be down, in order."""
    return tuple(member.code for member in view.members() if view.failure(member.code) is None)


def unknown_code(code: str) -> ShiziError:
    """The error for a code that is neither a node's nor in the list of those without one."""
    shown = code if len(code) <= 20 else code[:20] + "…"
    return bad_user_input(f"No committee has the code {shown!r}.", f"没有代码为 {shown!r} 的节点。")


def without_node(code: str) -> ShiziError:
    """The error for a committee that has not joined."""
    return ShiziError(
        ErrorCode.NODE_UNREACHABLE, f"Committee {code} has no node.", f"{code} 尚未接入，没有节点。", node=code
    )


def _texts(rule: OwnerRule, variables: Mapping[str, Any]) -> Iterator[str]:
    """The ids or codes at the rule's path."""
    value = ABSENT if rule.value is None else resolve(rule.value, variables)
    yield from _at(value, rule.path)


def _at(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    if value is None or value is ABSENT:
        return
    if isinstance(value, list):
        for item in value:
            yield from _at(item, path)
    elif isinstance(value, dict):
        if path:
            yield from _at(value.get(path[0]), path[1:])
    else:
        yield str(value)
