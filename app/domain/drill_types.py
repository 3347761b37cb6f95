"""What kind of drill it is: four choices that are independent of one another (facts file §6.2)."""

from __future__ import annotations

from enum import StrEnum


class DrillForm(StrEnum):
    """How it is held: at a table 桌面推演, in the field 实战, or both."""

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
