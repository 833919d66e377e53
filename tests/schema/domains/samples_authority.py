"""One sample of every mutation of the authority module."""

_PAYLOAD = "{ record { id version } preview { replays } replayed deliveries { peer state } }"
_ACT = 'id: "440100:act:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'
_NOTE = 'input: { note: "理由" }'

AUTHORITY = {
    "draftBindingAct": f"""draftBindingAct(committee: "440100", idempotencyKey: "k", dryRun: false, input: {{
      command: "inviteJointTopic", target: "440100:topic:1", content: {{ committees: ["440113"] }},
      decidingBody: "主席会议", followsTarget: false, wantedOn: "2026-04-01", note: "拟稿说明" }}) {_PAYLOAD}""",
    "reviseBindingAct": f"""reviseBindingAct({_ACT}, input: {{ content: {{ committees: ["440113", "440500"] }},
      decidingBody: "主席会议", wantedOn: "2026-04-02", note: "增加一家" }}) {_PAYLOAD}""",
    "reviewBindingAct": f"reviewBindingAct({_ACT}, {_NOTE}) {_PAYLOAD}",
    "returnBindingAct": f"returnBindingAct({_ACT}, {_NOTE}) {_PAYLOAD}",
    "signBindingAct": f"""signBindingAct({_ACT}, input: {{ body: "主席会议", decidedOn: "2026-04-01",
      documentNumber: "穗政协〔2026〕7号" }}) {_PAYLOAD}""",
    "withdrawBindingAct": f"withdrawBindingAct({_ACT}, {_NOTE}) {_PAYLOAD}",
}
