"""Facts for the machines of a shared proposal, of an endorsement of it, and of a filing made of it."""

from datetime import date

from tests.schema.rulebook.case import Break, Cases

_TODAY = {"today": date(2026, 11, 23)}
_DAYS = {**_TODAY, "respond_by": date(2026, 12, 15), "file_by": date(2027, 1, 31)}
_AUTHORITY = {"authority_body": "主席会议", "authority_document": "穗政协〔2026〕7号"}
_NO_NOTE = {"note": None}
_NO_BODY = {"authority_body": None}
_ENDORSE = {"answer": "ENDORSE"}

CASES = (
    Cases(
        "SharedProposal",
        facts={
            "text": "情况、分析和建议",
            "committee": "440100",
            "invited": ("440113",),
            "already_invited": (),
            "note": "理由",
            **_DAYS,
            **_AUTHORITY,
            "version": 2,
            "latest": 2,
            "party_state": "INVITED",
            "unanswered": 0,
            "endorsing": 2,
            "filings": 0,
            "filings_of_it": 0,
            "endorsement_stands": True,
            "text_as_endorsed": True,
            "local_variant": False,
            "filed_in_term": 0,
            "filed": 1,
            "open_filings": 0,
            "concerned": ("440113", "440500"),
            "handling": ("440113", "440500", "440100"),
            "consenting": ("440500", "440113"),
        },
        of_command={"reopenSharedProposal": {"endorsing": 1}},
        breaks=(
            Break("shared-proposal.circulate.text", {"text": None}),
            Break("shared-proposal.circulate.self", {"invited": ("440113", "440100")}),
            Break("shared-proposal.circulate.others", {"invited": ()}),
            Break("shared-proposal.circulate.once", {"invited": ("440113", "440113")}),
            Break("shared-proposal.circulate.time", {"respond_by": date(2026, 11, 23)}),
            Break("shared-proposal.circulate.order", {"file_by": date(2026, 12, 14)}),
            Break("shared-proposal.circulate.authority", _NO_BODY),
            Break("shared-proposal.revise.reason", _NO_NOTE),
            Break("shared-proposal.take-endorsement.version", {"version": 1}),
            Break("shared-proposal.take-endorsement.version", {"version": None}),
            Break("shared-proposal.take-endorsement.awaited", {"party_state": "LAPSED"}),
            Break("shared-proposal.take-endorsement.awaited", {"party_state": None}),
            Break("shared-proposal.release.filed", {"filings_of_it": 1}),
            Break("shared-proposal.agree.answered", {"unanswered": 1}),
            Break("shared-proposal.agree.two", {"endorsing": 1}),
            Break("shared-proposal.reopen.lost", {"endorsing": 2}),
            Break("shared-proposal.reopen.lost", {"filings": 1}),
            Break("shared-proposal.file.endorsed", {"endorsement_stands": False}),
            Break("shared-proposal.file.text", {"text_as_endorsed": False}),
            Break("shared-proposal.file.once", {"filed_in_term": 1}),
            Break("shared-proposal.begin-handling.filed", {"filed": 0}),
            Break("shared-proposal.supervise.concerned", {"concerned": ()}),
            Break("shared-proposal.supervise.concerned", {"handling": ("440113",)}),
            Break("shared-proposal.supervise.consent", {"consenting": ("440113",)}),
            Break("shared-proposal.supervise.authority", _NO_BODY),
            Break("shared-proposal.conclude.ended", {"open_filings": 1}),
            Break("shared-proposal.dissolve.reason", _NO_NOTE),
        ),
    ),
    Cases(
        "SharedProposalEndorsement",
        facts={
            **_DAYS,
            **_AUTHORITY,
            "valid_until": date(2027, 1, 31),
            "answer": "ENDORSE",
            "asked_hash": "ab",
            "given_hash": "ab",
            "note": "理由",
            "time_over": True,
        },
        breaks=(
            Break("shared-endorsement.answer.text", {**_ENDORSE, "given_hash": "cd"}),
            Break("shared-endorsement.answer.text", {**_ENDORSE, "given_hash": None}),
            Break("shared-endorsement.answer.validity", {**_ENDORSE, "valid_until": date(2027, 2, 1)}),
            Break("shared-endorsement.answer.validity", {**_ENDORSE, "valid_until": date(2026, 11, 22)}),
            Break("shared-endorsement.answer.authority", _NO_BODY),
            Break("shared-endorsement.withdraw.reason", _NO_NOTE),
            Break("shared-endorsement.withdraw.authority", _NO_BODY),
            Break("shared-endorsement.lapse.over", {"time_over": False}),
        ),
    ),
    Cases(
        "SharedFiling",
        facts={
            "text": "情况、分析和建议",
            "note": "本地情况不同",
            "by_proposer": True,
            "cosigned": False,
            "text_as_endorsed": True,
            "local_variant": False,
            "consented": False,
            **_AUTHORITY,
        },
        of_command={"varySharedFiling": {"filing_state": "DRAFT"}, "consentSharedFiling": {"filing_state": "HANDLING"}},
        breaks=(
            Break("shared-filing.open.text", {"text_as_endorsed": False}),
            Break("shared-filing.vary.text", {"text": None}),
            Break("shared-filing.vary.reason", _NO_NOTE),
            Break("shared-filing.vary.proposer", {"by_proposer": False}),
            Break("shared-filing.vary.draft", {"filing_state": "SUBMITTED"}),
            Break("shared-filing.vary.cosigned", {"cosigned": True}),
            Break("shared-filing.consent.handled", {"filing_state": "CLOSED"}),
            Break("shared-filing.consent.once", {"consented": True}),
            Break("shared-filing.consent.authority", _NO_BODY),
        ),
    ),
)
