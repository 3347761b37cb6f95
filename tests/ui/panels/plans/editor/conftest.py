"""Drafts of real plans on a bench, without Qt."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from app.catalog.cases import plan_cases
from app.catalog.plans import plan_text
from app.catalog.wording import Wording
from app.desk.plan_library import copied
from app.domain.planning.model import PlanContent
from app.ui.panels.plans.editor.draft import Draft
from app.ui.panels.plans.editor.opened import Opened
from app.ui.panels.plans.editor.workbench import Workbench
from tests.ui.panels.boards import FILES, catalogue


@lru_cache
def whole(plan_id: str = "structure-fire") -> PlanContent:
    """All of a plan of the program's files, as the start of a draft."""
    plan = catalogue()[0].reference.plans[plan_id]
    content = PlanContent(plan, plan_text(FILES.plans, plan_id), plan_cases(FILES.plans, plan_id))
    return copied(content, plan_id, "2026.9")


def bench_of(opened: Opened, lang: str = "zh") -> Workbench:
    """A workbench over the real catalogue; its clock stands still."""
    loaded, words = catalogue()
    wordings = {code: Wording(words, code, loaded.reference) for code in ("zh", "en")}
    return Workbench(opened, lambda: loaded.reference, wordings.__getitem__, lang, lambda: 0.0)


@pytest.fixture
def draft() -> Draft:
    return Draft(whole())


@pytest.fixture
def bench() -> Workbench:
    return bench_of(Opened(whole(), based_on="2026.1"))


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
