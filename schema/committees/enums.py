"""Enums of the committees module: sectors and the register."""

from schema.wording import DescribedEnum, described_enum


@described_enum("界别的类别。", "The kind of a sector (界别).")
class SectorKind(DescribedEnum):
    """What a sector is made of."""

    PARTY = "PARTY", "中国共产党和各民主党派。", "The Communist Party and the other parties."
    NON_PARTY = "NON_PARTY", "无党派人士。", "Personages without party affiliation."
    PEOPLES_ORGANISATION = "PEOPLES_ORGANISATION", "人民团体。", "People's organisations."
    PROFESSIONAL_OR_SOCIAL = "PROFESSIONAL_OR_SOCIAL", "各行业、各方面的界别。", "Professions and walks of life."
    SPECIALLY_INVITED = "SPECIALLY_INVITED", "特邀人士。", "Specially invited persons."


@described_enum("可以集体提出提案的单位的类别。", "The kind of a body that may propose.")
class BodyKind(DescribedEnum):
    """The kinds of proposers that are no persons."""

    SECTOR = "SECTOR", "界别。", "A sector."
    SECTOR_GROUP = "SECTOR_GROUP", "界别小组。", "A sector group."
    PARTY = "PARTY", "党派。", "A party."
    PEOPLES_ORGANISATION = "PEOPLES_ORGANISATION", "人民团体。", "A people's organisation."
    SPECIAL_COMMITTEE = "SPECIAL_COMMITTEE", "专门委员会。", "A special committee."


@described_enum("委员资格的状态。", "The state of a membership.")
class MemberState(DescribedEnum):
    """Whether an end of the membership is on record."""

    IN_OFFICE = "IN_OFFICE", "在任，未定终止日期。", "In office; no last day is set."
    ENDED = "ENDED", "任职终止，或已定终止日期。", "Out of office; or the last day is set."


@described_enum("提案单位的状态。", "The state of a body that may propose.")
class BodyState(DescribedEnum):
    """On the register, or no more."""

    REGISTERED = "REGISTERED", "已登记。", "On the register."
    ENDED = "ENDED", "已撤销。", "Wound up."


@described_enum("全体会议的状态。", "The state of a plenary session on the register.")
class SessionState(DescribedEnum):
    """Until its last day is over, and after."""

    SCHEDULED = "SCHEDULED", "已排定。", "Its dates are set."
    CLOSED = "CLOSED", "已闭幕。", "Its last day is over."
