"""Root mutation fields of the handling module: a filed proposal is handed over to units, signed for, given back."""

import strawberry

from schema.handling.inputs import (
    AcceptReturnAssignmentInput,
    AssignFilingInput,
    CancelAssignmentInput,
    ExtendAssignmentInput,
    RefuseReturnAssignmentInput,
    RequestReturnAssignmentInput,
)
from schema.handling.replies_mutations import RepliesMutations
from schema.handling.types import Assignment
from schema.payloads import Payload
from schema.proposals.types import Filing
from schema.rootfields import command_on


@strawberry.type
class HandlingMutations(RepliesMutations):
    """Taken at the committee that holds the proposal: by its office, the office that hands over, or the unit itself."""

    assign_filing: Payload[Filing] = command_on(
        AssignFilingInput, "交办已立案的提案。", "Hand a filed proposal over to the units that are to answer it."
    )
    sign_assignment: Payload[Assignment] = command_on(
        None,
        "签收承办任务；全部签收后提案进入办理。",
        "Sign for an assignment; once all have signed, the proposal is being handled.",
    )
    request_return_assignment: Payload[Assignment] = command_on(
        RequestReturnAssignmentInput,
        "在异议期内申请退回承办任务；承办单位不得自行转交。",
        "Ask to give an assignment back while objections are in time; a unit never passes it on itself.",
    )
    accept_return_assignment: Payload[Assignment] = command_on(
        AcceptReturnAssignmentInput,
        "同意申退，同时改交另一单位。",
        "Take an assignment back and give it to another unit in the same step.",
    )
    refuse_return_assignment: Payload[Assignment] = command_on(
        RefuseReturnAssignmentInput, "不同意申退。", "Leave an assignment with the unit that asked to return it."
    )
    extend_assignment: Payload[Assignment] = command_on(
        ExtendAssignmentInput, "延长办理期限。", "Put the deadline of an assignment off."
    )
    cancel_assignment: Payload[Assignment] = command_on(
        CancelAssignmentInput, "取消承办任务。", "Cancel an assignment."
    )
