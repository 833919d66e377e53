"""The documents that clients send: the five queries of the first page, and one sample of every mutation."""

import pytest
from graphql import GraphQLSchema, parse, validate

from tests.schema.domains.contract_under_test import COMMANDS, GRAPHQL
from tests.schema.domains.samples_authority import AUTHORITY
from tests.schema.domains.samples_handling import HANDLING
from tests.schema.domains.samples_partners import PARTNERS
from tests.schema.domains.samples_shared_proposals import SHARED_PROPOSALS
from tests.schema.domains.samples_topics import topic_samples

QUERIES = {
    "Joint": """query Joint { jointTopics(first: 20) { totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { id title stage lead { code name } participations { committee { code name } state }
      provenance gaps } } completeness { complete nodes { code status rows } } } }""",
    "Partner": """query Partner { partnerProjects(first: 20, filter: { partner: "350800" }) { edges { node {
      title committee { code } partners { code name } provenance } } }
      committees { code name level joined parent { code name } partners { code name } } }""",
    "Filings": """query Filings { filings(first: 50, orderBy: SUBMITTED_AT_DESC, filter: { outcome: FILED }) {
      totalCount edges { node { id caseNumber title state outcome
      committee { code } proposers { kind name } assignments { unit role state dueOn } } }
      completeness { complete } } }""",
    "Totals": """query Totals { filingTotals { received filed refused merged converted handedUp withdrawn pending
      groups(by: COMMITTEE) { key received filed } completeness { complete nodes { code status } } } }""",
    "Reports": """query Reports { publishedReports(first: 50) { edges { node { subject committee { code } title
      figures { name value unit qualifier asPrinted } closes source } } } }""",
}

_AUTHORITY = 'authority: { body: "主席会议", decidedOn: "2026-03-01", documentNumber: "穗政协〔2026〕7号" }'
_PREVIEW = """preview { replays consents { committee whyZh whyEn } deliveries { peer kind }
  rules { id textZh textEn source } changes { record kind event fields { name before after } }
  clocks { name limit startsOn dueOn provisional calendar } }"""
_PAYLOAD = f"{{ record {{ id version }} {_PREVIEW} replayed deliveries {{ peer state }} }}"
_ON = 'id: "440100:filing:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'
_AT = 'committee: "440100", idempotencyKey: "k", dryRun: false'

