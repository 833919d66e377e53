"""`shizi rules`: a committee's rules of a day, printed."""

import pytest
from typer.testing import CliRunner

from deploy.commands.rules import app, shown
from deploy.local.errors import LocalError
from schema.rulebook import Rulebook
from schema.rulebook.editions import EDITIONS


def printed(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


def test_the_rules_of_a_committee_are_those_of_the_day() -> None:
    then, now = (printed("--committee", "440100", "--at", day) for day in ("2015-03-01", "2025-06-01"))
    assert "440100-2012-01  自 from 2012-01-01" in then
    assert "5 个工作日 · 5 working days" in then
    assert "440100-2019-09  自 from 2019-09-27" in now
    assert "7 日 · 7 days，顺延至工作日 · rolls to a working day" in now


def test_a_rule_is_printed_with_its_mark_source_and_both_languages() -> None:
    text = printed("--machine", "CitizenLead")
    assert text.startswith("全国底本 · national base")
    assert "JointTopic" not in text
    assert "citizen-lead.claim.one-claim" in text
    for part in ("线索已由委员认领。", "The lead is claimed already.", "Once the present claim is released."):
        assert part in text
    assert "submitCitizenLead 提交" in text
    assert "任何人 · anyone" in text
    assert "未提供 · not served yet" in text
    assert "终点 · final" in text


@pytest.mark.parametrize("book", EDITIONS.books(), ids=str)
def test_every_book_prints_all_it_has(book: Rulebook) -> None:
    parts = [*shown(book)]
    assert len(parts) == 4 + 4 * len(book.machines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--committee", "999999"), "999999"), (("--machine", "Plan"), "there are Filing, Assignment")],
)
def test_what_there_is_not_is_said(arguments: tuple[str, str], said: str) -> None:
    with pytest.raises(LocalError, match=said):
        CliRunner().invoke(app, arguments, catch_exceptions=False)
