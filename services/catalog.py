"""The read models and root fields of all modules together."""

from services.authority import reads as authority
from services.citizens import reads as citizens
from services.committees import reads as committees
from services.handling import reads as handling
from services.history import reads as history
from services.kit.reads.fields import Catalog, node
from services.partners import reads as partners
from services.proposals import reads as proposals
from services.proposals import search
from services.reports import reads as reports
from services.shared_proposals import reads as shared_proposals
from services.topics import reads as topics

_MODULES = (committees, partners, topics, proposals, handling, shared_proposals, citizens, reports, authority)
_MODELS = {model.type: model for module in (*_MODULES, history) for model in module.MODELS}

CATALOG = Catalog(
    _MODELS,
    {"node": node(_MODELS), history.FIELD: history.history(_MODELS)}
    | {name: field for module in _MODULES for name, field in module.FIELDS.items()},
    frozenset({search.FIELD}),
)
