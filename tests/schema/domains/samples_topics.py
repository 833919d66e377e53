"""A document for each command on a joint topic after its invitation."""

_NAMED = f'topic: "440500:topic:1", draftNumber: 1, draftSha256: "{"0" * 64}"'


def topic_samples(on: str, at: str, payload: str, authority: str) -> dict[str, str]:
    """By command; ``on`` and ``at`` are the arguments of a command on a record and of one that makes a record."""
    note = 'input: { note: "说明" }'
    inputs = {
        "recallInvitationJointTopic": 'input: { committee: "440113", note: "另行安排" }',
        "establishJointTopic": f'input: {{ planDocument: "粤政协〔2026〕3号", adHoc: false, {authority} }}',
        "startFieldworkJointTopic": "",
        "startDraftJointTopic": "",
        "freezeDraftJointTopic": 'input: { text: "文稿", note: "初稿" }',
        "circulateJointTopic": "",
        "requestChangesJointTopic": note,
        "issueJointTopic": f"input: {{ {authority} }}",
        "closeJointTopic": note,
        "terminateJointTopic": note,
        "withdrawParticipation": f'input: {{ note: "调整", {authority} }}',
        "attachStatementParticipation": f'input: {{ statement: "保留意见", {authority} }}',
        "linkOutputJointTopic": 'input: { kind: PROPOSAL, title: "提案", record: "440100:filing:1" }',
        "linkOutputParticipation": 'input: { kind: PLENARY_SPEECH, title: "大会发言" }',
        "openTrackJointTopic": 'input: { kind: KEY_SUPERVISION, title: "重点督办" }',
        "closeTrackJointTopic": 'input: { position: 1, result: "已督办" }',
        "issueWrittenSuggestion": f"input: {{ {authority} }}",
        "deliverWrittenSuggestion": """input: { recipients: [
          { unit: "省卫生健康委", level: PROVINCE, route: FORWARDED, forwardedBy: "省政协办公厅" }] }""",
        "recordResponseWrittenSuggestion": 'input: { position: 1, response: ADOPTED, note: "采纳" }',
        "closeWrittenSuggestion": note,
        "withdrawWrittenSuggestion": note,
        "concludeFieldworkRecord": 'input: { findings: "发现" }',
    }
    making = {
        "addFieldworkRecord": 'input: { topic: "440500:topic:1", title: "走访", heldFrom: "2026-12-01", people: 5 }',
        "draftWrittenSuggestion": 'input: { topic: "440500:topic:1", title: "建议", text: "正文" }',
        "giveTopicEndorsement": f"input: {{ {_NAMED}, {authority} }}",
        "requestChangesTopicEndorsement": f'input: {{ {_NAMED}, note: "补充数据" }}',
    }
    return {
        **{name: f"{name}({on}{', ' if input_ else ''}{input_}) {payload}" for name, input_ in inputs.items()},
        **{name: f"{name}({at}, {input_}) {payload}" for name, input_ in making.items()},
    }
