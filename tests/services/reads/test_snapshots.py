"""The SQL of the README's queries, one statement a root field, as snapshots.

`python -m tests.services.reads.test_snapshots` writes them anew, for a reader to compare.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from graphql import FieldNode, FragmentDefinitionNode, OperationDefinitionNode, parse, validate
from graphql.execution.values import VariableValues, get_argument_values

from services.catalog import CATALOG
from services.kit.reads.objects import Renderer
from services.kit.reads.reader import place_of
from services.kit.reads.selection import Selection
from tests.examples import EXAMPLES
from tests.services.reads.asking import SCHEMA

VARIABLES = {"words": "工业遗产 汕头", "committee": "440113"}
FOLDER = Path(__file__).with_name("snapshots")
QUERIES = ("filings", "inbound", "joint", "partner", "reports", "search", "totals")


def sql_of(text: str) -> str:
    """Every root field's statement, broken into lines at its pieces."""
    document = parse(text)
    assert validate(SCHEMA, document) == []
    (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    return "\n".join(statement_of(node, fragments) for node in operation.selection_set.selections)


def statement_of(node: object, fragments: Mapping[str, FragmentDefinitionNode]) -> str:
    """The statement of one root field."""
    assert isinstance(node, FieldNode)
    assert SCHEMA.query_type is not None
    name = node.name.value
    arguments = get_argument_values(SCHEMA.query_type.fields[name], node, VariableValues({}, VARIABLES))
    asked = CATALOG.fields[name](arguments, place_of("440100"))
    assert asked is not None
    statement = asked.compile(Renderer(CATALOG.models, Selection(SCHEMA, fragments, {})), (node,))
    lines = str(statement).replace(" || ", "\n  || ").replace(" from (", "\n from (").replace(" where ", "\n where ")
    return f"-- {name}: {len(statement.binders)} parameters\n{lines};\n"


@pytest.mark.parametrize("name", QUERIES)
def test_the_sql_is_that_of_the_snapshot(name: str) -> None:
    assert sql_of(EXAMPLES[name]) == (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def test_each_snapshot_has_its_query() -> None:
    assert sorted(path.stem for path in FOLDER.iterdir()) == sorted(QUERIES)


if __name__ == "__main__":
    for query in QUERIES:
        (FOLDER / f"{query}.sql").write_text(sql_of(EXAMPLES[query]), encoding="utf-8")
