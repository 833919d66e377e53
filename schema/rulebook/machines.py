"""Every machine of the national base."""

from schema.rulebook.filing import FILING
from schema.rulebook.handling import ASSIGNMENT
from schema.rulebook.leads import CITIZEN_LEAD
from schema.rulebook.members import BODY, MEMBER, SESSION
from schema.rulebook.topics import JOINT_TOPIC, PARTICIPATION

MACHINES = (FILING, ASSIGNMENT, JOINT_TOPIC, PARTICIPATION, CITIZEN_LEAD, MEMBER, BODY, SESSION)
