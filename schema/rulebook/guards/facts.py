"""Reading facts: a guard asks for them by name, and a missing one is a programming error."""

from collections.abc import Collection

from schema.rulebook.model import Facts


def given(facts: Facts, name: str) -> bool:
    """Whether the fact is a text that says something."""
    value = facts[name]
    return isinstance(value, str) and bool(value.strip())


def codes(facts: Facts, name: str) -> Collection[str]:
    """A fact that is a collection of codes; raises TypeError for anything else."""
    value = facts[name]
    if isinstance(value, str) or not isinstance(value, Collection):
        raise TypeError(f"{name} must be a collection of codes")
    return value


def number(facts: Facts, name: str) -> int:
    """A fact that is a count; raises TypeError for anything else."""
    value = facts[name]
    if type(value) is not int:
        raise TypeError(f"{name} must be a number")
    return value


def holds(facts: Facts, name: str) -> bool:
    """A fact that is true or false; raises TypeError for anything else."""
    value = facts[name]
    if type(value) is not bool:
        raise TypeError(f"{name} must be true or false")
    return value
