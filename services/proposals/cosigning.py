"""Co-signing: the first proposer invites, the invited sign in time and become proposers, silence lapses."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from schema.calendar import due
from schema.rulebook import Transition
from services.kit.acts import Act, Command, Done
from services.proposals.proposers import named
from services.proposals.records import FILING
from services.proposals.register import (
    MEMBERS,
    SEALING,
    Register,
    by_office,
    by_proposer,
    pairs,
    register_of,
)
from services.proposals.steps import MACHINE, take_step

Rows = Sequence[Mapping[str, Any]]


async def _invite(act: Act) -> Done:
    """Whoever invites as first proposer signs thereby; the deadline follows from the committee's limit."""
    row = act.record
    before, earlier = await act.rows(FILING, "proposer", row["id"]), await act.rows(FILING, "cosignature", row["id"])
    people = await named(act, "cosigners", row["term"])
    register = await register_of(act, [*before, *people.rows], row["term"])
    proposers = register.signed_by_viewer(before, act.at)
    signed = {_who(each) for each in proposers if _signed(each)}
    listed = {_who(each) for each in proposers}
    together = [*proposers, *(each for each in people.rows if _who(each) not in listed)]
    facts = first_facts(act, register, proposers) | {
        "register_kept": register.kept,
        "invited": len(people.rows),
        "already_signed": sum(_who(each) in signed for each in people.rows),
        "invited_unregistered": sum(not _registered(each) for each in people.rows),
        "invited_ineligible": sum(not register.eligible(each, row["term"], act.today) for each in people.rows),
        "kinds_together": [each["kind"] for each in together if each["kind"] != "CITIZEN"],
        "cosign_pairs": pairs(act),
    }
    transition = act.decide(MACHINE, row["state"], facts)
    last = due(act.book.limit("filing.cosign"), act.today)
    act.clock("cosignDueOn", last)
    invitations = [_invitation(each, len(earlier) + place, act) for place, each in enumerate(people.rows, 1)]
    return await take_step(
        act, transition, "filing.cosigners-invited",
        {"cosign_due_on": last.on, "cosign_provisional": last.provisional},
        children={"proposer": proposers, "cosignature": [*earlier, *invitations]},
    )  # fmt: skip


def first_facts(act: Act, register: Register, proposers: Rows) -> dict[str, object]:
    """Whether the first proposer acts, and has signed."""
    first = [each for each in proposers if each["first"]]
    return {
        "by_first": by_proposer(act, register, first),
        "first_signed": all(_signed(each) or not _registered(each) for each in first),
    }


def in_time(act: Act) -> bool:
    """Whether the last day for co-signing is not over."""
    last = act.record["cosign_due_on"]
    return last is not None and act.today <= last


def _who(each: Mapping[str, Any]) -> tuple[object, ...]:
    """What tells one person or body from another: the id in the register, or kind and name."""
    id_ = each["member_id"] or each["body_id"]
    return (id_,) if id_ else ("MEMBER" if each["kind"] in MEMBERS else each["kind"], each["name"])


def _registered(each: Mapping[str, Any]) -> bool:
    return bool(each["member_id"] or each["body_id"])


def _signed(each: Mapping[str, Any]) -> bool:
    return each["signed_at"] is not None or each["sealed"]


def _invitation(each: Mapping[str, Any], position: int, act: Act) -> dict[str, Any]:
    return {
        "position": position,
        "kind": "MEMBER" if each["kind"] in MEMBERS else each["kind"],
        "name": each["name"],
        "member_id": each["member_id"],
        "body_id": each["body_id"],
        "state": "INVITED",
        "invited_at": act.at,
        "answered_at": None,
    }


