"""The small closed vocabularies of drills (facts file §6.2, §6.4)."""

from __future__ import annotations

from enum import StrEnum


class DrillForm(StrEnum):
    """How it is held: at a table 桌面推演, in the field 实战, or both (facts file §6.2)."""

    TABLETOP = "tabletop"
    FIELD = "field"
    HYBRID = "hybrid"


class DrillScope(StrEnum):
    """How much is practised: one function 单项, or several 综合."""

    SINGLE = "single"
    COMPREHENSIVE = "comprehensive"


class DrillPurpose(StrEnum):
    """What for: to test 检验, to show 示范, to find out 研究."""

    TEST = "test"
    DEMONSTRATION = "demonstration"
    RESEARCH = "research"


class DrillNotice(StrEnum):
    """Whether the participants know of it beforehand 预告, or not 双盲."""

    ANNOUNCED = "announced"
    NO_NOTICE = "no_notice"


class InjectChannel(StrEnum):
    """How something reaches the participants."""

    CALL = "call"
    WRITTEN = "written"
    SENSOR = "sensor"
    POSITION = "position"
    NOTE = "note"
    QUERY = "query"
    WARNING = "warning"


class ItemKind(StrEnum):
    """What is scored from the journal; ``expected`` are a scenario's own expectations (facts file §6.4)."""

    DISPATCH = "dispatch"
    ARRIVAL = "arrival"
    PHONE_REPORT = "phone_report"
    WRITTEN_REPORT = "written_report"
    COMPLETENESS = "completeness"
    CALL_DOWN = "call_down"
    EVACUATION = "evacuation"
    TASKS = "tasks"
    FORCES = "forces"
    FOLLOW_UPS = "follow_ups"
    INSTRUCTIONS = "instructions"
    WARNINGS = "warnings"
    EXPECTED = "expected"


class SeatKind(StrEnum):
    """What somebody does in a drill: takes part, conducts, judges, plays a person, or looks on."""

    PLAYER = "player"
    CONDUCTOR = "conductor"
    EVALUATOR = "evaluator"
    ACTOR = "actor"
    OBSERVER = "observer"


class HintDo(StrEnum):
    """What a scripted officer can do to meet an expectation that no general rule asks for."""

    NOTE = "note"
    FACTS = "facts"
    SHELTER = "shelter"
    CLOSE_ROAD = "close_road"
    STABILISE = "stabilise"


class JudgingForm(StrEnum):
    """How an evaluator marks: P/S/M/U of HSEEP, 优良中差 (grades), or points of 100 (facts file §6.4)."""

    PSMU = "psmu"
    GRADES = "grades"
    POINTS = "points"


class Rating(StrEnum):
    """An evaluator's mark in the form of HSEEP: performed without challenges, with some, with major ones, unable to perform."""

    P = "P"
    S = "S"
    M = "M"
    U = "U"


class Grade(StrEnum):
    """An evaluator's mark in the usual Chinese form: 优, 良, 中, 差."""

    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class SubjectKind(StrEnum):
    """What a judgement is about: an objective, a group, a role, a person, or a general aspect of drills."""

    OBJECTIVE = "objective"
    GROUP = "group"
    ROLE = "role"
    PERSON = "person"
    ASPECT = "aspect"


SIMULATED_ACTORS = ("conductor", "units", "superior")
"""Who acts in a drill and is nobody: the conductor's side."""
