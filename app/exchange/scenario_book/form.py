"""The sheets and columns of the workbook. A heading is the Chinese word and the path of the field in the scenario's file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import msgspec

from app.domain.apply import ENTRY_TYPES
from app.domain.exercise.kinds import (
    DrillForm,
    DrillNotice,
    DrillPurpose,
    DrillScope,
    HintDo,
    InjectChannel,
    ItemKind,
    JudgingForm,
    SeatKind,
)
from app.domain.instruction.model import InstructionKind
from app.domain.unit.model import UnitStatus
from app.domain.words import AlertLevel, ResponseLevel

MOST_ROWS = 1000
LONGEST = 30_000
"""Characters in a cell; a spreadsheet takes 32,767."""

REST = "rest"
"""The column of what no other column can say."""


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    NUMBER = "number"
    LIST = "list"
    CODE = "code"
    CODES = "codes"
    FACTS = "facts"
    YES = "yes"
    MOMENT = "moment"
    JSON = "json"


class Column(msgspec.Struct, frozen=True):
    """A column: where in the row's value, the Chinese heading, how it is read; ``codes`` names the vocabulary."""

    path: str
    title: str
    kind: Kind = Kind.TEXT
    codes: str = ""
    width: int = 14

    @property
    def heading(self) -> str:
        """What stands at its head."""
        return f"{self.title} {self.path}"


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: its name, the list of the scenario that it holds ("" for the scenario itself), its columns."""

    name: str
    field: str
    columns: tuple[Column, ...]


CODES: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType({
    "form": ("drill.form", tuple(DrillForm)), "scope": ("drill.scope", tuple(DrillScope)),
    "purpose": ("drill.purpose", tuple(DrillPurpose)), "notice": ("drill.notice", tuple(DrillNotice)),
    "seat": ("drill.seat", tuple(SeatKind)), "channel": ("drill.channel", tuple(InjectChannel)),
    "item": ("drill.item", tuple(one for one in ItemKind if one is not ItemKind.EXPECTED)),
    "asks": ("instruction_kind", tuple(InstructionKind)), "level": ("response", tuple(ResponseLevel)),
    "alert": ("alert", tuple(AlertLevel)), "status": ("unit_status", tuple(UnitStatus)), "hint": ("drill.hint", tuple(HintDo)),
    "judging": ("judging.form", tuple(JudgingForm)),
    "entry": ("entry_kind", tuple(sorted(one.__name__ for one in ENTRY_TYPES))),
})
"""The vocabularies: under what their words stand, and their codes."""


def _c(path: str, title: str, kind: Kind = Kind.TEXT, codes: str = "", width: int = 14) -> Column:
    return Column(path, title, kind, codes, width)


def _two(path: str, title: str, width: int = 30) -> tuple[Column, Column]:
    return _c(f"{path}.zh", title, width=width), _c(f"{path}.en", f"{title}英文", width=width // 2)


def _code(path: str, title: str, codes: str, width: int = 16) -> Column:
    return _c(path, title, Kind.CODE, codes, width)


def _number(path: str, title: str) -> Column:
    return _c(path, title, Kind.NUMBER, width=11)


def _list(path: str, title: str, width: int = 18) -> Column:
    return _c(path, title, Kind.LIST, width=width)


def _place(path: str, title: str) -> tuple[Column, ...]:
    return (
        *_two(f"{path}.words", title, 20), _c(f"{path}.facility", f"{title}场所编号"), _c(f"{path}.kind", f"{title}场所类别"),
    )


_REST = _c(REST, "其他（由系统填写，勿改）", Kind.JSON, width=24)

SCENARIO = Sheet("演练", "", (
    _c("id", "编号"), _c("version", "版本"), *_two("title", "名称"), *_two("summary", "简介"), _code("form", "形式", "form"),
    _code("scope", "内容", "scope"), _code("purpose", "目的", "purpose"), _code("notice", "是否预告", "notice"),
    _c("starts_at", "开始时刻", Kind.MOMENT), _number("length_min", "时长（分钟）"), *_two("area", "地区"), _list("plans", "预案"),
    _number("limits.dispatch_min", "派出时限（分钟）"), _number("limits.arrival_min", "到场时限（分钟）"),
    _number("limits.call_down_min", "叫应时限（分钟）"), _number("limits.superior_receipt_min", "上级签收（分钟）"),
    *(_number(f"weights.{one}", f"分值（{one}）") for one in ItemKind if one is not ItemKind.EXPECTED),
    _c("judging.forms", "评估打分方式", Kind.CODES, "judging"), _number("judging.weight", "人工评价占比"),
    _c("practice", "只作练习", Kind.YES),
    _list("silent", "首次不接电话的人"), _c("opening", "开场状况", Kind.JSON), _REST,
))

PARTICIPANTS = Sheet("参演", "participants", (
    _c("role", "角色"), *_two("title", "名称", 20), _code("kind", "身份", "seat"), *_two("group", "组别", 20), _REST,
))

OBJECTIVES = Sheet("目标", "objectives", (
    _c("id", "编号"), *_two("text", "目标", 40), *_two("capability", "能力", 20), _c("items", "自动评分项", Kind.CODES, "item", 40),
    _REST,
))

INJECTS = Sheet("导调", "injects", (
    _c("id", "编号", width=10), _number("at_min", "第几分钟"), _code("channel", "方式", "channel"), *_two("from", "谁说", 20),
    _c("to", "给谁"), *_two("text", "内容", 60), *_two("note", "导调备注", 24),
    _list("when.fired.all", "待已下达（全部）"), _list("when.fired.any", "待已下达（任一）"), _list("when.fired.none", "未下达"),
    _list("when.met.all", "待已做到（全部）"), _list("when.met.any", "待已做到（任一）"), _list("when.met.none", "未做到"),
    _c("when.task_done.incident", "待任务完成：事件"), _c("when.task_done.task", "待任务完成：任务"),
    _c("when.response_reached.incident", "待响应达到：事件"), _code("when.response_reached.level", "待响应达到：级别", "level"),
    _c("when.deadline_missed.incident", "待超时：事件"), _c("when.deadline_missed.report", "待超时：报告"),
    _c("when.deadline_missed.task", "待超时：任务"), _c("when.entry", "待日志条目", Kind.JSON),
    _number("after_min", "其后几分钟"), _number("until_min", "不晚于第几分钟"),
    _c("tells.opens", "新事件"), _c("tells.of", "关于事件"), _list("tells.kinds", "事件种类"), *_place("tells.place", "地点"),
    _number("tells.occurred_min_ago", "发生于几分钟前"), _c("tells.facts", "情况", Kind.FACTS, width=30),
    _c("tells.caller.name", "报告人"), _c("tells.caller.phone", "报告人电话"), _c("tells.caller.channel", "报告途径"),
    _c("tells.caller.organisation", "报告单位"),
    _code("asks.kind", "上级要求", "asks"), _c("asks.of", "要求：关于事件"), _number("asks.answer_within_min", "几分钟内回复"),
    _number("asks.handle_within_min", "几分钟内办结"),
    _c("warning.kind", "预警种类"), _code("warning.level", "预警颜色", "alert"), *_two("warning.headline", "预警内容", 24),
    *_two("warning.issued_by", "预警发布单位", 20), _c("warning.lifts", "解除预警", Kind.YES),
    *_two("reading.sensor", "传感器", 18), _number("reading.value", "读数"), _c("reading.unit", "读数单位"),
    _c("reading.facility", "传感器场所编号"),
    _c("track.unit", "行进力量"), _number("track.over_min", "行进几分钟"), _c("track.places", "行进地点", Kind.JSON),
    _c("changes", "力量状态改变", Kind.JSON), _REST,
))

EXPECTED = Sheet("期望", "expect", (
    _c("inject", "导调编号"), _c("id", "编号"), *_two("text", "应做什么", 40), _number("within_min", "几分钟内"),
    _c("objective", "目标"), _number("weight", "权重"), _c("role", "谁做"), _c("early", "提前做也算", Kind.YES),
    _code("match.entry", "日志条目", "entry", 24), _c("match.incident", "事件"), _c("match.task", "预案任务"),
    _c("match.where", "条目条件", Kind.JSON, width=30), _c("also", "或者（其他条目）", Kind.JSON, width=30),
    _code("hint.do", "自动值班员怎么做", "hint"), _c("hint.incident", "自动：事件"), _c("hint.text", "自动：文字"),
    _c("hint.facts", "自动：情况", Kind.FACTS), *_place("hint.place", "自动：地点"), _c("hint.shelter", "自动：安置点编号"),
    _number("hint.count", "自动：人数"), _REST,
))

EVACUATIONS = Sheet("转移", "evacuations", (
    _c("incident", "事件"), _number("people", "人数"), _number("within_min", "几分钟内"), _c("shelter", "避难场所编号"), _REST,
))

UNITS = Sheet("力量", "units", (
    _c("unit", "力量编号"), _c("kind", "力量种类"), _number("ack_min", "几分钟受领"), _number("set_out_min", "几分钟出动"),
    _number("slow_factor", "行进慢几倍"), *_two("refuses", "来不了怎么说", 24), _code("status", "来不了后的状态", "status"),
    _c("radio", "电台用语", Kind.JSON), _REST,
))

BRIEFING = "须知"
CODES_SHEET = "代码"

SHEETS = (SCENARIO, PARTICIPANTS, OBJECTIVES, INJECTS, EXPECTED, EVACUATIONS, UNITS)
