"""For every mutation of the contract: how to come to a record on which it may be taken, and with what input.

A case makes what the command needs by other commands and gives the command's arguments. Whoever adds a mutation adds
its case here or in a file beside this one.
"""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from services.proposals.records import FILING
from tests.services.commands import dry_run_cases_authority as acts
from tests.services.commands import dry_run_cases_partners as partners
from tests.services.commands import dry_run_cases_shared_proposals as shared
from tests.services.commands import dry_run_cases_topics as topics
from tests.services.commands.desk import AUTHORITY, CODE, DRAFT, PROPOSER
from tests.services.commands.dry_run_cases_handling import HANDOVER, PLAN, REASON, REPLACED, UNIT, assignments
from tests.services.commands.dry_run_cases_replies import BAD, NOTE, OPINION, REPLY, SUPPORT, TEXT, Rounds
from tests.services.commands.trial import CITIZEN, MEMBER, STAFF, Sender, Trial
from tests.services.writing import key

_NUMBERS: Final = itertools.count(1)
Arguments: TypeAlias = Mapping[str, Any]
Record: TypeAlias = Callable[[Trial], Awaitable[str]]
Content: TypeAlias = Callable[[Trial], Awaitable[Arguments]]


@dataclass(frozen=True)
class Case:
    """One command that will be allowed, and who sends it. ``record`` makes what it is on; None where it makes one."""

    record: Record | None = None
    content: Content | None = None
    sender: Sender = STAFF

    async def prepare(self, trial: Trial) -> Arguments:
        """The arguments of the command, after everything that it needs was made."""
        where = {"committee": CODE} if self.record is None else {"id": await self.record(trial)}
        return {**where, **await self.input(trial)}

    async def input(self, trial: Trial) -> Arguments:
        """The argument ``input`` alone, where the command has one."""
        return {} if self.content is None else {"input": await self.content(trial)}


def given(**content: Any) -> Content:
    """Always the same input."""

    async def content_of(_trial: Trial) -> Arguments:
        return content

    return content_of


def on(record: Record, input: Arguments | None = None, *, sender: Sender = STAFF) -> Case:
    """A command on a record that was made so, always with the same input."""
    return Case(record, None if input is None else given(**input), sender)


async def drafted(trial: Trial) -> str:
    return await trial.make("draftFiling", committee=CODE, input=DRAFT)


async def submitted(trial: Trial) -> str:
    return await trial.make("submitFiling", id=await drafted(trial))


async def reviewed(trial: Trial) -> str:
    return await trial.make("prelimReviewFiling", id=await submitted(trial))


async def lead(trial: Trial, *steps: str) -> str:
    id_ = await trial.make("submitCitizenLead", committee=CODE, input={"title": "线索", "text": "建议"}, sender=CITIZEN)
    for step in steps:
        await trial.send(step, id=id_)
    return id_


async def member(trial: Trial) -> str:
    person = {"name": "委员甲", "term": 15, "fromDay": "2022-01-10"}
    return await trial.make("registerMember", committee=CODE, input=person)


async def body(trial: Trial) -> str:
    return await trial.make("registerBody", committee=CODE, input={"kind": "PARTY", "name": f"党派{key()}"})


async def session(trial: Trial) -> str:
    number = next(_NUMBERS)
    days = {"opensOn": f"{2040 + number}-01-11", "closesOn": f"{2040 + number}-01-15"}
    return await trial.make("scheduleSession", committee=CODE, input={"term": 20, "session": number, **days})


async def filed(trial: Trial) -> str:
    id_ = await reviewed(trial)
    await trial.send("fileFiling", id=id_, input={"caseNumber": key()})
    return id_


async def published(trial: Trial) -> str:
    return await trial.make("publishFiling", id=await filed(trial))


async def closed(trial: Trial) -> str:
    """A filing of an earlier year, taken over with all that is known of it."""
    values = {"title": "旧案", "state": "CLOSED", "outcome": "FILED", "origin": "PROPOSER", "term": 13, "session": 1}
    return await trial.take_over(FILING, values)


