"""What must never ship in a plan: placeholder words, links that lead nowhere, parts that the prose does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from app.domain.plan.addresses import elements
from app.domain.plan.model import Plan
from app.domain.plan.prose import paragraphs
from app.kernel.text import Text

ROOT = Path(__file__).resolve().parents[2] / "plans"
FOLDERS = sorted(path.parent for path in ROOT.glob("*/plan.yaml"))
HAN = re.compile(r"[\u4e00-\u9fff]")
LANGUAGE_CODES = {"zh", "en"}
MUST_BE_LINKED = re.compile(r"^(?:tasks|levels|groups|stop)/|^evacuate$")


def _plan(folder: Path) -> Plan:
    return msgspec.convert(yaml.safe_load((folder / "plan.yaml").read_text("utf-8")), Plan)


def _texts(value: object, where: str = "plan") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _texts(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _texts(part, f"{where}[{index}]")


def _placeholders(plan: Plan) -> list[str]:
    return [
        where
        for where, text in _texts(plan)
        if not HAN.search(text.zh) or {text.zh.strip().lower(), text.en.strip().lower()} & LANGUAGE_CODES
    ]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_no_text_is_a_placeholder(folder: Path) -> None:
    assert _placeholders(_plan(folder)) == []


@pytest.mark.parametrize("bad", [Text(zh="zh", en="en"), Text(zh="善后", en="en"), Text(zh="settle", en="settle")])
def test_the_guard_sees_a_placeholder(bad: Text) -> None:
    whole = _plan(FOLDERS[0])
    assert _placeholders(msgspec.structs.replace(whole, aftermath=(*whole.aftermath, bad))) == [
        f"plan.aftermath[{len(whole.aftermath)}]"
    ]


def test_every_link_has_both_its_ends(folder: Path) -> None:
    plan = _plan(folder)
    known = {address for address, _ in elements(plan)}
    keys = {paragraph.key for paragraph in paragraphs((folder / "text.md").read_text("utf-8"))}
    assert sorted(set(plan.links) - known) == []
    assert sorted({key for named in plan.links.values() for key in named} - keys) == []
    assert [address for address, named in plan.links.items() if not named] == []


def test_every_order_is_said_in_the_prose(folder: Path) -> None:
    plan = _plan(folder)
    wanted = {address for address, _ in elements(plan) if MUST_BE_LINKED.match(address)}
    assert sorted(wanted - set(plan.links)) == []


def test_who_commands_and_what_comes_again(folder: Path) -> None:
    plan = _plan(folder)
    assert plan.command is not None and plan.command.commanders
    assert plan.review is not None and plan.review.every_months > 0 and plan.next_review_on is not None
    assert plan.drill is not None and 0 < plan.drill.every_months <= 36


def test_the_same_work_is_named_once_and_exists() -> None:
    plans = [_plan(folder) for folder in FOLDERS]
    for plan in plans:
        elsewhere = {task.id for other in plans if other.id != plan.id for task in other.tasks}
        named = [task.same_as for task in plan.tasks if task.same_as]
        assert set(named) <= elsewhere, plan.id
        assert len(set(named)) == len(named) and not set(named) & {task.id for task in plan.tasks}, plan.id
