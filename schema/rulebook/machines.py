"""Every machine of the national base."""

from schema.rulebook.filing import FILING
from schema.rulebook.handling import ASSIGNMENT
from schema.rulebook.leads import CITIZEN_LEAD
from schema.rulebook.members import BODY, MEMBER, SESSION
from schema.rulebook.partners import JOINT_ANNUAL_PLAN, PARTNER_PROJECT
from schema.rulebook.shared import PARTNER_AGREEMENT, SHARED_PROPOSAL, WRITTEN_SUGGESTION
from schema.rulebook.topics import JOINT_TOPIC, PARTICIPATION

MACHINES = (
    *(FILING, ASSIGNMENT, CITIZEN_LEAD),
    *(JOINT_TOPIC, PARTICIPATION, WRITTEN_SUGGESTION, SHARED_PROPOSAL),
    *(PARTNER_AGREEMENT, PARTNER_PROJECT, JOINT_ANNUAL_PLAN),
    *(MEMBER, BODY, SESSION),
)