async def _merger(trial: Trial) -> Arguments:
    return {"target": await reviewed(trial)}


async def _convenor(trial: Trial) -> Arguments:
    return {"convenor": await member(trial)}


async def _body(trial: Trial) -> Arguments:
    return {"kind": "SECTOR", "name": "经济界", "term": 15, "convenor": await member(trial)}


async def cosigning(trial: Trial) -> str:
    invited = [{"kind": "MEMBER", "name": "委员丁"}]
    return await trial.make("inviteFilingCosigners", id=await drafted(trial), input={"cosigners": invited})


_ACCEPTS = {"acceptsFrom": "2027-01-04", "acceptsUntil": "2027-01-13"}

REGISTER: Final = {
    "registerMember": Case(content=given(name="委员乙", sector="经济", term=15, fromDay="2022-01-10")),
    "endMembership": Case(member, given(untilDay="2026-12-31", note="调离")),
    "reviseMember": Case(member, given(sector="教育", party="某党派")),
    "registerBody": Case(content=_body),
    "reviseBody": Case(body, _convenor),
    "endBody": Case(body, given(note="届满")),
    "rescheduleSession": Case(session, given(acceptsFrom="2040-01-01")),
    "scheduleSession": Case(content=given(term=15, session=1, opensOn="2027-01-11", closesOn="2027-01-15", **_ACCEPTS)),
}
FILINGS: Final = {
    "draftFiling": Case(content=given(**DRAFT)),
    "reviseFiling": Case(drafted, given(title="关于老旧小区加装电梯的提案", proposers=[PROPOSER | {"name": "委员乙"}])),
    "inviteFilingCosigners": Case(drafted, given(cosigners=[{"kind": "MEMBER", "name": "委员丁"}])),
    "cosignFiling": Case(cosigning, given(position=1)),
    "closeFilingCosigning": Case(cosigning),
    "submitFiling": Case(drafted),
    "prelimReviewFiling": Case(
        submitted, given(checked=["ONE_MATTER", "SITUATION", "ANALYSIS", "SUGGESTIONS"], note="通过")
    ),
    "returnFiling": Case(submitted, given(lacking=["SUGGESTIONS"], note="请补充建议")),
    "fileFiling": Case(reviewed, given(caseNumber="20260001")),
    "refuseFiling": Case(reviewed, given(reasonCode="ACADEMIC_DISCUSSION", note="见附")),
    "mergeFiling": Case(reviewed, _merger),
    "convertFiling": Case(reviewed, given(note="转为社情民意")),
    "withdrawFiling": Case(drafted, given(note="另行提出"), MEMBER),
    "withdrawFiledFiling": Case(filed, given(note="委员甲 11 月 20 日来函要求撤案")),
    "recommendUpwardFiling": Case(reviewed, given(committee="440000", note="事涉全省")),
    "designateKeyFiling": Case(
        filed, given(body="第十次主席会议", decidedOn="2026-11-20", documentNumber="测政协〔2026〕7号")
    ),
    "publishFiling": Case(filed),
    "unpublishFiling": Case(published, given(note="涉及个人信息")),
    "archiveFiling": Case(closed, given(number="2026-1", retention="FIXED_TERM", years=30)),
}
ASSIGNMENT: Final = assignments(filed)
HANDLING: Final = {
    "assignFiling": on(filed, PLAN, sender=HANDOVER),
    "signAssignment": on(ASSIGNMENT["issued"], sender=UNIT),
    "requestReturnAssignment": on(ASSIGNMENT["issued"], REASON, sender=UNIT),
    "acceptReturnAssignment": on(ASSIGNMENT["returning"], REPLACED),
    "refuseReturnAssignment": on(ASSIGNMENT["returning"], REASON, sender=HANDOVER),
    "extendAssignment": on(ASSIGNMENT["signed"], {**REASON, "until": "2027-04-23"}),
    "cancelAssignment": on(ASSIGNMENT["issued"], REASON),
}
ROUNDS: Final = Rounds(filed)
REPLIES: Final = {
    "draftReplyAssignment": on(ROUNDS.signed, TEXT, sender=UNIT),
    "rejectReplyDraftAssignment": on(ROUNDS.drafted, NOTE),
    "issueReplyAssignment": on(ROUNDS.drafted, REPLY, sender=UNIT),
    "sendSupportOpinionAssignment": on(ROUNDS.supporting, OPINION, sender=SUPPORT),
    "waiveSupportOpinionAssignment": on(ROUNDS.supporting, NOTE, sender=HANDOVER),
    "giveFeedbackFiling": on(ROUNDS.replied, BAD),
    "rehandleFiling": on(ROUNDS.dissatisfied, NOTE),
    "declineRehandlingFiling": on(ROUNDS.dissatisfied, NOTE),
    "closeFiling": on(ROUNDS.satisfied),
    "openLookBackFiling": on(ROUNDS.closed, NOTE),
    "closeLookBackFiling": Case(ROUNDS.looked_back_on, given(finding="已建成")),
}
TOPICS: Final = {
    "proposeJointTopic": Case(content=given(title="课题", year=2026)),
    "inviteJointTopic": on(topics.proposed, {"committees": ["440113", "440500"], "authority": AUTHORITY}),
    "recallInvitationJointTopic": on(topics.invited, {"committee": "440500", "note": "另行安排"}),
    "answerParticipation": Case(content=topics.answer),
    "withdrawParticipation": on(topics.taking_part, {"note": "工作调整", "authority": AUTHORITY}),
    "establishJointTopic": on(topics.accepted, topics.ESTABLISH),
    "startFieldworkJointTopic": on(topics.established),
    "startDraftJointTopic": on(topics.investigated),
    "freezeDraftJointTopic": on(topics.drafting, {"text": "文稿", "note": "初稿"}),
    "circulateJointTopic": on(topics.frozen),
    "requestChangesJointTopic": on(topics.circulated, {"note": "补充数据"}),
    "issueJointTopic": on(topics.endorsed, {"authority": AUTHORITY}),
    "closeJointTopic": on(topics.with_output, {"note": "结题"}),
    "terminateJointTopic": on(topics.circulated, {"note": "条件变化"}),
    "linkOutputJointTopic": on(topics.issued, topics.OUTPUT),
    "linkOutputParticipation": on(topics.taking_part, topics.OUTPUT),
    "openTrackJointTopic": on(topics.established, {"kind": "CITY_AND_DISTRICT", "title": "市区联动"}),
    "closeTrackJointTopic": on(topics.tracked, {"position": 1, "result": "已督办"}),
    "draftWrittenSuggestion": Case(content=topics.suggestion),
    "issueWrittenSuggestion": on(topics.suggested, {"authority": AUTHORITY}),
    "deliverWrittenSuggestion": on(topics.suggestion_issued, topics.DELIVERY),
    "recordResponseWrittenSuggestion": on(topics.delivered, topics.RESPONSE),
    "closeWrittenSuggestion": on(topics.delivered, {"note": "办结"}),
    "withdrawWrittenSuggestion": on(topics.suggested, {"note": "另行提出"}),
    "addFieldworkRecord": Case(content=topics.fieldwork),
    "concludeFieldworkRecord": on(topics.visited, {"findings": "发现"}),
    "giveTopicEndorsement": Case(content=topics.endorsement),
    "requestChangesTopicEndorsement": Case(content=topics.changes),
    "attachStatementParticipation": on(topics.issued_elsewhere, {"statement": "保留意见", "authority": AUTHORITY}),
}
SHARED_PROPOSALS: Final = {
    "draftSharedProposal": Case(content=given(title="联合提案", text="正文")),
    "reviseSharedProposal": on(shared.circulated, {"text": "修改后的正文", "note": "据会签意见"}),
    "circulateSharedProposal": on(shared.umbrella, shared.CIRCULATED),
    "answerSharedProposalEndorsement": on(shared.asked, shared.ENDORSE),
    "withdrawSharedProposalEndorsement": on(shared.endorsed, shared.WITHDRAW),
    "fileSharedProposal": Case(content=shared.to_file),
    "varySharedFiling": on(shared.shared_filing, shared.VARIANT),
    "consentSharedFiling": on(shared.shared_and_filed, shared.BINDING),
    "superviseSharedProposal": on(shared.consented, shared.SUPERVISE),
    "dissolveSharedProposal": on(shared.circulated, {"note": "另行推进"}),
}
LEADS: Final = {
    "submitCitizenLead": Case(content=given(title="线索", text="建议", contact="13800000000"), sender=CITIZEN),
    "screenCitizenLead": Case(lead),
    "adoptCitizenLead": Case(lambda trial: lead(trial, "screenCitizenLead")),
    "claimCitizenLead": Case(
        lambda trial: lead(trial, "screenCitizenLead", "adoptCitizenLead"), given(claimant="委员甲"), MEMBER
    ),
}

