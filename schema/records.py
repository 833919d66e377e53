"""What every record has: an id that names its owner, a version, who may see it, and where it came from."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.directives import Remote
from schema.scalars import DateTime
from schema.wording import DescribedEnum, both, described, described_enum

if TYPE_CHECKING:
    from schema.committees.committee import Committee

REFERENCE = Remote(provides="id code name level", unknown="joined: true")
"""A committee that stands at another node: what any node can say of it from the directory, in place. Where its own
node cannot be asked it has one all the same, and what only that node knows is null."""

CommitteeReference = Annotated["Committee", strawberry.lazy("schema.committees.committee")]


@described_enum("记录的可见范围。", "Who may see a record.")
class Visibility(DescribedEnum):
    """From public to internal; matters of state secrecy have no level, for they may not enter."""

    PUBLISHED = "PUBLISHED", "公开。", "Anyone."
    SHARED = "SHARED", "与指定的政协共享。", "The owner and the committees it is shared with."
    NODE = "NODE", "仅限本政协的委员和工作人员。", "Members and staff of the owning committee."
    RESTRICTED = "RESTRICTED", "内部：仅限本政协工作人员。", "Staff of the owning committee only."


@described_enum("记录的来历。", "Where a record came from.")
class Provenance(DescribedEnum):
    """Made by a command here, or taken from what was printed elsewhere."""

    RECORDED = "RECORDED", "在本系统中办理形成。", "Made by a command in this system."
    PRESS = "PRESS", "录自新闻报道。", "Taken from the press."
    OFFICIAL = "OFFICIAL", "录自官方公开资料。", "Taken from an official publication."
    SYNTHETIC = "SYNTHETIC", "演示用的虚构数据，不是事实。", "Made up for demonstration; not a fact."


@strawberry.interface(
    description=both("有全局编号的对象，可用 node(id:) 查询。", "Anything with a global id; node(id:) finds it.")
)
class Node:
    """The one interface of the contract."""

    id: strawberry.ID = described(
        "全局编号：所属政协代码、类别与本地编号。客户端不应解析。",
        "The global id: owner, kind and local part. Clients should treat it as opaque.",
    )


@strawberry.type
class RecordFields(Node):
    """The fields that every record type inherits; not a type of the contract itself."""

    committee: CommitteeReference = described(
        "记录所属的政协；只有它能更改这条记录。",
        "The committee that owns the record; nobody else can change it.",
        REFERENCE,
    )
    version: int = described(
        "版本号，每次更改加一；更改时可作 expectedVersion。",
        "The version, one more with every change; give it back as expectedVersion.",
    )
    visibility: Visibility = described("可见范围。", "Who may see it.")
    provenance: Provenance = described("来历。", "Where it came from.")
    source: str | None = described(
        "出处：网址或文献；系统内形成的记录没有出处。",
        "The page or work it was taken from; none for what was recorded here.",
    )
    gaps: list[str] = described(
        "出处未载明而留空的字段名；补齐之前不能办理。",
        "Fields that the source leaves out, by name; no command is taken until they are filled.",
    )
    recorded_at: DateTime = described("记录时间（UTC）。", "When this version was recorded (UTC).")
