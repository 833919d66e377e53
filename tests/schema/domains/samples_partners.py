"""One sample of every mutation of the partners module."""

_AUTHORITY = 'authority: { body: "主席会议", decidedOn: "2026-03-01", documentNumber: "穗政协〔2026〕7号" }'
_PAYLOAD = "{ record { id version } preview { replays } replayed deliveries { peer state } }"
_AT = 'committee: "440100", idempotencyKey: "k", dryRun: false'


def _on(kind: str) -> str:
    return f'id: "440100:{kind}:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'


_AGREEMENT = _on("agreement")
_PROJECT, _PART = _on("project"), _on("contribution")
_PLAN, _CONSENT = _on("plan"), _on("consent")
_ITEMS = 'items: [{ title: "联合调研", lead: "350800", topic: "440100:topic:1" }]'
_STEP = f'input: {{ note: "理由", {_AUTHORITY} }}'
_NOTE = 'input: { note: "理由" }'

PARTNERS = {
    "proposePartnerAgreement": f"""proposePartnerAgreement({_AT}, input: {{ partner: "350800", title: "对口合作协议",
      purpose: "聚合优势", covers: [TOPICS, PROJECTS, SHARING], validFrom: "2026-04-01", validUntil: "2031-03-31",
      answerBy: "2026-04-30", published: true, {_AUTHORITY} }}) {_PAYLOAD}""",
    "agreePartnerAgreement": f"""agreePartnerAgreement({_AGREEMENT}, input: {{ published: true, {_AUTHORITY} }})
      {_PAYLOAD}""",
    "declinePartnerAgreement": f"declinePartnerAgreement({_AGREEMENT}, {_NOTE}) {_PAYLOAD}",
    "withdrawPartnerAgreement": f"withdrawPartnerAgreement({_AGREEMENT}, {_NOTE}) {_PAYLOAD}",
    "suspendPartnerAgreement": f"suspendPartnerAgreement({_AGREEMENT}, {_STEP}) {_PAYLOAD}",
    "resumePartnerAgreement": f"resumePartnerAgreement({_AGREEMENT}, {_STEP}) {_PAYLOAD}",
    "endPartnerAgreement": f"endPartnerAgreement({_AGREEMENT}, {_STEP}) {_PAYLOAD}",
    "proposePartnerProject": f"""proposePartnerProject({_AT}, input: {{ partner: "350800", title: "电池回收平台",
      summary: "数字化回收", answerBy: "2026-04-30", {_AUTHORITY} }}) {_PAYLOAD}""",
    "startPartnerProject": f"startPartnerProject({_PROJECT}) {_PAYLOAD}",
    "suspendPartnerProject": f"suspendPartnerProject({_PROJECT}, {_STEP}) {_PAYLOAD}",
    "resumePartnerProject": f"resumePartnerProject({_PROJECT}, {_STEP}) {_PAYLOAD}",
    "completePartnerProject": f"""completePartnerProject({_PROJECT}, input: {{ outputs: ["平台上线"], note: "完成",
      {_AUTHORITY} }}) {_PAYLOAD}""",
    "endPartnerProject": f"endPartnerProject({_PROJECT}, {_STEP}) {_PAYLOAD}",
    "answerProjectContribution": f"""answerProjectContribution({_PART}, input: {{ answer: ACCEPT, note: "同意",
      {_AUTHORITY} }}) {_PAYLOAD}""",
    "reviseProjectContribution": f"""reviseProjectContribution({_PART}, input: {{ responsibleUnit: "经济委员会",
      enterprises: [{{ name: "某企业", creditCode: "91440101MA5ABCDE1X" }}],
      milestones: [{{ title: "平台上线", dueOn: "2027-06-30", reachedOn: "2027-06-01" }}],
      tasks: [{{ title: "选址", unit: "某局", dueOn: "2027-01-31", doneOn: "2027-01-30" }}],
      documents: [{{ title: "方案", sha256: "ab", datedOn: "2026-12-01" }}] }}) {_PAYLOAD}""",
    "reportProgressProjectContribution": f"""reportProgressProjectContribution({_PART}, input: {{ progress: "过半",
      percent: 50, reached: [1], done: [1, 2] }}) {_PAYLOAD}""",
    "finishProjectContribution": f"finishProjectContribution({_PART}, {_NOTE}) {_PAYLOAD}",
    "suspendProjectContribution": f"suspendProjectContribution({_PART}, {_STEP}) {_PAYLOAD}",
    "resumeProjectContribution": f"resumeProjectContribution({_PART}, {_STEP}) {_PAYLOAD}",
    "endProjectContribution": f"endProjectContribution({_PART}, {_STEP}) {_PAYLOAD}",
    "draftJointAnnualPlan": f"""draftJointAnnualPlan({_AT}, input: {{ title: "年度协同履职计划", year: 2027,
      parties: ["350800"], {_ITEMS} }}) {_PAYLOAD}""",
    "reviseJointAnnualPlan": f"""reviseJointAnnualPlan({_PLAN}, input: {{ title: "计划", {_ITEMS}, note: "理由" }})
      {_PAYLOAD}""",
    "offerJointAnnualPlan": f"""offerJointAnnualPlan({_PLAN}, input: {{ answerBy: "2026-12-31", {_AUTHORITY} }})
      {_PAYLOAD}""",
    "amendJointAnnualPlan": f"""amendJointAnnualPlan({_PLAN}, input: {{ {_ITEMS}, note: "理由",
      answerBy: "2026-12-31", {_AUTHORITY} }}) {_PAYLOAD}""",
    "summariseJointAnnualPlan": f"""summariseJointAnnualPlan({_PLAN}, input: {{ summary: "总结",
      results: [{{ position: 1, result: "已办", done: true }}] }}) {_PAYLOAD}""",
    "dropJointAnnualPlan": f"dropJointAnnualPlan({_PLAN}, {_NOTE}) {_PAYLOAD}",
    "answerPlanConsent": f"""answerPlanConsent({_CONSENT}, input: {{ answer: AGREE, note: "同意", {_AUTHORITY} }})
      {_PAYLOAD}""",
}