PARTNERS: Final = {
    "proposePartnerAgreement": Case(content=partners.proposal),
    "agreePartnerAgreement": on(partners.RECEIVED, partners.AGREE),
    "declinePartnerAgreement": on(partners.RECEIVED, partners.NOTE),
    "withdrawPartnerAgreement": on(partners.proposed, partners.NOTE),
    "suspendPartnerAgreement": on(partners.ACTIVE, partners.STEP),
    "resumePartnerAgreement": on(partners.SUSPENDED, partners.STEP),
    "endPartnerAgreement": on(partners.ACTIVE, partners.STEP),
    "proposePartnerProject": Case(content=partners.project_input),
    "startPartnerProject": on(partners.project("ACCEPTED")),
    "suspendPartnerProject": on(partners.project("UNDER_WAY"), partners.STEP),
    "resumePartnerProject": on(partners.project("SUSPENDED"), partners.STEP),
    "completePartnerProject": on(partners.project("UNDER_WAY"), partners.OUTPUTS),
    "endPartnerProject": on(partners.project("PROPOSED"), partners.STEP),
    "answerProjectContribution": on(partners.PART["INVITED"], partners.ACCEPT),
    "reviseProjectContribution": on(partners.PART["TAKING_PART"], partners.PLANNED),
    "reportProgressProjectContribution": on(partners.PART["TAKING_PART"], partners.PROGRESS),
    "finishProjectContribution": on(partners.PART["TAKING_PART"], partners.NOTE),
    "suspendProjectContribution": on(partners.PART["TAKING_PART"], partners.STEP),
    "resumeProjectContribution": on(partners.PART["SUSPENDED"], partners.STEP),
    "endProjectContribution": on(partners.PART["TAKING_PART"], partners.STEP),
    "draftJointAnnualPlan": Case(content=given(**partners.DRAFTED)),
    "reviseJointAnnualPlan": on(partners.offered_plan, partners.REVISED),
    "offerJointAnnualPlan": on(partners.plan, partners.OFFER),
    "amendJointAnnualPlan": on(partners.agreed_plan, partners.AMENDED),
    "summariseJointAnnualPlan": on(partners.agreed_plan, partners.SUMMED),
    "dropJointAnnualPlan": on(partners.offered_plan, partners.NOTE),
    "answerPlanConsent": on(partners.asked_consent, partners.AGREES),
}

BINDING_ACTS: Final = {
    "draftBindingAct": Case(content=acts.draft, sender=acts.CLERK),
    "reviseBindingAct": on(acts.returned, {"content": {"committees": ["440500"]}}, sender=acts.CLERK),
    "reviewBindingAct": on(acts.drafted, {"note": "同意"}, sender=acts.REVIEWER),
    "returnBindingAct": on(acts.reviewed, {"note": "名单请再核对"}, sender=acts.SIGNER),
    "signBindingAct": on(acts.reviewed, AUTHORITY, sender=acts.SIGNER),
    "withdrawBindingAct": on(acts.drafted, {"note": "暂缓"}, sender=acts.CLERK),
}

CASES: Final[Mapping[str, Case]] = {
    **REGISTER, **FILINGS, **HANDLING, **REPLIES, **TOPICS, **LEADS, **PARTNERS, **BINDING_ACTS,
    **SHARED_PROPOSALS,
}  # fmt: skip
