"""Lets a resolver hand out JSON that is ready: the executor passes it on, the encoder copies it into the response."""

from typing import Any

import orjson
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext


class FragmentExecutor(StrawberryGraphQLCoreExecutionContext):
    """Completes an ``orjson.Fragment`` as itself; everything else as usual."""

    def complete_value(  # type: ignore[no-untyped-def]
        self, return_type, field_details_list, info, path, result, position_context
    ) -> Any:
        """A fragment already has the shape that the selection asks for."""
        if type(result) is orjson.Fragment:
            return result
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)
