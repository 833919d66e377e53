"""Which mutations bind a committee."""

from graphql import build_schema

from schema.binding import binding_commands, input_type
from tests.schema.domains.contract_under_test import GRAPHQL

TOY = build_schema("""
  input Authority { body: String! }
  input Bound { authority: Authority!  note: String }
  input MayBind { authority: Authority }
  input Free { note: String }
  type Query { a: Int }
  type Mutation { invite(input: Bound!): Int  answer(input: Bound): Int  note(input: MayBind!): Int
    draft(input: Free!): Int  submit: Int  count(input: Int): Int }
""")


def test_a_command_binds_if_its_input_names_an_authority() -> None:
    assert binding_commands(TOY) == {"invite", "answer", "note"}
    assert binding_commands(TOY, always=True) == {"invite", "answer"}
    assert binding_commands(build_schema("type Query { a: Int }")) == frozenset()


def test_the_contracts_own() -> None:
    assert {"inviteJointTopic", "answerParticipation"} <= binding_commands(GRAPHQL, always=True)
    assert not {"proposeJointTopic", "fileFiling"} & binding_commands(GRAPHQL)


def test_the_type_of_an_input() -> None:
    assert TOY.mutation_type is not None
    types = {name: input_type(field) for name, field in TOY.mutation_type.fields.items()}
    assert {name: type_ and type_.name for name, type_ in types.items()} == {
        "invite": "Bound", "answer": "Bound", "note": "MayBind", "draft": "Free", "submit": None, "count": None,
    }  # fmt: skip
