"""The messages about joint topics, and what each sets in motion."""

from typing import Final

from services.kit.receiving import Handler
from services.topics import endorsing, fieldwork, outcomes, suggesting
from services.topics.at_a_participant import answer_refused, invited, lapsed, recalled, withdrawal_refused
from services.topics.at_the_lead import answered, stated, withdrawn

HANDLERS: Final = (
    Handler("joint-topic.invited", invited),
    Handler("joint-topic.recalled", recalled),
    Handler("joint-topic.lapsed", lapsed),
    Handler("joint-topic.changed", endorsing.moved_on),
    Handler("joint-topic.circulated", endorsing.circulated),
    Handler("joint-topic.issued", endorsing.issued),
    Handler("participation.answered", answered, answer_refused),
    Handler("participation.withdrawn", withdrawn, withdrawal_refused),
    Handler("participation.stated", stated),
    Handler("participation.output-linked", outcomes.linked),
    Handler("suggestion.delivered", suggesting.delivered),
    Handler("suggestion.responded", suggesting.responded),
    Handler("fieldwork.added", fieldwork.added),
    Handler("fieldwork.concluded", fieldwork.concluded),
    Handler("topic-endorsement.given", endorsing.given_to_lead, endorsing.refused),
    Handler("topic-endorsement.changes-requested", endorsing.changes_for_lead, endorsing.refused),
)
