"""Guards of a committee's membership in the network. Facts by name:

====================  =====================================================================
failed_checks         how many checks of contract, rules and signatures failed
open_joint_objects    how many joint topics, proposals and projects are neither handed over nor closed
healthy               whether the node answers its probes
====================  =====================================================================
"""

from schema.rulebook.guards.facts import holds, number
from schema.rulebook.model import Facts


def conformance_checks_pass(facts: Facts) -> bool:
    """Contract, rules and signatures were checked without a failure."""
    return number(facts, "failed_checks") == 0


def no_joint_object_is_open(facts: Facts) -> bool:
    """Nothing joint is left behind."""
    return number(facts, "open_joint_objects") == 0


def node_is_healthy(facts: Facts) -> bool:
    """The node answers."""
    return holds(facts, "healthy")


def node_is_unhealthy(facts: Facts) -> bool:
    """The node does not answer."""
    return not holds(facts, "healthy")


ALL = (
    conformance_checks_pass,
    no_joint_object_is_open,
    node_is_healthy,
    node_is_unhealthy,
)
