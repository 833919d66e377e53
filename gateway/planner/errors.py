"""What can go wrong while planning.

PlanningError
  the supergraph offers no way to a field that its API schema has: composition let something through that it must not.
"""


class PlanningError(Exception):
    """No way to a field, though the operation is valid."""

    def __init__(self, coordinate: str, reason: str) -> None:
        super().__init__(f"{coordinate} cannot be planned: {reason}")
        self.coordinate = coordinate
