"""Where the rules come from. Articles are named only where their number was confirmed."""

from schema.rulebook.model import Mark, Source

_NATIONAL = "中国人民政治协商会议全国委员会提案工作条例（2018 年修订）"
_JIANGSU = "https://www.jszx.gov.cn/survey/gzzd/202411/t20241113_92724.html"
_REASONS = "http://www.cppcc.gov.cn/2011/12/16/ARTI1513309182298148.shtml"
_ARTICLE = "《贯彻落实党的二十大精神·政协奋进新征程（广东篇）》"

REVIEW = Source(Mark.PUBLIC_RULE, _NATIONAL)
ELIGIBILITY = Source(Mark.PUBLIC_RULE, f"江苏省政协提案工作规定（2024 年）{_JIANGSU}")
REFUSAL_REASONS = Source(Mark.PUBLIC_RULE, f"全国政协网站解答提案工作条例 {_REASONS}")
PRACTICE = Source(Mark.SEEN_IN_PRACTICE, "地方政协提案管理系统的实际做法")
JOINT_WORK = Source(Mark.ARTICLE, f"{_ARTICLE}：广州市政协“十”字履职模式")
CITIZENS_PROPOSALS = Source(Mark.ARTICLE, f"{_ARTICLE}：广州市政协“百姓提案”")
CITIZENS_SCREENING = Source(
    Mark.PUBLIC_RULE, "海珠区百姓提案试点 https://www.gzzx.gov.cn/bxta/jyjl/202308/t20230829_163732.htm"
)
COSIGNING = Source(
    Mark.PUBLIC_RULE,
    "广州市政协提案工作条例（2019 年修订）https://www.gzzx.gov.cn/jgjs/zdjs/202410/t20241008_166230.htm",
)
KEY_PROPOSALS = Source(Mark.PUBLIC_RULE, "地方政协重点提案遴选与督办的公开规定：由主席会议审定")
SUPERVISION = Source(Mark.ARTICLE, f"{_ARTICLE}：汕头市政协“提案+”")
SECTORS = Source(Mark.ARTICLE, f"{_ARTICLE}：清远市政协界别小组")
MICRO_CONSULTATION = Source(Mark.ARTICLE, f"{_ARTICLE}：顺德区政协微协商")
VILLAGE_COUNCILS = Source(Mark.ARTICLE, f"{_ARTICLE}：信宜市政协村务协商议事会")
MEMBER_HOMES = Source(Mark.ARTICLE, f"{_ARTICLE}：广州市政协委员之家")
PARTNERS = Source(Mark.ARTICLE, f"{_ARTICLE}：广州与龙岩对口合作")
JOINT_PLANS = Source(Mark.PUBLIC_RULE, "川渝两地政协年度协同履职计划（成都市公开报道 news.chengdu.cn 2237986）")
OPINION_CHAIN = Source(
    Mark.SEEN_IN_PRACTICE, "公开的提案管理系统 GavinGu0130/HongkouZX_for_net：社情民意逐级采用、转送、批示"
)
GUIDANCE = Source(Mark.PUBLIC_RULE, "中国人民政治协商会议章程：对下级政协是指导关系")
DESIGN = Source(Mark.DESIGN, "十字的设计：记录只由所属政协办理，每一步都有依据")
