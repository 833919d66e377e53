"""The view of a membership: who answers for a code, who is missing."""

from gateway.execute.backend import Failure, Member
from gateway.partitions.membership import Membership, MemberView, Node
from schema.completeness import NodeLevel, NotJoined
from schema.errors import ErrorCode

CITY, PROVINCE = Member("440100", "CITY", "CITY"), Member("440000", "PROVINCE", "PROVINCE")
MEMBERSHIP = Membership(
    "committees",
    (Node(CITY, "http://x/", "k", succeeds=("440199",)), Node(PROVINCE, "http://y/", "k")),
    {"440200": "CITY", "440300": "CITY", "440103": "DISTRICT"},
)


SILENT = Failure(ErrorCode.NODE_UNREACHABLE, "silent", "没有应答", 0.0)


class Known:
    """Reachability as the test says."""

    def failure(self, code: str) -> Failure | None:
        return SILENT if code == "440100" else None


VIEW = MemberView(MEMBERSHIP, Known())


def test_lists_members_by_code() -> None:
    assert VIEW.members() == (PROVINCE, CITY)


def test_follows_a_retired_code_to_its_successor() -> None:
    assert VIEW.member("440100") == VIEW.member("440199") == CITY
    assert VIEW.member("440200") is None


def test_knows_levels_of_codes_with_and_without_node() -> None:
    codes = ("440000", "440199", "440200", "440103", "999999")
    assert [VIEW.known(code) for code in codes] == ["PROVINCE", "CITY", "CITY", "DISTRICT", None]


def test_counts_who_has_not_joined_where_someone_has_not() -> None:
    cities, districts = NotJoined(NodeLevel.CITY, 1, 3), NotJoined(NodeLevel.DISTRICT, 0, 1)
    assert VIEW.not_joined(None) == (cities, districts)
    assert VIEW.not_joined(["CITY", "PROVINCE"]) == (cities,)
    assert VIEW.not_joined([]) == ()


def test_says_who_must_not_be_asked() -> None:
    assert VIEW.failure("440100") is SILENT
    assert VIEW.failure("440000") is None
