"""Plans to print: the real ones, a small one with every part filled, a hostile one; versions in every status."""

from __future__ import annotations

import io
import re
from dataclasses import replace as dataclass_replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import docx
from docx.oxml.ns import qn
from msgspec import structs
from pypdf import PdfReader

from app.catalog.plans import plan_text
from app.catalog.wording import Wording
from app.desk.jobs import Progress
from app.domain.basis import Basis
from app.domain.conditions import Condition
from app.domain.duty.model import Contact
from app.domain.plan.model import (
    CommandStructure,
    Demand,
    Evacuation,
    Group,
    Measure,
    Notify,
    Plan,
    PlanContact,
    PlanLevel,
    PlanMaterial,
    PlanTask,
    PlanType,
    StopCondition,
)
from app.domain.planning.model import Origin, PlanContent, PlanVersion, VersionStatus, VersionStep
from app.domain.reporting.model import Channel, Repeat, Rule, Stage, Until
from app.domain.words import AlertLevel, Checked, ClockStart, ResponseLevel, RuleStatus
from app.kernel.text import Text
from app.reports.documents import Paper, PaperFormat, PlanPaperInput
from app.reports.documents import make as pressed
from app.reports.kit import FontLibrary
from tests.reports.documents.scenario import FILES, NOW, reference, words

LAW = Basis("森林防火条例", "第三十五条", RuleStatus.STATUTORY, Checked.VERIFIED, 2008, "Forest Fire Regulation")
OURS = Basis("本平台建议（可改）", status=RuleStatus.SUGGESTED)
ELSEWHERE = Basis("外地乡镇文本", "第二条", RuleStatus.SAMPLE, Checked.UNVERIFIED)
I, II, III, IV = ResponseLevel  # noqa: E741 - the field writes Roman numerals


def text(zh: str) -> Text:
    """Words in both languages."""
    return Text(zh, f"en {zh}")


@lru_cache(maxsize=1)
def fonts() -> FontLibrary:
    """The faces of this machine without converted ones."""
    return FontLibrary((FILES.resources / "fonts",), FILES.root / "build" / "no-such-cache")


@lru_cache(maxsize=1)
def full_plan() -> Plan:
    """A small plan with every part filled."""
    return Plan(
        id="full", version="2026.1", title=text("青石镇样板专项应急预案"), type=PlanType.SPECIAL, kinds=("A-FIR",),
        owner=text("青石镇应急管理站"), basis=(LAW, ELSEWHERE), scope=text("适用于全镇。"), triggers=(text("群众报警"),),
        levels=(
            PlanLevel(I, text("一级响应（红）"), AlertLevel.RED, Condition(fact="dead", ge=1), "commander", text("有人死亡"), OURS),
            PlanLevel(III, text("三级响应（黄）"), AlertLevel.YELLOW, Condition(), "duty_leader", text("可控"), ELSEWHERE),
        ),
        groups=(
            Group("rescue", text("抢险组"), "fire", ("police", "village"), text("救人。")),
            Group("care", text("救护组"), "medical", ("volunteer",), text("救护。")),
        ),
        tasks=(
            PlanTask("hand-over", text("移交指挥权"), "commander", (I,), 60, OURS, ClockStart.ACTIVATED, "rescue"),
            PlanTask("call", text("回拨核实，不得离岗"), "duty_officer", (I, III), 3, OURS, group="rescue", critical=True),
            PlanTask("seal", text("封山路口；严禁残疾人、孕妇上山"), "police", (I,), 90, LAW, group="rescue"),
            PlanTask("care", text("检伤分类"), "medical", (I,), 0, ELSEWHERE, group="care"),
        ),
        forces=(Demand("F-FIRE", (I,), OURS, people=6, units=1, capability="破拆"), Demand("F-POL", (I, III), ELSEWHERE, people=4)),
        notify=(Notify("county_duty_room", (I, III), 15, text("电话首报"), OURS), Notify("power", (I,), 3, text("断电"), OURS)),
        evacuate=Evacuation(text("下风向先撤，不得返回取物。"), OURS, 500),
        measures=(Measure("close", text("封闭道路"), (I,), LAW),),
        stop=(StopCondition(text("明火扑灭"), OURS),),
        action_card=(text("先问几层；不乘电梯。"), text("十五分钟报县（建议值）。")), aftermath=(text("安置群众"),),
        expected_duration_h={"I": 12, "III": 2.5}, issued_on=date(2026, 5, 1), issued_no="青政发〔2026〕9号",
        next_review_on=date(2029, 5, 1), hash="ab12" * 16,
        command=CommandStructure(("commander",), ("deputy_commander",), "office", text("上风向设指挥部"), ELSEWHERE),
        reporting=(
            Rule(
                "own-1", Stage.FIRST, Channel.PHONE, ("A-FIR",), "duty_officer", "county_fire", ClockStart.AWARE, LAW,
                text("电话报火情"), immediately=True,
            ),
            Rule(
                "own-2", Stage.FOLLOW_UP, Channel.WRITTEN, ("*",), "office", "county_duty_room", ClockStart.PREVIOUS_REPORT, OURS,
                text("续报火情"), repeat=Repeat(every_min=60, until=Until.STABILISED),
            ),
        ),
        contacts=(
            PlanContact("p1", "供电所", "李镕", "所长", "power", "000-1111-2222"),
            PlanContact("p2", "供电所", "王二", "副所长", "power", "000-1111-3333", deputy=True),
        ),
        materials=(PlanMaterial("m1", "水泵", 3, "台", "镇仓库", "赵三", "000-1111-4444"),),
    )  # fmt: skip


