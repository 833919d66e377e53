"""A sample of every mutation from the reply to the close of the matter."""

_PAYLOAD = "{ record { id version state } preview { clocks { name dueOn } } replayed deliveries { peer state } }"
_FILING = 'id: "440100:filing:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'
_ASSIGNMENT = 'id: "440100:assignment:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'

REPLIES = {
    "draftReplyAssignment": f'draftReplyAssignment({_ASSIGNMENT}, input: {{ text: "现答复如下" }}) {_PAYLOAD}',
    "rejectReplyDraftAssignment": f'rejectReplyDraftAssignment({_ASSIGNMENT}, input: {{ note: "不具体" }}) {_PAYLOAD}',
    "issueReplyAssignment": f"""issueReplyAssignment({_ASSIGNMENT}, input: {{ grade: "B", signedBy: "王五",
      contactName: "赵六", contactPhone: "020-00000000", letterNumber: "测函〔2026〕1号" }}) {{ replayed record {{
      replies {{ round text signedBy contactName contactPhone letterNumber issuedAt
        grade {{ scheme letter label canonical ambiguous loss lossEn }} letter {{ fileName mediaType sha256 base64 }} }}
      replyDrafts {{ text draftedAt rejectedAt note }} }} }}""",
    "sendSupportOpinionAssignment": f"""sendSupportOpinionAssignment({_ASSIGNMENT}, input: {{ text: "同意",
      signedBy: "钱七" }}) {{ record {{ supportOpinion {{ unit lead text signedBy sentAt waived waivedNote waivedAt }}
      receivedOpinions {{ unit text }} }} }}""",
    "waiveSupportOpinionAssignment": f"""waiveSupportOpinionAssignment({_ASSIGNMENT}, input: {{ note: "职能划出" }})
      {_PAYLOAD}""",
    "giveFeedbackFiling": f"""giveFeedbackFiling({_FILING}, input: {{ work: SATISFIED, result: DISSATISFIED,
      channel: VISIT, note: "没有解决" }}) {{ record {{ feedbackDueOn feedbackProvisional feedback {{ round work result
      channel note recordedByOffice givenAt decision decisionNote decidedAt }} }} }}""",
    "rehandleFiling": f'rehandleFiling({_FILING}, input: {{ dueOn: "2026-06-02", note: "再办" }}) {_PAYLOAD}',
    "declineRehandlingFiling": f'declineRehandlingFiling({_FILING}, input: {{ note: "超出职权" }}) {_PAYLOAD}',
    "closeFiling": f"closeFiling({_FILING}) {_PAYLOAD}",
    "openLookBackFiling": f'openLookBackFiling({_FILING}, input: {{ note: "次年回访" }}) {_PAYLOAD}',
    "closeLookBackFiling": f"""closeLookBackFiling({_FILING}, input: {{ finding: "已建成", grades: [{{
      assignment: "440100:assignment:1", grade: "A", note: "已通车" }}] }}) {{ record {{ lookBacks {{ note openedAt
      finding closedAt grades {{ assignment note grade {{ letter canonical }} }} }} }} }}""",
}
