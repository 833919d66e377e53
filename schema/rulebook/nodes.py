"""The machine of a committee's membership in the network (节点接入)."""

from schema.rulebook.common import authority_named, reason_given
from schema.rulebook.model import SYSTEM, Machine, Move, Rule, Text
from schema.rulebook.sources import DESIGN

_STEWARD = ("steward",)
_ITSELF_OR_STEWARD = ("staff", "steward")


def _rule(id: str, zh: str, en: str, then_zh: str, then_en: str, guard: str) -> Rule:
    return Rule(id, DESIGN, Text(zh, en), Text(then_zh, then_en), guard)


CHECKS = _rule(
    "node.pass-tests.checks",
    "契约、规则或签名的检查没有全部通过。", "A check of the contract, the rules or the signatures failed.",
    "三项检查全部通过之后。", "Once all three pass.",
    "conformance_checks_pass",
)  # fmt: skip
PEERS = _rule(
    "node.admit.peers",
    "协议所涉的政协没有全部同意。", "A committee of its agreements has not agreed.",
    "协议所涉的政协都同意之后。", "Once every committee of its agreements agrees.",
    "everybody_consents",
)  # fmt: skip
JOINT_OBJECTS = _rule(
    "node.leave.joint-objects",
    "还有联合事项没有移交或结束。", "Something joint is neither handed over nor closed.",
    "移交或结束所有联合事项之后。", "Once everything joint is handed over or closed.",
    "no_joint_object_is_open",
)  # fmt: skip
UNHEALTHY = _rule(
    "node.degrade.health",
    "节点应答正常。", "The node answers well.",
    "节点连续没有应答时。", "While the node keeps failing to answer.",
    "node_is_unhealthy",
)  # fmt: skip
HEALTHY = _rule(
    "node.recover.health",
    "节点应答仍不正常。", "The node still fails to answer.",
    "节点恢复应答之后。", "Once the node answers again.",
    "node_is_healthy",
)  # fmt: skip

_VERBS = {
    "applyNode": ("apply", Text("申请接入", "apply")),
    "passTestsNode": ("pass-tests", Text("通过联调", "pass the tests")),
    "admitNode": ("admit", Text("接入", "be admitted")),
    "rejectNode": ("reject", Text("不予接入", "be rejected")),
    "degradeNode": ("degrade", Text("记为异常", "be shown as degraded")),
    "recoverNode": ("recover", Text("恢复正常", "recover")),
    "suspendNode": ("suspend", Text("暂停", "be suspended")),
    "resumeNode": ("resume", Text("恢复", "be resumed")),
    "leaveNode": ("leave", Text("退出", "leave")),
}
NODE = Machine(
    name="Node",
    slug="node",
    noun=Text("节点", "node"),
    verbs=_VERBS,
    state_names={
        "APPLIED": Text("申请接入", "Applied"),
        "TESTED": Text("联调通过", "Tested"),
        "ACTIVE": Text("在网", "Active"),
        "DEGRADED": Text("异常", "Degraded"),
        "SUSPENDED": Text("暂停", "Suspended"),
        "LEFT": Text("已退出", "Left"),
    },
    moves=(
        Move("applyNode", (None,), "APPLIED", ("staff",), DESIGN, rules=(authority_named("node.apply.authority"),)),
        Move("passTestsNode", ("APPLIED",), "TESTED", SYSTEM, DESIGN, rules=(CHECKS,)),
        Move("admitNode", ("TESTED",), "ACTIVE", _STEWARD, DESIGN, rules=(PEERS,)),
        Move(
            "rejectNode", ("APPLIED", "TESTED"), "LEFT", _STEWARD, DESIGN,
            rules=(reason_given("node.reject.reason", DESIGN),),
        ),
        Move("degradeNode", ("ACTIVE",), "DEGRADED", SYSTEM, DESIGN, rules=(UNHEALTHY,)),
        Move("recoverNode", ("DEGRADED",), "ACTIVE", SYSTEM, DESIGN, rules=(HEALTHY,)),
        Move(
            "suspendNode", ("ACTIVE", "DEGRADED"), "SUSPENDED", _ITSELF_OR_STEWARD, DESIGN,
            rules=(reason_given("node.suspend.reason", DESIGN),),
        ),
        Move("resumeNode", ("SUSPENDED",), "ACTIVE", _ITSELF_OR_STEWARD, DESIGN),
        Move("leaveNode", ("ACTIVE", "DEGRADED", "SUSPENDED"), "LEFT", ("staff",), DESIGN, rules=(JOINT_OBJECTS,)),
    ),
    initial="APPLIED",
    final=("LEFT",),
    planned=frozenset(_VERBS) - {"passTestsNode", "degradeNode", "recoverNode"},
)  # fmt: skip
