"""The messages about joint topics, and what each sets in motion."""

from typing import Final

from services.kit.receiving import Handler
from services.topics.at_a_participant import (
    answer_refused,
    changed,
    invited,
    lapsed,
    recalled,
    withdrawal_refused,
)
from services.topics.at_the_lead import answered, stated, withdrawn

HANDLERS: Final = (
    Handler("joint-topic.invited", invited),
    Handler("joint-topic.recalled", recalled),
    Handler("joint-topic.lapsed", lapsed),
    Handler("joint-topic.changed", changed),
    Handler("participation.answered", answered, answer_refused),
    Handler("participation.withdrawn", withdrawn, withdrawal_refused),
    Handler("participation.stated", stated),
)