async def _cosign(act: Act) -> Done:
    row = act.record
    proposers, invited = await act.rows(FILING, "proposer", row["id"]), await act.rows(FILING, "cosignature", row["id"])
    register = await register_of(act, [*proposers, *invited], row["term"])
    own = _invitation_of(act, register, invited)
    sealed = by_office(act) and bool(act.input.flag("sealed"))
    facts = {
        "invitation": None if own is None else own["state"],
        "for_itself": by_office(act) or (own is not None and register.is_own(own)),
        "cosign_in_time": in_time(act),
        "signer_eligible": own is None or register.eligible(own, row["term"], act.today),
        "signer_sealed": own is None or not register.kept or own["kind"] not in SEALING or sealed,
    }
    transition = act.decide(MACHINE, row["state"], facts)
    assert own is not None
    answered = own | {"state": "SIGNED", "answered_at": act.at}
    return await take_step(
        act, transition, "filing.cosigned",
        children={
            "proposer": _joined(proposers, own, act, sealed=sealed),
            "cosignature": [answered if each["position"] == own["position"] else each for each in invited],
        },
    )  # fmt: skip


def _invitation_of(act: Act, register: Register, invited: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The invitation that the input names, or else the viewer's own."""
    position = act.input.integer("position", 1, 10_000)
    if position is not None:
        return next((each for each in invited if each["position"] == position), None)
    if by_office(act):
        raise act.input.wrong("position", "must say which invitation was signed", "机关登记时须指明邀请的次序")
    own = [each for each in invited if register.is_own(each)]
    return next((each for each in own if each["state"] == "INVITED"), own[0] if own else None)


def _joined(proposers: Rows, own: Mapping[str, Any], act: Act, *, sealed: bool) -> list[dict[str, Any]]:
    """The proposers with the one who signs; members who sign together propose jointly."""
    signature = {"signed_at": act.at, "sealed": sealed}
    if any(_who(each) == _who(own) for each in proposers):
        rows = [dict(each) | (signature if _who(each) == _who(own) else {}) for each in proposers]
    else:
        entry = {name: own[name] for name in ("kind", "name", "member_id", "body_id")}
        last = max((each["position"] for each in proposers), default=0)
        rows = [*map(dict, proposers), entry | signature | {"position": last + 1, "first": False}]
    if sum(each["kind"] in MEMBERS for each in rows) > 1:
        rows = [each | {"kind": "MEMBERS_JOINTLY"} if each["kind"] in MEMBERS else each for each in rows]
    return rows


async def _close(act: Act) -> Done:
    row = act.record
    proposers = await act.rows(FILING, "proposer", row["id"])
    register = await register_of(act, proposers, row["term"])
    transition = act.decide(MACHINE, row["state"], first_facts(act, register, proposers))
    return await _end(act, transition, "filing.cosigning-closed")


async def lapse(act: Act) -> Done:
    """Close co-signing because its last day is over; the node itself does it. Raises RULE_REFUSED before that."""
    facts = {"cosign_in_time": in_time(act)}
    transition = act.derive(MACHINE, "lapseFilingCosigning", act.record["state"], facts)
    return await _end(act, transition, "filing.cosigning-lapsed")


async def _end(act: Act, transition: Transition, event: str) -> Done:
    """Whoever was invited and did not sign takes no part."""
    proposers = await act.rows(FILING, "proposer", act.record["id"])
    invited = await act.rows(FILING, "cosignature", act.record["id"])
    silent = {_who(each) for each in invited if each["state"] == "INVITED"}
    staying = [each for each in proposers if each["first"] or _signed(each) or _who(each) not in silent]
    ended = [
        each | {"state": "LAPSED", "answered_at": act.at} if each["state"] == "INVITED" else each for each in invited
    ]
    return await take_step(
        act, transition, event,
        children={
            "proposer": [each | {"position": place} for place, each in enumerate(staying, 1)],
            "cosignature": ended,
        },
    )  # fmt: skip


COSIGNING: Final = (
    Command("inviteFilingCosigners", FILING, _invite),
    Command("cosignFiling", FILING, _cosign),
    Command("closeFilingCosigning", FILING, _close),
)
