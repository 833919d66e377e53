"""Generated SDL, committed: each profile, the logical subgraph, the supergraph, and the API that clients see.

`python -m deploy.sdl` writes these files from the types in `schema`; a test fails when they are stale.
"""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
SUBGRAPH: Final = FOLDER / "subgraph.graphql"
SUPERGRAPH: Final = FOLDER / "supergraph.graphql"
API: Final = FOLDER / "api.graphql"
