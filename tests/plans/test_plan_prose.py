"""The words of the shipped plans: chapters, both languages, nothing real named, orders that make sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from app.domain.plan.model import Plan, PlanType
from app.domain.reference import covers
from app.domain.words import Checked, ResponseLevel, RuleStatus, response_rank
from app.kernel.text import Text

ROOT = Path(__file__).resolve().parents[2] / "plans"
FOLDERS = sorted(path.parent for path in ROOT.glob("*/plan.yaml"))
FIRST_SIX = {
    *("structure-fire", "forest-fire", "flood-typhoon"),
    *("road-traffic", "mass-incident", "food-poisoning"),
}
CHAPTERS = ["总则", "应急组织体系", "报告与预警", "应急处置", "后期处置", "应急保障", "预案管理", "附件"]
REAL_PLACES = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
    "|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|河源|兰州|德化|鲁甸|南充|坪山|厦门"
)
PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}[-－ ]?\d{7,8})(?!\d)")
FIGURE = re.compile(r"\d+\s*(?:分钟|小时(?!制)|公里|米)")
STATUSES = ("法定", "建议值", "样例", "未核")
FIRST_HOUR = {
    "call-back": 3,
    "tell-duty-leader": 5,
    "first-forces": 10,
    "phone-first-report": 15,
    "first-scene-report": 20,
    "leader-on-scene": 30,
    "written-first-report": 40,
    "head-count": 45,
    "follow-up-1": 60,
}
"""The first hour of every plan, minutes after awareness (facts file §5.4)."""

WARNED = {"tell-duty-leader", "phone-first-report", "written-first-report", "head-count", "follow-up-1"}
"""What of it a warning asks for: nothing has happened yet, so nobody is called back and no scene reports."""

HAN = re.compile(r"[\u4e00-\u9fff]")


def _plan(folder: Path) -> Plan:
    return msgspec.convert(yaml.safe_load((folder / "plan.yaml").read_text("utf-8")), Plan)


def _cases(folder: Path) -> list[dict[str, Any]]:
    loaded = yaml.safe_load((folder / "cases.yaml").read_text("utf-8"))
    assert isinstance(loaded, list)
    return loaded


def _texts(value: object, where: str = "plan") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, f"{where}[{index}]")


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_first_six_plans_are_there() -> None:
    assert {path.name for path in FOLDERS} >= FIRST_SIX


def test_prose_has_every_chapter_in_order(folder: Path) -> None:
    prose = (folder / "text.md").read_text("utf-8")
    headings = re.findall(r"^## [一二三四五六七八九十]+、(.+)$", prose, flags=re.MULTILINE)
    assert headings == CHAPTERS


def test_prose_is_long_enough_and_numbered(folder: Path) -> None:
    prose = (folder / "text.md").read_text("utf-8")
    assert len(HAN.findall(prose)) >= 2000
    for chapter in range(1, len(CHAPTERS) + 1):
        numbers = [int(n) for n in re.findall(rf"^{chapter}\.(\d+) ", prose, flags=re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1)) and numbers


def test_prose_names_nothing_real(folder: Path) -> None:
    prose = (folder / "text.md").read_text("utf-8")
    assert not PHONE.search(prose)
    assert REAL_PLACES.findall(prose) == []


def test_every_time_and_distance_in_the_prose_says_what_it_is_worth(folder: Path) -> None:
    paragraphs = (folder / "text.md").read_text("utf-8").splitlines()
    bare = [line for line in paragraphs if FIGURE.search(line) and not any(word in line for word in STATUSES)]
    assert bare == []


def test_folder_id_and_every_id_inside_are_kebab_case(folder: Path) -> None:
    plan = _plan(folder)
    assert plan.id == folder.name
    ids = [plan.id, *(t.id for t in plan.tasks), *(g.id for g in plan.groups), *(m.id for m in plan.measures)]
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []
    assert len({t.id for t in plan.tasks}) == len(plan.tasks)


def test_both_languages_everywhere(folder: Path) -> None:
    missing = [where for where, text in _texts(_plan(folder)) if not text.zh.strip() or not text.en.strip()]
    assert missing == []
    mixed = [where for where, text in _texts(_plan(folder)) if HAN.search(text.en)]
    assert mixed == []


def test_statutory_means_verified_and_cited(folder: Path) -> None:
    plan = _plan(folder)
    bases = [*plan.basis, plan.evacuate.basis]
    for part in (*plan.levels, *plan.tasks, *plan.forces, *plan.notify, *plan.measures, *plan.stop):
        bases.append(part.basis)
    for basis in bases:
        if basis.status is RuleStatus.STATUTORY:
            assert basis.checked is Checked.VERIFIED and basis.article, basis
        assert basis.title_en, basis


def test_task_count_groups_and_levels(folder: Path) -> None:
    plan = _plan(folder)
    groups = {group.id for group in plan.groups}
    assert 22 <= len(plan.tasks) <= 40
    assert {task.group for task in plan.tasks} <= groups
    assert {level.level for level in plan.levels} == set(ResponseLevel)
    assert set(plan.expected_duration_h) == {str(level) for level in ResponseLevel}


def test_a_stronger_level_keeps_the_tasks_of_a_weaker_one(folder: Path) -> None:
    order = sorted(ResponseLevel, key=response_rank)
    for task in _plan(folder).tasks:
        if task.levels == (ResponseLevel.IV,):
            continue  # watching is what the weakest level does instead of acting
        weakest = min(task.levels, key=response_rank)
        assert set(task.levels) == set(order[order.index(weakest) :]), task.id


def test_due_times_follow_the_first_hour(folder: Path) -> None:
    plan = _plan(folder)
    dues = [task.due_min for task in plan.tasks]
    assert dues == sorted(dues) and dues[0] >= 0
    timed = {task.id: task.due_min for task in plan.tasks if task.id in FIRST_HOUR}
    wanted = WARNED if plan.type is PlanType.WARNING else set(FIRST_HOUR)
    assert wanted <= set(timed)
    assert timed == {name: FIRST_HOUR[name] for name in timed}
    assert any(task.critical for task in plan.tasks)


def test_enough_cases_and_each_can_be_read(folder: Path) -> None:
    plan, cases = _plan(folder), _cases(folder)
    tasks, kinds = {task.id for task in plan.tasks}, {demand.kind for demand in plan.forces}
    assert len(cases) >= 8
    assert len({case["name"] for case in cases}) == len(cases)
    for case in cases:
        expect = case["expect"]
        assert covers(plan.kinds, case["kind"]) and case["facts"]
        assert expect["level"] is None or ResponseLevel(expect["level"])
        assert {*expect.get("tasks", ()), *expect.get("no_tasks", ())} <= tasks
        assert set(expect.get("forces", ())) <= kinds
    assert {case["expect"]["level"] for case in cases} >= {"I", "II", "III", "IV"}
