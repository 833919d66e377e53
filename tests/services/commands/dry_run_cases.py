"""For every mutation of the contract: how to come to a record on which it may be taken, and with what input.

A case makes what the command needs by other commands and gives the command's arguments. Whoever adds a mutation adds
its case here or in a file beside this one.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from services.proposals.records import FILING
from tests.services.commands.desk import AUTHORITY, CODE, DRAFT, PROPOSER
from tests.services.commands.dry_run_cases_handling import HANDOVER, PLAN, REASON, REPLACED, UNIT, assignments
from tests.services.commands.trial import CITIZEN, MEMBER, STAFF, Sender, Trial
from tests.services.writing import key

Arguments: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """One command that will be allowed, and who sends it."""

    prepare: Callable[[Trial], Awaitable[Arguments]]
    sender: Sender = STAFF


async def drafted(trial: Trial) -> str:
    return await trial.make("draftFiling", committee=CODE, input=DRAFT)


async def submitted(trial: Trial) -> str:
    return await trial.make("submitFiling", id=await drafted(trial))


async def reviewed(trial: Trial) -> str:
    return await trial.make("prelimReviewFiling", id=await submitted(trial))


async def topic(trial: Trial) -> str:
    return await trial.make("proposeJointTopic", committee=CODE, input={"title": "课题"})


async def lead(trial: Trial, *steps: str) -> str:
    id_ = await trial.make("submitCitizenLead", committee=CODE, input={"title": "线索", "text": "建议"}, sender=CITIZEN)
    for step in steps:
        await trial.send(step, id=id_)
    return id_


async def member(trial: Trial) -> str:
    person = {"name": "委员甲", "term": 15, "fromDay": "2022-01-10"}
    return await trial.make("registerMember", committee=CODE, input=person)


async def _member(_trial: Trial) -> Arguments:
    return {"committee": CODE, "input": {"name": "委员乙", "sector": "经济", "term": 15, "fromDay": "2022-01-10"}}


async def _body(trial: Trial) -> Arguments:
    body = {"kind": "SECTOR", "name": "经济界", "term": 15, "convenor": await member(trial)}
    return {"committee": CODE, "input": body}


async def _session(_trial: Trial) -> Arguments:
    days = {
        "acceptsFrom": "2027-01-04",
        "opensOn": "2027-01-11",
        "acceptsUntil": "2027-01-13",
        "closesOn": "2027-01-15",
    }
    return {"committee": CODE, "input": {"term": 14, "session": 6, **days}}


async def filed(trial: Trial) -> str:
    id_ = await reviewed(trial)
    await trial.send("fileFiling", id=id_, input={"caseNumber": key()})
    return id_


async def closed(trial: Trial) -> str:
    """A filing of an earlier year, taken over with all that is known of it."""
    values = {"title": "旧案", "state": "CLOSED", "outcome": "FILED", "origin": "PROPOSER", "term": 13, "session": 1}
    return await trial.take_over(FILING, values)


async def _draft(_trial: Trial) -> Arguments:
    return {"committee": CODE, "input": DRAFT}


async def _merge(trial: Trial) -> Arguments:
    return {"id": await reviewed(trial), "input": {"target": await reviewed(trial)}}


async def _propose(_trial: Trial) -> Arguments:
    return {"committee": CODE, "input": {"title": "课题", "year": 2026}}


async def _invite(trial: Trial) -> Arguments:
    return {"id": await topic(trial), "input": {"committees": ["440113", "440500"], "authority": AUTHORITY}}


async def _answer(_trial: Trial) -> Arguments:
    topic = "440500:topic:019d0000-0000-7000-8000-000000000001"
    return {"committee": CODE, "input": {"topic": topic, "answer": "ACCEPT", "authority": AUTHORITY}}


async def _lead(_trial: Trial) -> Arguments:
    return {"committee": CODE, "input": {"title": "线索", "text": "建议", "contact": "13800000000"}}


def on(record: Callable[[Trial], Awaitable[str]], input: Mapping[str, Any] | None = None, **more: Any) -> Case:
    """A command on a record that was made so, with this input."""

    async def prepare(trial: Trial) -> Arguments:
        return {"id": await record(trial), **({} if input is None else {"input": input})}

    return Case(prepare, **more)


REGISTER: Final = {
    "registerMember": Case(_member),
    "endMembership": on(member, {"untilDay": "2026-12-31", "note": "调离"}),
    "registerBody": Case(_body),
    "scheduleSession": Case(_session),
}
FILINGS: Final = {
    "draftFiling": Case(_draft),
    "submitFiling": on(drafted),
    "prelimReviewFiling": on(submitted, {"note": "通过"}),
    "returnFiling": on(submitted, {"note": "请补充建议"}),
    "fileFiling": on(reviewed, {"caseNumber": "20260001"}),
    "refuseFiling": on(reviewed, {"reasonCode": "ACADEMIC_DISCUSSION", "note": "见附"}),
    "mergeFiling": Case(_merge),
    "convertFiling": on(reviewed, {"note": "转为社情民意"}),
    "reviseFiling": on(drafted, {"title": "关于老旧小区加装电梯的提案", "proposers": [PROPOSER | {"name": "委员乙"}]}),
    "withdrawFiling": on(drafted, {"note": "另行提出"}, sender=MEMBER),
    "withdrawFiledFiling": on(filed, {"note": "委员甲 11 月 20 日来函要求撤案"}),
    "recommendUpwardFiling": on(reviewed, {"committee": "440000", "note": "事涉全省"}),
    "designateKeyFiling": on(
        filed, {"body": "第十次主席会议", "decidedOn": "2026-11-20", "documentNumber": "测政协〔2026〕7号"}
    ),
    "archiveFiling": on(closed, {"number": "2026-1", "retention": "FIXED_TERM", "years": 30}),
}
_ASSIGNMENT = assignments(filed)
HANDLING: Final = {
    "assignFiling": on(filed, PLAN, sender=HANDOVER),
    "signAssignment": on(_ASSIGNMENT["issued"], sender=UNIT),
    "requestReturnAssignment": on(_ASSIGNMENT["issued"], REASON, sender=UNIT),
    "acceptReturnAssignment": on(_ASSIGNMENT["returning"], REPLACED),
    "refuseReturnAssignment": on(_ASSIGNMENT["returning"], REASON, sender=HANDOVER),
    "extendAssignment": on(_ASSIGNMENT["signed"], {**REASON, "until": "2027-04-23"}),
    "cancelAssignment": on(_ASSIGNMENT["issued"], REASON),
}
TOPICS: Final = {
    "proposeJointTopic": Case(_propose),
    "inviteJointTopic": Case(_invite),
    "answerParticipation": Case(_answer),
}
LEADS: Final = {
    "submitCitizenLead": Case(_lead, CITIZEN),
    "screenCitizenLead": on(lead),
    "adoptCitizenLead": on(lambda trial: lead(trial, "screenCitizenLead")),
    "claimCitizenLead": on(
        lambda trial: lead(trial, "screenCitizenLead", "adoptCitizenLead"), {"claimant": "委员甲"}, sender=MEMBER
    ),
}

CASES: Final[Mapping[str, Case]] = {**REGISTER, **FILINGS, **HANDLING, **TOPICS, **LEADS}
