"""Root mutation fields of the committees module: the office keeps the register."""

import strawberry

from schema.committees.members import Member, PlenarySession, ProposingBody
from schema.committees.register_inputs import (
    EndBodyInput,
    EndMembershipInput,
    RegisterBodyInput,
    RegisterMemberInput,
    RescheduleSessionInput,
    ReviseBodyInput,
    ReviseMemberInput,
    ScheduleSessionInput,
)
from schema.payloads import Payload
from schema.rootfields import command_at, command_on


@strawberry.type
class CommitteesMutations:
    """Staff only."""

    register_member: Payload[Member] = command_at(RegisterMemberInput, "登记委员。", "Register a member of a term.")
    revise_member: Payload[Member] = command_on(
        ReviseMemberInput, "更正委员的登记。", "Correct what the register says of a member."
    )
    end_membership: Payload[Member] = command_on(
        EndMembershipInput, "终止委员资格。", "Set the last day of a membership."
    )
    register_body: Payload[ProposingBody] = command_at(
        RegisterBodyInput, "登记提案单位。", "Register a body that may propose."
    )
    revise_body: Payload[ProposingBody] = command_on(
        ReviseBodyInput, "改定提案单位的召集人。", "Name another convenor of a body."
    )
    end_body: Payload[ProposingBody] = command_on(EndBodyInput, "撤销提案单位。", "Wind up a body that may propose.")
    schedule_session: Payload[PlenarySession] = command_at(
        ScheduleSessionInput, "排定全体会议。", "Schedule a plenary session."
    )
    reschedule_session: Payload[PlenarySession] = command_on(
        RescheduleSessionInput, "改定全体会议的日期。", "Set other dates for a plenary session."
    )
