"""Every machine of the national base."""

from schema.rulebook.agreements import PARTNER_AGREEMENT
from schema.rulebook.authority import BINDING_ACT
from schema.rulebook.endorsing import SHARED_ENDORSEMENT, SHARED_FILING
from schema.rulebook.filing import FILING
from schema.rulebook.handling import ASSIGNMENT
from schema.rulebook.homes import COLLECTED_OPINION, DUTY_SESSION, OPINION_REPORT
from schema.rulebook.leads import CITIZEN_LEAD
from schema.rulebook.matters import MICRO, VILLAGE_MATTER
from schema.rulebook.members import BODY, MEMBER, SESSION
from schema.rulebook.nodes import NODE
from schema.rulebook.partners import PARTNER_PROJECT, PROJECT_CONTRIBUTION
from schema.rulebook.plans import JOINT_ANNUAL_PLAN, PLAN_CONSENT
from schema.rulebook.sectors import SECTOR_ACTIVITY, SECTOR_GROUP_YEAR
from schema.rulebook.shared import WRITTEN_SUGGESTION
from schema.rulebook.shared_proposals import SHARED_PROPOSAL
from schema.rulebook.supervision import LEDGER_TASK, SUPERVISING
from schema.rulebook.taking_part import FIELDWORK_RECORD, PARTICIPATION, TOPIC_ENDORSEMENT
from schema.rulebook.topics import JOINT_TOPIC

MACHINES = (
    *(FILING, ASSIGNMENT, CITIZEN_LEAD),
    *(JOINT_TOPIC, PARTICIPATION, FIELDWORK_RECORD, TOPIC_ENDORSEMENT, WRITTEN_SUGGESTION),
    *(SHARED_PROPOSAL, SHARED_ENDORSEMENT, SHARED_FILING),
    *(PARTNER_AGREEMENT, PARTNER_PROJECT, PROJECT_CONTRIBUTION, JOINT_ANNUAL_PLAN, PLAN_CONSENT),
    *(SUPERVISING, LEDGER_TASK, SECTOR_GROUP_YEAR, SECTOR_ACTIVITY),
    *(MICRO, VILLAGE_MATTER, DUTY_SESSION, COLLECTED_OPINION, OPINION_REPORT),
    *(MEMBER, BODY, SESSION, NODE),
    BINDING_ACT,
)
