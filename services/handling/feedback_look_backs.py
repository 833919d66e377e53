"""Looking back on a closed proposal: what became of what was promised; new grades stand beside the old ones."""

from __future__ import annotations

from typing import Any, Final

from schema.ids import parse_id
from services.handling.feedback import MACHINE, write
from services.handling.records import ASSIGNMENT
from services.handling.replies_grades import graded, letters_of
from services.kit.acts import Act, Command, Done
from services.kit.inputs import NAME, NOTE, Input
from services.proposals.records import FILING

GRADES: Final = 30

# The grade of each reply of the last round as it stands: that of the latest look-back, or its own.
_RESOLVED = """
  select coalesce(bool_and(coalesce(l.grade_canonical, r.grade_canonical) = array['RESOLVED']), false)
  from assignment a join reply r on r.assignment_id = a.id
    left join lateral (select g.grade_canonical from look_back_grade g where g.filing_id = a.filing_id
                       and g.assignment = a.id order by g.look_back desc limit 1) l on true
  where a.filing_id = $1 and a.round = $2"""


async def resolved(act: Act) -> bool:
    """Whether every reply of the filing's last round says, as graded by now, that the matter is resolved."""
    return bool(await act.connection.fetchval(_RESOLVED, act.record["id"], act.record["round"]))


async def _open(act: Act) -> Done:
    row, note = act.record, act.input.optional_text("note", most=NOTE)
    facts = {"is_key_proposal": row["is_key_proposal"], "resolved": await resolved(act)}
    transition = act.decide(MACHINE, row["state"], facts)
    earlier = await act.rows(FILING, "look_back", row["id"])
    opened = {
        "position": len(earlier) + 1, "note": note, "opened_at": act.at, "finding": None, "closed_at": None,
    }  # fmt: skip
    return await write(act, "filing.look-back-opened", {"state": transition.after}, {"look_back": [*earlier, opened]})


async def _close(act: Act) -> Done:
    row, finding = act.record, act.input.optional_text("finding", most=NOTE)
    wanted = _wanted(act.input)
    facts = {
        "finding": finding,
        "grades": letters_of(act),
        "new_grades": tuple(letter for letter, _ in wanted.values()),
        "graded_here": await _replied_here(act, list(wanted)),
    }
    transition = act.decide(MACHINE, row["state"], facts)
    *earlier, last = await act.rows(FILING, "look_back", row["id"])
    closed = {**last, "finding": finding, "closed_at": act.at}
    grades = await act.rows(FILING, "look_back_grade", row["id"])
    new: list[dict[str, Any]] = [
        {"position": place, "look_back": last["position"], "assignment": key, **graded(act, letter), "note": note}
        for place, (key, (letter, note)) in enumerate(wanted.items(), len(grades) + 1)
    ]
    children = {"look_back": [*earlier, closed], "look_back_grade": [*grades, *new]}
    return await write(act, "filing.look-back-closed", {"state": transition.after}, children)


def _wanted(given: Input) -> dict[str, tuple[str, str | None]]:
    """New letters with their remarks, by the id of the assignment; one for each. Raises BAD_USER_INPUT."""
    wanted: dict[str, tuple[str, str | None]] = {}
    for each in given.optional_parts("grades", most=GRADES):
        key = str(parse_id(each.text("assignment", most=100), kind=ASSIGNMENT.kind))
        if key in wanted:
            raise each.wrong("assignment", "is graded twice", "重复定类")
        wanted[key] = (each.text("grade", most=NAME), each.optional_text("note", most=NOTE))
    return wanted


async def _replied_here(act: Act, ids: list[str]) -> bool:
    """Whether all of these are assignments of the proposal that were replied to."""
    found: int = await act.connection.fetchval(
        "SELECT count(*) FROM assignment WHERE filing_id = $1 AND id = ANY ($2::text[]) AND state = 'REPLIED'",
        act.record["id"], ids,
    )  # fmt: skip
    return found == len(ids)


OPEN_LOOK_BACK: Final = Command("openLookBackFiling", FILING, _open)
CLOSE_LOOK_BACK: Final = Command("closeLookBackFiling", FILING, _close)
