"""Whether a joint topic stands in a plan of the year. Other modules ask here (DOMAIN rule J8)."""

from __future__ import annotations

from services.kit.database import Connection


async def topic_is_planned(connection: Connection, topic: str, year: int) -> bool:
    """Whether an agreed joint plan of that year, which this committee drafted or consented to, names the topic.

    Asked at the committee that leads the topic, so that the plan is one of the lead's own. What is only offered does
    not count; where an agreed plan is being amended, what was agreed stands.
    """
    named = [{"topic_id": topic}]
    return bool(
        await connection.fetchval(
            "SELECT EXISTS (SELECT FROM joint_annual_plan WHERE year = $1 AND agreed_items @> $2)"
            " OR EXISTS (SELECT FROM plan_consent WHERE year = $1 AND agreed_items @> $2)",
            year, named,
        )
    )  # fmt: skip
