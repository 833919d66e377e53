"""The request path, top to bottom: document → plan → coerced variables → data → bytes."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
import structlog
from graphql import GraphQLError
from graphql.execution.values import get_variable_values

from gateway.context import RequestContext
from gateway.errors import Rejected, formatted, located
from gateway.execute import run
from gateway.execute.backend import Backend
from gateway.limits import Limits, check_variables
from gateway.observe.metrics import Metrics
from gateway.operation.as_of import instant
from gateway.plancache import PlanCache, Prepared
from gateway.supergraph import Supergraph
from schema.errors import ErrorCode, ShiziError, bad_user_input, internal

MAX_VARIABLE_ERRORS = 20

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation as a client sent it."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The response's bytes. `rejected` is the code of a request of which nothing was executed."""

    body: bytes
    rejected: ErrorCode | None
    codes: tuple[str, ...] = ()
    """Codes of all errors in the response, for the log."""
    misplaced: bool = False
    """A mutation came where only queries may."""


class Engine:
    """Answers requests against one supergraph."""

    def __init__(
        self,
        supergraph: Supergraph,
        backend: Backend[RequestContext],
        metrics: Metrics,
        limits: Limits | None = None,
        cached_documents: int = 2_000,
    ) -> None:
        self._supergraph, self._backend, self._metrics = supergraph, backend, metrics
        self._limits = limits or Limits()
        self._plans = PlanCache(supergraph, self._limits, cached_documents, metrics)

    def prepare(self, request: GraphQLRequest) -> Prepared:
        """The plan for a request, mostly from the cache. Raises Rejected."""
        return self._plans.prepare(request.query, request.operation_name)

    async def answer(self, request: GraphQLRequest, context: RequestContext, *, queries_only: bool = False) -> Outcome:
        """Prepare and run; never raises."""
        try:
            prepared = self.prepare(request)
            if queries_only and prepared.is_mutation:
                return replace(refusal(_mutation_over_get()), misplaced=True)
        except Rejected as rejected:
            self._metrics.request("unknown", rejected.code.value, 0.0)
            return rejection(rejected)
        except Exception:  # noqa: BLE001 - logged, and masked for the client
            return self._failed("unknown", context, 0.0)
        return await self.run(prepared, request.variables, context)

    async def run(self, prepared: Prepared, variables: dict[str, Any], context: RequestContext) -> Outcome:
        """Run a prepared operation; never raises."""
        started = time.perf_counter()
        try:
            outcome = await self._run(prepared, variables, context)
        except Rejected as rejected:
            outcome = rejection(rejected)
        except ShiziError as error:
            outcome = rejection(Rejected.of(error))
        except Exception:  # noqa: BLE001 - logged, and masked for the client
            return self._failed(prepared.kind, context, time.perf_counter() - started)
        code = outcome.codes[0] if outcome.codes else "OK"
        self._metrics.request(prepared.kind, code, time.perf_counter() - started)
        return outcome

    async def _run(self, prepared: Prepared, variables: dict[str, Any], context: RequestContext) -> Outcome:
        coerced = self._coerce(prepared, variables) if prepared.variables else {}
        as_of = instant(prepared.as_of, coerced, context.as_of)
        if as_of is not None:
            if prepared.is_mutation:
                raise _mutation_in_the_past()
            context = replace(context, as_of=as_of)
        result = await run(prepared.plan, coerced, self._backend, context)
        response: dict[str, Any] = {}
        if result.errors:
            response["errors"] = result.errors
        response["data"] = result.data
        if result.completeness is not None:
            response["extensions"] = {"completeness": result.completeness.as_dict()}
        return Outcome(orjson.dumps(response), None, _codes(result.errors))

    def _coerce(self, prepared: Prepared, variables: dict[str, Any]) -> dict[str, Any]:
        check_variables(variables, self._limits)
        values = get_variable_values(
            self._supergraph.api_schema, prepared.variables, variables, max_errors=MAX_VARIABLE_ERRORS
        )
        if isinstance(values, list):
            raise Rejected(tuple(_bad_variable(error) for error in values))
        return values.coerced

    def _failed(self, kind: str, context: RequestContext, seconds: float) -> Outcome:
        """Log the exception being handled; the client gets its trace id and nothing else."""
        _log.exception("request failed", trace_id=context.trace_id)
        self._metrics.request(kind, ErrorCode.INTERNAL.value, seconds)
        return rejection(Rejected.of(internal(context.trace_id)))


def rejection(rejected: Rejected) -> Outcome:
    """The response to a request of which nothing was executed."""
    return Outcome(orjson.dumps({"errors": rejected.errors}), rejected.code, _codes(rejected.errors))


def refusal(error: ShiziError) -> Outcome:
    """The response to a request that is refused before it reaches a plan."""
    return Outcome(orjson.dumps({"errors": [formatted(error)]}), error.code, (error.code.value,))


def _mutation_over_get() -> ShiziError:
    return bad_user_input("Send mutations with POST; GET is for queries.", "变更操作须用 POST 发送，GET 只用于查询。")


def _mutation_in_the_past() -> ShiziError:
    return bad_user_input("Nothing is done in the past: send mutations without asOf.", "变更操作不能与 asOf 同用。")


def _codes(errors: Any) -> tuple[str, ...]:
    return tuple(str(error.get("extensions", {}).get("code", "")) for error in errors)


def _bad_variable(error: GraphQLError) -> dict[str, Any]:
    return located(error, ErrorCode.BAD_USER_INPUT, f"变量不合要求：{error.message}")
