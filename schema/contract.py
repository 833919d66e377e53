"""The contract assembled: modules into profiles, a profile into a schema, all profiles into one logical subgraph."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import new_class
from typing import Any, Final

import strawberry
from graphql import DocumentNode
from graphql.execution import Executor
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig

from schema import (
    authority,
    citizens,
    committees,
    exchange,
    handling,
    history,
    partners,
    proposals,
    reports,
    shared_proposals,
    topics,
)
from schema.logical import unite
from schema.node_schema import NodeSchema
from schema.scalars import SCALARS
from schema.sdl_text import own_definitions, print_sdl
from schema.wording import both

FEDERATION_VERSION: Final = "2.9"


@dataclass(frozen=True, slots=True)
class Module:
    """What one domain adds to a node: root fields, and entity types to hold even where no root field returns them."""

    name: str
    queries: type
    mutations: type | None
    types: tuple[type, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What nodes of one sort serve."""

    name: str
    modules: tuple[Module, ...]

    def __str__(self) -> str:
        return f"{self.name}: {', '.join(module.name for module in self.modules)}"


MODULES: Final = (
    Module("committees", committees.CommitteesQueries, committees.CommitteesMutations, committees.TYPES),
    Module("partners", partners.PartnersQueries, partners.PartnersMutations, partners.TYPES),
    Module("topics", topics.TopicsQueries, topics.TopicsMutations, topics.TYPES),
    Module("proposals", proposals.ProposalsQueries, proposals.ProposalsMutations, proposals.TYPES),
    Module("handling", handling.HandlingQueries, handling.HandlingMutations, handling.TYPES),
    Module(
        "shared_proposals",
        shared_proposals.SharedProposalsQueries,
        shared_proposals.SharedProposalsMutations,
        shared_proposals.TYPES,
    ),
    Module("citizens", citizens.CitizensQueries, citizens.CitizensMutations, citizens.TYPES),
    Module("reports", reports.ReportsQueries, None, reports.TYPES),
    Module("authority", authority.AuthorityQueries, authority.AuthorityMutations, authority.TYPES),
    Module("history", history.HistoryQueries, None, history.TYPES),
    Module("exchange", exchange.ExchangeQueries, exchange.ExchangeMutations, ()),
)
PROFILES: Final[Mapping[str, Profile]] = {
    name: Profile(name, MODULES) for name in ("PROVINCE", "CITY", "DISTRICT", "PARTNER_CITY")
}


def build_schema(
    profile: Profile,
    *,
    extensions: Iterable[type[SchemaExtension]] = (),
    execution_context_class: type[Executor[Any]] | None = None,
) -> NodeSchema:
    """The schema that nodes of a profile serve; requests bring their port in the context."""
    modules = profile.modules
    commands = [module.mutations for module in modules if module.mutations is not None]
    return NodeSchema(
        query=_root("Query", "查询入口。", "Where queries begin.", [module.queries for module in modules]),
        mutation=_root("Mutation", "操作入口。", "Where commands begin.", commands) if commands else None,
        types=[each for module in modules for each in module.types],
        extensions=list(extensions),
        execution_context_class=execution_context_class,
        config=StrawberryConfig(scalar_map=SCALARS),
        federation_version=FEDERATION_VERSION,
    )


def profile_document(profile: Profile) -> DocumentNode:
    """A profile's own definitions: its SDL without what federation adds to every subgraph."""
    return own_definitions(build_schema(profile).as_str())


def profile_sdl(profile: Profile) -> str:
    """The SDL of a profile, in deterministic order."""
    return print_sdl(profile_document(profile))


def logical_sdl(profiles: Iterable[Profile] = tuple(PROFILES.values())) -> str:
    """The SDL of the one subgraph that all profiles serve together. Raises UnionError naming every disagreement."""
    return print_sdl(unite({profile.name: profile_document(profile) for profile in profiles}))


def _root(name: str, zh: str, en: str, parts: Iterable[type]) -> type:
    """A root type that has the fields of all parts."""
    return strawberry.type(new_class(name, tuple(parts)), name=name, description=both(zh, en))
