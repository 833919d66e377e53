"""Facts for the machine of a committee's membership."""

from tests.schema.rulebook.case import Break, Cases

CASES = (
    Cases(
        "Node",
        facts={
            "authority_body": "主席会议",
            "authority_document": "穗政协〔2026〕7号",
            "failed_checks": 0,
            "concerned": ("350800",),
            "consenting": ("350800",),
            "note": "理由",
            "open_joint_objects": 0,
            "healthy": True,
        },
        of_command={"degradeNode": {"healthy": False}},
        breaks=(
            Break("node.apply.authority", {"authority_body": ""}),
            Break("node.pass-tests.checks", {"failed_checks": 1}),
            Break("node.admit.peers", {"consenting": ()}),
            Break("node.reject.reason", {"note": None}),
            Break("node.degrade.health", {"healthy": True}),
            Break("node.recover.health", {"healthy": False}),
            Break("node.suspend.reason", {"note": None}),
            Break("node.leave.joint-objects", {"open_joint_objects": 2}),
        ),
    ),
)
