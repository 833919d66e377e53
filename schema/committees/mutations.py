"""Root mutation fields of the committees module: the office keeps the register."""

import strawberry

from schema.committees.members import Member, PlenarySession, ProposingBody
from schema.committees.register_inputs import (
    EndMembershipInput,
    RegisterBodyInput,
    RegisterMemberInput,
    ScheduleSessionInput,
)
from schema.payloads import Payload
from schema.rootfields import command_at, command_on


@strawberry.type
class CommitteesMutations:
    """Staff only."""

    register_member: Payload[Member] = command_at(RegisterMemberInput, "登记委员。", "Register a member of a term.")
    end_membership: Payload[Member] = command_on(
        EndMembershipInput, "终止委员资格。", "Set the last day of a membership."
    )
    register_body: Payload[ProposingBody] = command_at(
        RegisterBodyInput, "登记提案单位。", "Register a body that may propose."
    )
    schedule_session: Payload[PlenarySession] = command_at(
        ScheduleSessionInput, "排定全体会议。", "Schedule a plenary session."
    )
