"""Declares root fields: their arguments, and that the port of the request answers them.

Every root field of the contract is answered by a :class:`schema.port.Port`. An extension states
the arguments and delegates, so that a field here is its type, its arguments and its description.
"""

from collections.abc import Iterable
from typing import Any, Literal

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions.field_extension import AsyncExtensionResolver, FieldExtension, SyncExtensionResolver
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.directives import Owner
from schema.port import port
from schema.scalars import NodeCode
from schema.wording import both, described


class WithArguments(FieldExtension):
    """Gives a field its arguments."""

    def __init__(self, arguments: Iterable[StrawberryArgument]) -> None:
        self._arguments = tuple(arguments)

    def apply(self, field: StrawberryField) -> None:
        """Declare the arguments."""
        field.arguments = list(self._arguments)


class Declared(WithArguments):
    """A field below the root: its answer came with the whole root field."""

    def resolve(self, next_: SyncExtensionResolver, source: Any, info: strawberry.Info, **kwargs: object) -> Any:
        """Take the value as the root field's answer holds it."""
        return next_(source, info)


class Delegated(WithArguments):
    """A root field: the port answers it."""

    def __init__(self, act: Literal["read", "command"], arguments: Iterable[StrawberryArgument]) -> None:
        super().__init__(arguments)
        self._act = act

    async def resolve_async(
        self, next_: AsyncExtensionResolver, source: object, info: strawberry.Info, **kwargs: object
    ) -> Any:
        """Ask the port, which looks at ``info`` for the arguments and the selection."""
        if self._act == "command":
            return await port(info).command(info, info.field_name)
        return await port(info).read(info, info.field_name)


def argument(name: str, type_: Any, zh: str, en: str, *, default: object = strawberry.UNSET) -> StrawberryArgument:
    """An argument ``name`` (in Python's spelling) with its description in both languages."""
    return StrawberryArgument(name, None, StrawberryAnnotation(type_), description=both(zh, en), default=default)


def read_field(zh: str, en: str, *directives: object, arguments: Iterable[StrawberryArgument] = ()) -> Any:
    """A field of ``Query``."""
    return described(zh, en, *directives, extensions=[Delegated("read", arguments)])


def declared_field(zh: str, en: str, *directives: object, arguments: Iterable[StrawberryArgument]) -> Any:
    """A field below the root that takes arguments; like its siblings it is answered with its root field."""
    return described(zh, en, *directives, extensions=[Declared(arguments)])


ID = argument("id", strawberry.ID, "记录的全局编号。", "The global id of the record.")
COMMITTEE = argument("committee", NodeCode, "办理此事的政协的代码。", "The code of the committee that is to act.")

_EXPECTED_VERSION = argument(
    "expected_version",
    int | None,
    "调用者所见的版本；已有更新时以 CONFLICT 拒绝。",
    "The version the caller saw; CONFLICT if the record has moved on.",
)
_EVERY_COMMAND = (
    argument(
        "idempotency_key",
        str,
        "幂等键：同一键重发同一内容，只办理一次。",
        "Repeating the same content under the same key acts only once.",
    ),
    argument(
        "dry_run",
        bool,
        "只预演，不写入。",
        "Say what would happen and write nothing.",
        default=False,
    ),
)


def _input(type_: Any) -> tuple[StrawberryArgument, ...]:
    return () if type_ is None else (argument("input", type_, "办理内容。", "The content of the command."),)


def command_on(input_: Any, zh: str, en: str) -> Any:
    """A mutation on an existing record, named by its ``id``."""
    key, dry_run = _EVERY_COMMAND
    arguments = (ID, *_input(input_), key, _EXPECTED_VERSION, dry_run)
    return described(zh, en, Owner(argument="id"), extensions=[Delegated("command", arguments)])


def command_at(input_: Any, zh: str, en: str) -> Any:
    """A mutation by which a committee creates a record of its own."""
    arguments = (COMMITTEE, *_input(input_), *_EVERY_COMMAND)
    return described(zh, en, Owner(argument="committee"), extensions=[Delegated("command", arguments)])
