"""Plans as text, in the format that query planners of this kind share, with Gather and Jump added to it.

Steps that wait for nothing stand in parallel; a step stands in a Sequence behind what it waits for. The text is for
people: running goes by each step's `waits_for` alone.
"""

from __future__ import annotations

from textwrap import indent

from gateway.operation.conditions import Alternatives
from gateway.operation.selection import Fragment
from gateway.operation.selection import show as show_selections
from gateway.planner.plan import ConnectionMerge, Fetch, Gather, Jump, ListMerge, OwnerRule, Plan, Step


def show(plan: Plan) -> str:
    """The plan as text."""
    waves = _waves(plan.steps)
    parts = [_wave(wave) for wave in waves]
    if plan.introspection is not None:
        parts.insert(0, f"Introspect {{\n{_pad(plan.introspection)}\n}}")
    if not parts:
        return "QueryPlan {}"
    body = parts[0] if len(parts) == 1 else f"Sequence {{\n{_pad(_joined(parts))}\n}}"
    return f"QueryPlan {{\n{_pad(body)}\n}}"


def _waves(steps: tuple[Step, ...]) -> list[list[Step]]:
    """Steps by the length of the longest chain before them."""
    depth: dict[int, int] = {}
    waves: list[list[Step]] = []
    for step in steps:
        depth[step.id] = max((depth[earlier] + 1 for earlier in step.waits_for), default=0)
        while len(waves) <= depth[step.id]:
            waves.append([])
        waves[depth[step.id]].append(step)
    return waves


def _wave(steps: list[Step]) -> str:
    shown = [_step(step) for step in steps]
    return shown[0] if len(shown) == 1 else f"Parallel {{\n{_pad(_joined(shown))}\n}}"


def _step(step: Step) -> str:
    match step:
        case Fetch():
            owner = "" if step.owner is None else f", owner: {_owner(step.owner)}"
            text = f'Fetch(id: {step.id}, service: "{step.graph}"{owner}) {{\n{_body(step)}\n}}'
            return _conditioned(text, step.when)
        case Gather():
            head = f'Gather(id: {step.id}, service: "{step.graph}", merge: {_merge(step)}{_selection(step)})'
            return _conditioned(f"{head} {{\n{_body(step)}\n}}", step.when)
        case Jump():
            return _jump(step)


def _jump(step: Jump) -> str:
    needs = " ".join(part.name if part.name == part.key else f"{part.name}: {part.key}" for part in step.key)
    body = show_selections((Fragment(step.type, step.fields),))
    fills = "".join(
        f", {name}: {{{', '.join(f'{field}: {value}' for field, value in fill)}}}"
        for name, fill in (("absent", step.absent), ("unknown", step.unknown))
        if fill is not None
    )
    owner = f", owner: {step.owned_by}" if step.owned_by else ""
    entity = "{\n" + _pad(body) + "\n}"
    jump = (
        f'Jump(id: {step.id}, service: "{step.graph}"{owner}{fills}) {{\n'
        f"  {{ ... on {step.type} {{ __typename {needs} }} }} =>\n{_pad(entity)}\n}}"
    )
    path = ".".join(map(str, step.path))
    return f'Flatten(path: "{path}", after: {list(step.waits_for)}) {{\n{_pad(jump)}\n}}'


def _body(step: Fetch | Gather) -> str:
    return _pad("{\n" + show_selections(step.request.selections, 1) + "\n}")


def _merge(step: Gather) -> str:
    if isinstance(step.merge, ConnectionMerge):
        return "CONNECTION"
    return "LIST" if isinstance(step.merge, ListMerge) else "TOTALS"


def _selection(step: Gather) -> str:
    given = (("nodes", step.nodes), ("levels", step.levels))
    return "".join(f", {name}: {value}" for name, value in given if value is not None)


def _owner(rule: OwnerRule) -> str:
    path = ".".join((rule.argument, *rule.path))
    return path if rule.path or rule.value is None else f"{path} = {rule.value}"


def _conditioned(text: str, when: Alternatives) -> str:
    if when == ((),):
        return text
    shown = " or ".join(" ".join(map(str, conditions)) for conditions in when)
    return f"When({shown}) {{\n{_pad(text)}\n}}"


def _joined(parts: list[str]) -> str:
    return ",\n".join(parts)


def _pad(text: str) -> str:
    return indent(text, "  ")
