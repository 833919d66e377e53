"""The example documents fit the API they are shown with, and each is in the index, once, in two languages."""

import json
from typing import Any

import pytest
from graphql import OperationDefinitionNode, build_schema, get_variable_values, parse, validate
from graphql.execution.values import VariableValues

from tests.system import ROOT

FOLDER = ROOT / "gateway" / "web" / "examples"
INDEX = json.loads((FOLDER / "index.json").read_text())
API = build_schema((ROOT / "schema" / "sdl" / "api.graphql").read_text())


def test_every_document_is_in_the_index_once() -> None:
    assert sorted(entry["file"] for entry in INDEX) == sorted(path.name for path in FOLDER.glob("*.graphql"))
    for entry in INDEX:
        for name in ("title", "note"):
            assert any("\u4e00" <= letter <= "\u9fff" for letter in entry[f"{name}Zh"])
            assert entry[f"{name}En"].replace("…", "").isascii()


@pytest.mark.parametrize("entry", INDEX, ids=lambda entry: entry["operation"])
def test_documents_are_valid_with_their_variables(entry: dict[str, Any]) -> None:
    document = parse((FOLDER / str(entry["file"])).read_text())
    assert validate(API, document) == []
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.name is not None
    assert operation.name.value == entry["operation"]
    given = get_variable_values(API, operation.variable_definitions or (), entry.get("variables") or {})
    assert isinstance(given, VariableValues), given
