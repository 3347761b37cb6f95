"""An overall plan and a warning plan beside the real special plans: made for tests, in the manner of the library."""

from __future__ import annotations

from dataclasses import replace as with_parts

from msgspec.structs import replace

from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.plan.model import CommandStructure, Demand, Plan, PlanLevel, PlanTask, PlanType
from app.domain.reference import Reference
from app.domain.reporting.model import Channel, Rule, Stage
from app.domain.words import ClockStart, ResponseLevel
from app.kernel.text import Text

OURS = Basis("测试用综合预案", title_en="Overall plan for tests")
ART_64 = Basis("测试用预警响应预案", title_en="Warning plan for tests")
LEVELS = tuple(ResponseLevel)
UPPER = (ResponseLevel.I, ResponseLevel.II)


def overall(like: Plan) -> Plan:
    """The township's overall plan: any kind, the general first hour."""
    levels = {
        ResponseLevel.I: Condition(any=(Condition(fact="dead", ge=1), Condition(fact="severity", at_least="III"))),
        ResponseLevel.II: Condition(any=(Condition(fact="trapped", ge=1), Condition(fact="threatened", ge=10))),
        ResponseLevel.III: Condition(),
    }
    return replace(
        like, id="overall", title=Text("青石镇突发事件总体应急预案", "Qingshi Township Overall Plan"), type=PlanType.OVERALL,
        kinds=("*",), levels=_levels(like, levels, OURS), groups=(), links={}, reporting=(), hash="0" * 64,
        tasks=(
            _task("call-back", "回拨报告人，核实时间、地点、伤亡和现场情况。", "duty_officer", 5, OURS, critical=True),
            _task("tell-duty-leader", "报告带班领导，记录指示。", "duty_officer", 5, OURS),
            _task("first-forces", "首批力量出动。", "emergency_station", 15, OURS),
            _task("phone-county", "电话首报县政府总值班室。", "duty_officer", 10, OURS, critical=True, settled_by="first:phone"),
            _task("leader-on-scene", "镇领导到场，宣布响应，设立现场指挥部。", "deputy_commander", 25, OURS),
            _task("post", "现场指挥部选在上风、高处、有信号处，挂牌。", "office", 35, OURS),
        ),
        forces=(Demand("F-ERT", LEVELS[:3], OURS, people=12), Demand("F-MED", UPPER, OURS, people=4, units=2, capability="转运")),
        measures=like.measures[:1], expected_duration_h={"I": 24, "II": 12, "III": 6},
        command=CommandStructure(("commander", "deputy_commander"), ("police",), "emergency_station", Text("镇政府三楼"), OURS),
    )


def rain(like: Plan) -> Plan:
    """The township's answer to rainstorm warnings, by colour."""
    colours = {"red": ResponseLevel.I, "orange": ResponseLevel.II, "yellow": ResponseLevel.III, "blue": ResponseLevel.IV}
    levels = {
        level: Condition(all=(Condition(fact="alert_kind", is_="rainstorm"), Condition(fact="alert", at_least=colour)))
        for colour, level in colours.items()
    }
    return replace(
        like, id="rain-warning", title=Text("青石镇暴雨预警响应预案", "Qingshi Township Rainstorm Warning Plan"),
        type=PlanType.WARNING, kinds=("N-*",), levels=_levels(like, levels, ART_64), groups=(), links={}, hash="1" * 64,
        tasks=(
            _task("call-each-village", "逐村叫应到人，未叫通的派人上门。", "duty_officer", 8, ART_64, critical=True),
            _task("broadcast-warning", "广播、短信、上门转发预警。", "office", 5, ART_64),
            _task(
                "culverts", "封闭涵洞、下穿道、漫水桥、地下车库和低洼路段,设人值守和绕行标志,已进入车辆逐一清出", "police",
                10, ART_64,
            ),
            _task("standby", "抢险队伍集结待命。", "emergency_station", 8, ART_64, same_as="first-forces"),
            _task("outdoor-stop", "通知工地、景区、集市停止户外作业和活动。", "grid", 20, ART_64),
        ),
        forces=(Demand("F-GRD", LEVELS, ART_64, people=10, capability="叫应"),), measures=like.measures[1:2],
        expected_duration_h={level.value: 12 for level in LEVELS}, command=None,
        reporting=(
            Rule(
                "rain-flood-office", Stage.FIRST, Channel.PHONE, ("N-*",), "duty_officer", "county_flood", ClockStart.AWARE, ART_64,
                Text("电话报县防汛抗旱指挥部办公室", "Phone the county flood office"), limit_min=12,
            ),
            Rule(
                "rain-county", Stage.FIRST, Channel.PHONE, ("N-*",), "duty_officer", "county_duty_room", ClockStart.AWARE, ART_64,
                Text("电话首报县政府总值班室", "Phone the county duty room"), limit_min=8,
            ),
        ),
    )


def with_companions(reference: Reference) -> Reference:
    """The catalogue with the two plans in it, in place of the library's own overall and warning plans."""
    like = reference.plans["flood-typhoon"]
    special = {one.id: one for one in reference.plans.values() if one.type not in (PlanType.OVERALL, PlanType.WARNING)}
    plans = {**special, "overall": overall(like), "rain-warning": rain(like)}
    return with_parts(reference, plans=plans, shipped=plans)


def _levels(like: Plan, when: dict[ResponseLevel, Condition], basis: Basis) -> tuple[PlanLevel, ...]:
    return tuple(
        replace(entry, when=when[entry.level], basis=basis) for entry in like.levels if entry.level in when
    )


def _task(
    id_: str, words: str, role: str, due_min: int, basis: Basis, *, critical: bool = False, settled_by: str = "", same_as: str = ""
) -> PlanTask:
    return PlanTask(
        id_, Text(words), role, LEVELS, due_min, basis, critical=critical, settled_by=settled_by, same_as=same_as
    )
