"""What the committees of this installation share: everything published, but of citizens' leads the totals only."""

from services.facts.reading import Entry

SINCE = "2023-01-01"
SOURCE = "本安装的示例共享政策（sharing policy of this installation）"
PUBLIC = {
    "committees": ("RECORDS", "TOTALS"),
    "partners": ("RECORDS", "TOTALS"),
    "topics": ("RECORDS", "TOTALS"),
    "proposals": ("RECORDS", "TOTALS"),
    "handling": ("RECORDS", "TOTALS"),
    "shared_proposals": ("RECORDS", "TOTALS"),
    "citizens": ("TOTALS",),
    "reports": ("RECORDS", "TOTALS"),
}


def sharing_policy() -> list[Entry]:
    """The rows of a committee's policy."""
    return [
        {
            "module": module,
            "audience_kind": "PUBLIC",
            "audience": None,
            "covers": covers,
            "valid_from": SINCE,
            "valid_until": None,
            "source": SOURCE,
        }
        for module, kinds in PUBLIC.items()
        for covers in kinds
    ]