PROSE = """# 青石镇样板专项应急预案

## 一、总则 {#general}

1.1 编制目的。先救人。{#aim}

## 二、组织体系

| 职务 | 姓名 |
|---|---|
| 指挥长 | 李镕 |
"""

BOOK = (
    Contact("c1", "邵润生", "commander", "000-2222-0001", "书记", "镇党委"),
    Contact("c2", "李国栋", "duty_officer", "000-2222-0002", "值班员", "值班室"),
    Contact("c3", "余学武", "duty_officer", "000-2222-0003", "值班员", "值班室", a_b="B"),
    Contact("c4", "别处人", "livestock", "000-2222-0004"),
    *(Contact(f"v{n}", f"村长{n}", "village", f"000-3333-000{n}") for n in range(4)),
)


def given(plan: Plan | None = None, prose: str = PROSE, lang: str = "zh", **more: Any) -> PlanPaperInput:
    """What a paper about a plan is made from."""
    looked_up = reference()
    made = PlanPaperInput(
        content=PlanContent(plan or full_plan(), prose), reference=looked_up, wording=Wording(words(), lang, looked_up), lang=lang,
        now=NOW, actor="李国栋", place="青石镇", contacts=BOOK, fonts=fonts(),
    )  # fmt: skip
    return dataclass_replace(made, **more)


def real(plan_id: str, lang: str = "zh", **more: Any) -> PlanPaperInput:
    """A plan of the program with its prose."""
    return given(reference().plans[plan_id], plan_text(FILES.plans, plan_id), lang, **more)


def version(status: VersionStatus, **more: Any) -> PlanVersion:
    """A version of the full plan at this desk."""
    at = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
    sealed = status not in (VersionStatus.DRAFT, VersionStatus.REVIEWED)
    steps = [VersionStep(VersionStatus.DRAFT, at, "李国栋")]
    if sealed:
        steps.append(VersionStep(VersionStatus.APPROVED, at, "邵润生"))
    made = PlanVersion(
        "full", "2026.2", status, PlanContent(structs.replace(full_plan(), hash="", issued_on=None, issued_no=""), PROSE),
        Origin.EDITED, tuple(steps), based_on="2026.1", hash="cd34" * 16 if sealed else "",
        approved_by="邵润生" if sealed else "", document_no="青政发〔2026〕20号" if sealed else "",
        in_force_on=date(2026, 6, 15) if sealed else None,
    )  # fmt: skip
    return structs.replace(made, **more)


def of_version(status: VersionStatus, **more: Any) -> PlanPaperInput:
    """What a paper about a version is made from."""
    one = version(status)
    return dataclass_replace(given(), content=one.content, version=one, **more)


def make(document: str, source: PlanPaperInput, wanted: str = "pdf") -> Paper:
    """The paper."""
    return pressed(document, source, PaperFormat(wanted), Progress(lambda share, words: None))


def pdf_pages(paper: Paper) -> list[str]:
    """The characters of each page without blanks."""
    return [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(io.BytesIO(paper.data)).pages]


def docx_text(paper: Paper) -> str:
    """The characters of a Word file's body without blanks."""
    body = docx.Document(io.BytesIO(paper.data)).element.body
    return re.sub(r"\s", "", "".join(node.text or "" for node in body.iter(qn("w:t"))))


def words_of(paper: Paper, wanted: str) -> str:
    """The characters of a paper in any format, without blanks."""
    if wanted == "pdf":
        return "".join(pdf_pages(paper))
    return docx_text(paper) if wanted == "docx" else re.sub(r"\s", "", paper.data.decode("utf-8"))


def squeezed(said: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", said)