MUTATIONS = (
    AUTHORITY
    | HANDLING
    | PARTNERS
    | SHARED_PROPOSALS
    | topic_samples(_ON, _AT, _PAYLOAD, _AUTHORITY)
    | {
        "draftFiling": f"""draftFiling({_AT}, input: {{ title: "案由", text: "正文", term: 14, session: 2,
      proposers: [{{ kind: MEMBER, name: "甲", first: true }}], origin: PROPOSER }}) {_PAYLOAD}""",
        "submitFiling": f"submitFiling({_ON}) {_PAYLOAD}",
        "prelimReviewFiling": f'prelimReviewFiling({_ON}, input: {{ checked: [ONE_MATTER], note: "通过" }}) {_PAYLOAD}',
        "returnFiling": f'returnFiling({_ON}, input: {{ lacking: [SUGGESTIONS], note: "请补充建议" }}) {_PAYLOAD}',
        "fileFiling": f'fileFiling({_ON}, input: {{ caseNumber: "20260001" }}) {_PAYLOAD}',
        "refuseFiling": f'refuseFiling({_ON}, input: {{ reasonCode: "ACADEMIC_DISCUSSION", note: "见附" }}) {_PAYLOAD}',
        "mergeFiling": f'mergeFiling({_ON}, input: {{ target: "440100:filing:2" }}) {_PAYLOAD}',
        "convertFiling": f'convertFiling({_ON}, input: {{ note: "转为社情民意" }}) {_PAYLOAD}',
        "withdrawFiling": f'withdrawFiling({_ON}, input: {{ note: "另行提出" }}) {_PAYLOAD}',
        "reviseFiling": f'reviseFiling({_ON}, input: {{ text: "情况、分析和建议" }}) {_PAYLOAD}',
        "inviteFilingCosigners": f"""inviteFilingCosigners({_ON}, input: {{ cosigners: [{{ member: "440100:member:1" }},
      {{ kind: PARTY, name: "某党派" }}] }}) {_PAYLOAD}""",
        "cosignFiling": f"cosignFiling({_ON}, input: {{ position: 1, sealed: true }}) {_PAYLOAD}",
        "closeFilingCosigning": f"closeFilingCosigning({_ON}) {_PAYLOAD}",
        "withdrawFiledFiling": f'withdrawFiledFiling({_ON}, input: {{ note: "提案者来函要求" }}) {_PAYLOAD}',
        "recommendUpwardFiling": f"""recommendUpwardFiling({_ON}, input: {{ committee: "440000", note: "跨市" }})
      {_PAYLOAD}""",
        "designateKeyFiling": f"""designateKeyFiling({_ON}, input: {{ body: "主席会议", decidedOn: "2026-03-01",
      documentNumber: "穗政协〔2026〕7号" }}) {_PAYLOAD}""",
        "publishFiling": f"publishFiling({_ON}) {_PAYLOAD}",
        "unpublishFiling": f'unpublishFiling({_ON}, input: {{ note: "涉及个人信息" }}) {_PAYLOAD}',
        "archiveFiling": f"""archiveFiling({_ON}, input: {{ number: "2026-1", retention: FIXED_TERM, years: 30 }})
      {_PAYLOAD}""",
        "proposeJointTopic": f"""proposeJointTopic({_AT}, input: {{ title: "课题", summary: "内容", year: 2026,
      leadingOfficial: "乙", taskForce: "专班" }}) {_PAYLOAD}""",
        "inviteJointTopic": f'inviteJointTopic({_ON}, input: {{ committees: ["440113"], {_AUTHORITY} }}) {_PAYLOAD}',
        "answerParticipation": f"""answerParticipation({_AT}, input: {{ topic: "440500:topic:1", answer: ACCEPT,
      note: "同意", {_AUTHORITY} }}) {_PAYLOAD}""",
        "submitCitizenLead": f"""submitCitizenLead({_AT}, input: {{ title: "线索", text: "建议", category: "民生",
      contact: "020-00000000" }}) {{ receipt replayed record {{ state }} }}""",
        "registerMember": f"""registerMember({_AT}, input: {{ name: "甲", sector: "教育界", party: "某党派", term: 14,
      fromDay: "2022-01-20", subject: "member-1" }}) {_PAYLOAD}""",
        "endMembership": f'endMembership({_ON}, input: {{ untilDay: "2026-06-30", note: "辞去" }}) {_PAYLOAD}',
        "reviseMember": f"""reviseMember({_ON}, input: {{ name: "乙", sector: "科技界", party: "某党派",
      subject: "member-2" }}) {_PAYLOAD}""",
        "reviseBody": f'reviseBody({_ON}, input: {{ convenor: "440100:member:2" }}) {_PAYLOAD}',
        "endBody": f'endBody({_ON}, input: {{ note: "届满" }}) {_PAYLOAD}',
        "rescheduleSession": f"""rescheduleSession({_ON}, input: {{ opensOn: "2026-01-19", closesOn: "2026-01-23",
      acceptsFrom: "2025-10-19", acceptsUntil: "2026-01-21" }}) {_PAYLOAD}""",
        "registerBody": f"""registerBody({_AT}, input: {{ kind: SECTOR_GROUP, name: "教育界别小组", term: 14,
      convenor: "440100:member:1" }}) {_PAYLOAD}""",
        "scheduleSession": f"""scheduleSession({_AT}, input: {{ term: 14, session: 5, opensOn: "2026-01-12",
      closesOn: "2026-01-16", acceptsFrom: "2025-10-12", acceptsUntil: "2026-01-14" }}) {_PAYLOAD}""",
        "screenCitizenLead": f"screenCitizenLead({_ON}) {_PAYLOAD}",
        "adoptCitizenLead": f"adoptCitizenLead({_ON}) {_PAYLOAD}",
        "claimCitizenLead": f'claimCitizenLead({_ON}, input: {{ claimant: "丙" }}) {_PAYLOAD}',
    }
)

REFUSED = {
    "a creating command has no version to expect": 'draftFiling(committee: "440100", idempotencyKey: "k", '
    'expectedVersion: 1, input: { title: "案由", proposers: [] }) { replayed }',
    "a command needs its key": 'submitFiling(id: "440100:filing:1") { replayed }',
    "a refusal needs its reason": 'refuseFiling(id: "440100:filing:1", idempotencyKey: "k", input: {}) { replayed }',
    "a return needs its note": 'returnFiling(id: "440100:filing:1", idempotencyKey: "k") { replayed }',
    "an invitation needs its authority": 'inviteJointTopic(id: "440500:topic:1", idempotencyKey: "k", '
    'input: { committees: ["440113"] }) { replayed }',
    "a contact is never read": 'submitCitizenLead(committee: "440100", idempotencyKey: "k", input: { title: "线索" }) '
    "{ record { contact } }",
}


def _errors(schema: GraphQLSchema, document: str) -> list[str]:
    return [error.message for error in validate(schema, parse(document))]


@pytest.mark.parametrize("name", QUERIES)
def test_the_first_queries_are_valid(name: str) -> None:
    assert _errors(GRAPHQL, QUERIES[name]) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_takes_its_sample(name: str) -> None:
    assert _errors(GRAPHQL, f"mutation {{ {MUTATIONS[name]} }}") == []


def test_every_mutation_has_a_sample() -> None:
    assert sorted(COMMANDS) == sorted(MUTATIONS)


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_command_must_not_leave_out_or_ask(what: str) -> None:
    assert _errors(GRAPHQL, f"mutation {{ {REFUSED[what]} }}") != []
