"""The specs that a supergraph is written in: link v1.0, join v0.3, inaccessible v0.2, tag v0.3."""

from typing import Final

LINK_URL: Final = "https://specs.apollo.dev/link/v1.0"
JOIN_URL: Final = "https://specs.apollo.dev/join/v0.3"
INACCESSIBLE: Final = "https://specs.apollo.dev/inaccessible/v0.2"
TAG: Final = "https://specs.apollo.dev/tag/v0.3"

DEFINITIONS: Final = """
directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE

directive @join__field(
  graph: join__Graph
  requires: join__FieldSet
  provides: join__FieldSet
  type: String
  external: Boolean
  override: String
  usedOverridden: Boolean
) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION

directive @join__graph(name: String!, url: String!) on ENUM_VALUE

directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE

directive @join__type(
  graph: join__Graph!
  key: join__FieldSet
  extension: Boolean! = false
  resolvable: Boolean! = true
  isInterfaceObject: Boolean! = false
) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR

directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION

directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA

scalar join__FieldSet

scalar link__Import

enum link__Purpose {
  "`SECURITY` features provide metadata necessary to securely resolve fields."
  SECURITY
  "`EXECUTION` features provide metadata necessary for operation execution."
  EXECUTION
}
"""

FEATURE_DEFINITIONS: Final = {
    "inaccessible": """
directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM |
  ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
""",
    "tag": """
directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION |
  SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA
""",
}
FEATURE_LINKS: Final = {"inaccessible": (INACCESSIBLE, "SECURITY"), "tag": (TAG, None)}
