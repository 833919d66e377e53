"""Descriptions in both languages, for fields and for enums whose every value carries one."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Self, TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E = TypeVar("E", bound="DescribedEnum")


def both(zh: str, en: str) -> str:
    """A description as the contract prints it: one paragraph Chinese, one English."""
    return f"{zh}\n\n{en}"


class DescribedEnum(StrEnum):
    """An enum of contract names. A member is written ``NAME = "NAME", "中文。", "English."``."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Keep the text of a member beside its value, which stays an ordinary string."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member


def described_enum(zh: str, en: str) -> Callable[[type[E]], type[E]]:
    """Make a GraphQL enum of a :class:`DescribedEnum`; its values keep their own descriptions."""

    def declare(cls: type[E]) -> type[E]:
        declared: type[E] = strawberry.enum(cls, description=both(zh, en))
        definition = getattr(declared, "__strawberry_definition__", None)
        if not isinstance(definition, StrawberryEnumDefinition):
            raise TypeError(f"{cls.__name__} is not an enum")
        for value in definition.values:
            member = cls[value.name]
            value.description = both(member.zh, member.en)
        return declared

    return declare


def described(zh: str, en: str, *directives: object, **options: Any) -> Any:
    """A field, or an input field, with its description in both languages and its federation directives."""
    return strawberry.federation.field(description=both(zh, en), directives=directives, **options)


def optional(zh: str, en: str) -> Any:
    """An input field that may be left out."""
    return strawberry.field(description=both(zh, en), default=strawberry.UNSET)
