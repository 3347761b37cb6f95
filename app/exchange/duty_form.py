"""The form of the responsibility-list workbook: its columns and every heading that real lists give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from app.domain.responsibility.model import DutyClass
from app.domain.words import Checked, RuleStatus
from app.exchange.roster_form import Column, Kind
from app.kernel.text import Text

SHEET = "权责清单 Duties"
CODES_SHEET = "说明 Codes"

LONGEST_NAME = 200
LONGEST_TEXT = 4000
"""Characters in a cell that names something, and in one that describes it."""

COLUMNS = (
    Column("code", Text("事项编码", "Code"), Kind.ID, width=14, help=Text(
        "可留空：按序号或内容编码；修改已有事项请保留原编码", "may stay empty; keep it when you change an item that exists")),
    Column("name", Text("事项名称", "Item"), required=True, width=30),
    Column("name_en", Text("英文名称", "English name"), width=22),
    Column("class", Text("类别", "Class"), Kind.CODE, required=True, width=16, help=Text(
        "从下拉框选；工作表名或标题写明“配合履职”等的可留空", "choose from the list; empty where the sheet or its title says it")),
    Column("lead", Text("牵头单位", "Lead unit"), width=24, help=Text(
        "配合履职和上级收回事项必填；基本履职空着即由办理人牵头", "needed where a higher unit leads")),
    Column("supporting", Text("配合单位", "Supporting units"), Kind.LIST, width=34, help=Text(
        "每行一个，可写成“单位：做什么”", "one a line; “unit: what it does” where that is known")),
    Column("township", Text("镇承担内容", "Township does"), width=40),
    Column("basis", Text("依据", "Basis"), width=28, help=Text(
        "文件名称；空着按本清单本身", "the document; empty means the list itself")),
    Column("article", Text("条款", "Article"), width=14),
    Column("status", Text("依据性质", "Standing"), Kind.CODE, width=14, help=Text(
        "空着按“本地”；“法定”须已核对原文", "empty: local; statutory only where compared with its source")),
    Column("checked", Text("核对情况", "Checked"), Kind.CODE, width=14, help=Text("空着按“未核”", "empty means unverified")),
    Column("limit", Text("时限", "Time limit"), width=18, help=Text(
        "照清单原文，如“30分钟内”“5个工作日”", "in the list's own words")),
    Column("kinds", Text("事件类型", "Incident kinds"), Kind.LIST, width=24, help=Text(
        "代码、名称、“自然灾害”等大类或“全部”，用顿号分开；空着只按用语匹配",
        "codes, names or classes; empty: found by words alone")),
    Column("words", Text("关键词", "Key words"), Kind.LIST, width=24, help=Text(
        "任务里出现这些词就归到本事项", "words of a task that point to this item")),
    Column("note", Text("备注", "Note"), width=24, help=Text(
        "上级部门职责、工作方式等也收在这里", "the county's part and the like are kept here too")),
    Column("valid_from", Text("生效日期", "Valid from"), width=12, help=Text("当日起有效", "from that day on")),
    Column("valid_until", Text("失效日期", "Valid until"), width=12, help=Text(
        "当日起不再有效", "no longer from that day on")),
)
BY_KEY: Mapping[str, Column] = MappingProxyType({column.key: column for column in COLUMNS})

NUMBER = "number"
"""The running number of a row (序号): it makes a code where the list has none."""

_OTHER_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        NUMBER: "序号 序 no no.",
        "code": "编码 编号 代码 事项编号 事项代码",
        "name": "名称 事项 职责事项 履职事项 履职事项名称 职责名称 具体事项 职责内容",
        "class": "清单类别 清单类型 事项类别 履职类别 事项类型",
        "lead": "牵头部门 对应上级部门 上级部门 承接部门 主责单位 主责部门 承接部门及工作方式",
        "supporting": "配合部门 协同单位 协作单位 协助单位",
        "township": "镇级承担内容 乡镇承担内容 承担内容 乡镇配合职责 镇配合职责 配合职责 乡镇职责 镇街职责 镇级职责",
        "basis": "法律依据 设定依据 政策依据 依据文件",
        "limit": "办理时限 完成时限 工作时限",
        "kinds": "对应事件类型 适用事件 适用事件类型",
        "words": "匹配词",
        "note": "说明 上级部门职责 牵头单位职责 工作方式",
        "valid_from": "生效 生效时间",
        "valid_until": "失效 失效时间",
    }
)
HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        **{name: key for key, names in _OTHER_HEADINGS.items() for name in names.split()},
        **{name: column.key for column in COLUMNS for name in (column.title.zh, column.title.en.lower(), column.key)},
    }
)
"""Headings without blanks and brackets, in lower case, and the column that they mean."""

_HINTS = (
    ("承接部门", "lead"), ("牵头", "lead"), ("配合职责", "township"), ("承担", "township"), ("配合", "supporting"),
    ("依据", "basis"), ("时限", "limit"), ("事件", "kinds"), ("事项名称", "name"), ("类别", "class"), ("编码", "code"),
)
"""Parts of headings that are enough where the whole heading is not known, in order."""

CLASS_WORDS: tuple[tuple[str, DutyClass], ...] = (
    ("准入", DutyClass.PENDING), ("收回", DutyClass.WITHDRAWN), ("上收", DutyClass.WITHDRAWN), ("配合", DutyClass.SUPPORTING),
    ("基本", DutyClass.BASIC), ("主责", DutyClass.BASIC),
)
STATUS_WORDS: Mapping[str, RuleStatus] = MappingProxyType(
    {"法定": RuleStatus.STATUTORY, "本地": RuleStatus.LOCAL, "建议": RuleStatus.SUGGESTED, "建议值": RuleStatus.SUGGESTED,
     "样例": RuleStatus.SAMPLE, **{one.value: one for one in RuleStatus}}
)
CHECKED_WORDS: Mapping[str, Checked] = MappingProxyType(
    {"已核": Checked.VERIFIED, "已核对": Checked.VERIFIED, "未核": Checked.UNVERIFIED, "未核对": Checked.UNVERIFIED,
     "自拟": Checked.DEFAULT, **{one.value: one for one in Checked}}
)
CLASS_NAMES: Mapping[DutyClass, str] = MappingProxyType(
    {
        DutyClass.BASIC: "基本履职", DutyClass.SUPPORTING: "配合履职", DutyClass.WITHDRAWN: "上级部门收回",
        DutyClass.PENDING: "准入中",
    }
)
STATUS_NAMES: Mapping[RuleStatus, str] = MappingProxyType(
    {RuleStatus.STATUTORY: "法定", RuleStatus.LOCAL: "本地", RuleStatus.SUGGESTED: "建议", RuleStatus.SAMPLE: "样例"}
)
CHECKED_NAMES: Mapping[Checked, str] = MappingProxyType(
    {Checked.VERIFIED: "已核", Checked.UNVERIFIED: "未核", Checked.DEFAULT: "自拟"}
)
CLASS_PATTERNS: Mapping[str, str] = MappingProxyType(
    {"自然灾害": "N-*", "事故灾难": "A-*", "公共卫生": "P-*", "公共卫生事件": "P-*", "社会安全": "S-*", "社会安全事件": "S-*",
     "全部": "*", "所有": "*", "各类": "*", "各类突发事件": "*", "突发事件": "*", "不限": "*", "通用": "*"}
)
"""Words for whole classes of incidents."""

_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
_BLANKS = re.compile(r"[\s*:：]+")


def plain_heading(text: str) -> str:
    """A heading for comparing: half-width, lower case, without blanks, stars and what stands in brackets."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", _BRACKETS.sub("", text)).lower())


def column_key(heading: str) -> str:
    """The column that a heading means (``NUMBER`` for a running number), "" where it is none of ours."""
    plain = plain_heading(heading)
    known = HEADINGS.get(plain) or HEADINGS.get(" ".join(heading.lower().replace("*", "").split()))
    if known is not None or not plain or len(plain) > 16:
        return known or ""
    return next((key for hint, key in _HINTS if hint in plain), "")


def class_in(text: str) -> DutyClass | None:
    """The class that a word, the name of a sheet or a title speaks of; ``None`` where it names none or more than one."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in set(DutyClass):
        return DutyClass(plain)
    found = {duty_class for word, duty_class in CLASS_WORDS if word in plain}
    return found.pop() if len(found) == 1 else None
