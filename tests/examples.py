"""The example documents that GraphiQL shows in its tabs, by name."""

from tests.system import ROOT

EXAMPLES = {path.stem: path.read_text() for path in sorted((ROOT / "gateway" / "web" / "examples").glob("*.graphql"))}
