"""What must hold for partition directives, so that planning and merging never meet a case they cannot serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graphql import GraphQLInputObjectType, GraphQLNamedType, Node, get_named_type

from gateway.operation.selection import Selections, fields_in
from gateway.supergraph.connection_rules import check_connection, check_totals
from gateway.supergraph.facts import FieldFacts, Supergraph, TypeFacts
from gateway.supergraph.problems import Problems
from schema import directives

Report = Callable[[str, str, str, str], None]
"""coordinate, directive, message, fix"""


def check_partition(supergraph: Supergraph, places: Mapping[tuple[str, str], Node], problems: Problems) -> None:
    """Note every fault of the partition directives, at the place where the directive stands."""

    def report(coordinate: str, directive: str, message: str, fix: str) -> None:
        problems.add(places.get((coordinate, directive)), f"@{directive} on {coordinate}: {message}", fix)

    for facts in supergraph.types.values():
        if facts.owned_by is not None:
            _check_owned(supergraph, facts, report)
        for field in facts.fields.values():
            _check_single(field, report)
            _check_field(supergraph, field, report)
    _check_roots(supergraph, problems)


def _check_single(field: FieldFacts, report: Report) -> None:
    applied = {
        directives.GATHER: field.gather,
        directives.OWNER: field.owner,
        directives.REMOTE: field.remote,
        directives.TOTAL: field.total,
    }
    for name, value in applied.items():
        if value and len(field.resolvers) > 1:
            report(
                field.coordinate, name, f"the field is resolved by {', '.join(field.resolvers)}.",
                "Leave it to the partitioned subgraph alone.",
            )  # fmt: skip


def _check_field(supergraph: Supergraph, field: FieldFacts, report: Report) -> None:
    roots = _root_names(supergraph)
    if field.gather:
        if field.parent != roots.get("query"):
            report(field.coordinate, directives.GATHER, "only root query fields gather.", "Take it away.")
        elif field.owner:
            report(field.coordinate, directives.GATHER, "the field also has @owner.", "Keep one of the two.")
        else:
            _check_gather(supergraph, field, report)
    if field.owner:
        _check_owner(supergraph, field, report)
    if field.remote:
        _check_remote(supergraph, field, report)
    if field.total in (directives.MIN, directives.MAX) and field.is_required:
        report(
            field.coordinate, directives.TOTAL, "no node may answer, and then there is no least or greatest.",
            "Make the field nullable.",
        )  # fmt: skip


def _check_gather(supergraph: Supergraph, field: FieldFacts, report: Report) -> None:
    def fault(message: str, fix: str) -> None:
        report(field.coordinate, directives.GATHER, message, fix)

    if field.gather == directives.LIST and not field.is_list:
        fault("LIST needs a list.", f"Return [{field.type}!]!.")
    elif field.gather == directives.CONNECTION:
        check_connection(supergraph, field, fault)
    elif field.gather == directives.TOTALS:
        check_totals(supergraph, field.type, fault)


def _check_owner(supergraph: Supergraph, field: FieldFacts, report: Report) -> None:
    if field.parent not in _root_names(supergraph).values():
        report(field.coordinate, directives.OWNER, "only root fields have an owner.", "Take it away.")
        return
    definition = supergraph.schema.get_field(supergraph.schema.type_map[field.parent], field.name)  # type: ignore[arg-type]
    assert definition is not None
    arguments = {name: argument.type for name, argument in definition.args.items()}
    for step in field.owner:
        declared = arguments.get(step)
        if declared is None:
            path = ".".join(field.owner)
            report(field.coordinate, directives.OWNER, f"there is no {path}.", "Name a path into its arguments.")
            return
        named: GraphQLNamedType = get_named_type(declared)
        arguments = {}
        if isinstance(named, GraphQLInputObjectType):
            arguments = {name: item.type for name, item in named.fields.items()}


def _check_owned(supergraph: Supergraph, facts: TypeFacts, report: Report) -> None:
    by = facts.owned_by
    assert by is not None
    homes = [part for part in facts.graphs if part.graph in supergraph.partitioned]
    if by not in facts.fields:
        report(facts.name, directives.OWNED, f"there is no field {by}.", "Name a key field of the type.")
    elif len(homes) != 1:
        report(
            facts.name, directives.OWNED, "the type is not in exactly one partitioned subgraph.",
            "Define it in one, and extend it by its key elsewhere.",
        )  # fmt: skip
    else:
        keys = [key for key in homes[0].keys if key.resolvable]
        if not keys or any(by not in _names(key.fields) for key in keys):
            report(facts.name, directives.OWNED, f"a resolvable key lacks {by}.", f"Put {by} into each @key.")


def _check_remote(supergraph: Supergraph, field: FieldFacts, report: Report) -> None:
    remote = field.remote
    target = supergraph.types[field.type]
    assert remote is not None
    if target.owned_by is None:
        report(field.coordinate, directives.REMOTE, f"{field.type} has no owner.", f"Give {field.type} an @owned(by:).")
        return
    named = [*_names(remote.provides)]
    for fill in (remote.absent, remote.unknown):
        named += [name for name, _ in fill or ()]
    for name in named:
        if name not in target.fields:
            report(field.coordinate, directives.REMOTE, f"{field.type} has no field {name}.", "Name its own fields.")


def _check_roots(supergraph: Supergraph, problems: Problems) -> None:
    for root in _root_names(supergraph).values():
        for field in supergraph.types[root].fields.values():
            partitioned = [graph for graph in field.resolvers if graph in supergraph.partitioned]
            if partitioned and not field.gather and not field.owner:
                problems.add(
                    None, f"{field.coordinate} of the partitioned subgraph {partitioned[0]} says not whom to ask.",
                    "Give it @gather or @owner.",
                )  # fmt: skip


def _names(selections: Selections) -> tuple[str, ...]:
    return tuple(field.name for field in fields_in(selections))


def _root_names(supergraph: Supergraph) -> dict[str, str]:
    schema = supergraph.schema
    roots = {"query": schema.query_type, "mutation": schema.mutation_type, "subscription": schema.subscription_type}
    return {kind: root.name for kind, root in roots.items() if root is not None}
