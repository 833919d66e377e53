"""The ten questions under docs/queries: each is answered by the API, or says which module it waits for."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, build_schema, get_variable_values, parse, validate
from graphql.execution.values import VariableValues

from tests.system import ROOT

FOLDER = ROOT / "docs" / "queries"
TABS = ROOT / "gateway" / "web" / "examples"
API = build_schema((ROOT / "schema" / "sdl" / "api.graphql").read_text())
DOCUMENTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.graphql"))}
WAITS = re.compile(r"\A# waits for: ([a-z ]+)\n")
WAITING = {name: found.group(1) for name, text in DOCUMENTS.items() if (found := WAITS.match(text))}
ANSWERED = sorted(DOCUMENTS.keys() - WAITING.keys())
README = (FOLDER / "README.md").read_text(encoding="utf-8")


def variables(name: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return given


def operation(name: str) -> OperationDefinitionNode:
    (only,) = parse(DOCUMENTS[name]).definitions
    assert isinstance(only, OperationDefinitionNode)
    return only


def test_there_are_ten_with_their_variables_in_the_index() -> None:
    assert [name[:2] for name in DOCUMENTS] == [f"{number:02}" for number in range(1, 11)]
    assert {path.stem for path in FOLDER.glob("*.json")} == DOCUMENTS.keys()
    for name in DOCUMENTS:
        line = next(line for line in README.splitlines() if f"({name}.graphql)" in line)
        state = line.split("|")[4]
        assert ("waits for" in state) == (name in WAITING), name
        assert set(variables(name)) == {each.variable.name.value for each in operation(name).variable_definitions or ()}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_in_both_languages_what_it_asks(name: str) -> None:
    head = [line for line in DOCUMENTS[name].splitlines() if line.startswith("#") and not WAITS.match(f"{line}\n")]
    assert any(re.search(r"[\u4e00-\u9fff]", line) for line in head)
    assert any(line.isascii() for line in head)


@pytest.mark.parametrize("name", ANSWERED)
def test_what_is_answered_is_valid_with_its_variables_and_a_tab(name: str) -> None:
    asked = operation(name)
    assert validate(API, parse(DOCUMENTS[name])) == []
    assert isinstance(get_variable_values(API, asked.variable_definitions or (), variables(name)), VariableValues)
    tabs: list[dict[str, Any]] = json.loads((TABS / "index.json").read_text(encoding="utf-8"))
    assert asked.name is not None
    (tab,) = [each for each in tabs if each["operation"] == asked.name.value]
    assert Path(TABS / tab["file"]).read_text(encoding="utf-8") == DOCUMENTS[name]
    assert tab.get("variables") == variables(name)


@pytest.mark.parametrize("name", sorted(WAITING))
def test_what_waits_for_a_module_is_well_formed_and_not_yet_valid(name: str) -> None:
    """Once the module is there this fails: then take the line `# waits for` away and make the document a tab."""
    assert operation(name).name is not None
    assert validate(API, parse(DOCUMENTS[name])) != []
