"""One sample of every mutation of the partners module."""

_AUTHORITY = 'authority: { body: "主席会议", decidedOn: "2026-03-01", documentNumber: "穗政协〔2026〕7号" }'
_PAYLOAD = "{ record { id version } preview { replays } replayed deliveries { peer state } }"
_AT = 'committee: "440100", idempotencyKey: "k", dryRun: false'


def _on(kind: str) -> str:
    return f'id: "440100:{kind}:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'


_AGREEMENT = _on("agreement")
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
}
