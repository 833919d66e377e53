"""A sample of every mutation of the handling module."""

from tests.schema.domains.samples_replies import REPLIES

_PAYLOAD = "{ record { id version state } preview { clocks { name dueOn } } replayed deliveries { peer state } }"
_ON = 'id: "440100:assignment:1", idempotencyKey: "k", expectedVersion: 1, dryRun: false'
_UNIT = 'unit: "示例局", creditCode: "91350100M000100Y43", level: CITY, area: "440100", assigningBody: "市政府办公厅"'
_UNIT += ", assigningLevel: CITY"

HANDLING = {
    **REPLIES,
    "assignFiling": f"""assignFiling(id: "440100:filing:1", idempotencyKey: "k", input: {{ plan: SOLE,
      dueOn: "2026-06-02", undertakers: [{{ {_UNIT}, role: SOLE }}] }}) {_PAYLOAD}""",
    "signAssignment": f"signAssignment({_ON}) {_PAYLOAD}",
    "requestReturnAssignment": f'requestReturnAssignment({_ON}, input: {{ reason: "职责不符" }}) {_PAYLOAD}',
    "acceptReturnAssignment": f"acceptReturnAssignment({_ON}, input: {{ replacement: {{ {_UNIT} }} }}) {_PAYLOAD}",
    "refuseReturnAssignment": f'refuseReturnAssignment({_ON}, input: {{ reason: "属本单位职责" }}) {_PAYLOAD}',
    "extendAssignment": f'extendAssignment({_ON}, input: {{ until: "2026-07-01", reason: "复杂" }}) {_PAYLOAD}',
    "cancelAssignment": f'cancelAssignment({_ON}, input: {{ reason: "误列" }}) {_PAYLOAD}',
}
