"""A sample of every mutation of a shared proposal."""

_PAYLOAD = "{ record { id version state } preview { clocks { name dueOn } } replayed deliveries { peer state } }"
_AUTHORITY = 'authority: { body: "主席会议", decidedOn: "2026-03-01", documentNumber: "穗政协〔2026〕7号" }'
_AT = 'committee: "440100", idempotencyKey: "k", dryRun: false'
_HASH = "0" * 64


def _on(kind: str) -> str:
    return f'id: "440100:{kind}:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'


_UMBRELLA, _ENDORSEMENT, _FILING = _on("shared-proposal"), _on("endorsement"), _on("shared-filing")

SHARED_PROPOSALS = {
    "draftSharedProposal": f'draftSharedProposal({_AT}, input: {{ title: "案由", text: "正文" }}) {_PAYLOAD}',
    "reviseSharedProposal": f"""reviseSharedProposal({_UMBRELLA}, input: {{ title: "案由", text: "正文",
      note: "据会签意见" }}) {_PAYLOAD}""",
    "circulateSharedProposal": f"""circulateSharedProposal({_UMBRELLA}, input: {{ committees: ["440500", "350800"],
      respondBy: "2026-04-01", fileBy: "2026-06-30", {_AUTHORITY} }}) {{ record {{ number textHash respondBy fileBy
      versions {{ number title text sha256 frozenAt }} parties {{ committee {{ code }} state number answeredOn
      validUntil note authority {{ body }} }} }} }}""",
    "answerSharedProposalEndorsement": f"""answerSharedProposalEndorsement({_ENDORSEMENT}, input: {{
      answer: ENDORSE, textHash: "{_HASH}", validUntil: "2026-06-30", note: "同意",
      {_AUTHORITY} }}) {{ record {{
      state title text number textHash respondBy fileBy validUntil answeredOn agreed note refusal
      authority {{ documentNumber }}
      sharedProposalId sharedProposal {{ id }} }} }}""",
    "withdrawSharedProposalEndorsement": f"""withdrawSharedProposalEndorsement({_ENDORSEMENT}, input: {{
      note: "情况有变", {_AUTHORITY} }}) {_PAYLOAD}""",
    "fileSharedProposal": f"""fileSharedProposal({_AT}, input: {{ sharedProposal: "440500:shared-proposal:1", term: 14,
      session: 2, proposers: [{{ kind: MEMBER, name: "甲" }}], title: "案由", text: "本地正文",
      variantReason: "市情不同" }}) {{ record {{ filing {{ id }} wording number textHash term session caseNumber
      state outcome variantTitle variantText variantSha256 variantReason refusal consent {{ body }} replies {{
      round unit issuedAt grade {{ letter canonical }} }} }} }}""",
    "varySharedFiling": f"""varySharedFiling({_FILING}, input: {{ title: "案由", text: "正文", reason: "市情不同" }})
      {_PAYLOAD}""",
    "consentSharedFiling": f"consentSharedFiling({_FILING}, input: {{ {_AUTHORITY} }}) {_PAYLOAD}",
    "superviseSharedProposal": f"""superviseSharedProposal({_UMBRELLA}, input: {{ committees: ["440500"],
      {_AUTHORITY} }}) {{ record {{ supervised supervision {{ body }} outcome reports {{
      committee {{ code }} filing {{ id }} term state outcome caseNumber grades
      variantReason variantText variantSha256 consented toldAt }} }} }}""",
    "dissolveSharedProposal": f'dissolveSharedProposal({_UMBRELLA}, input: {{ note: "另行推进" }}) {_PAYLOAD}',
}
