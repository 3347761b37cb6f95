"""First start, faults, the header, a second start, and panels that are found by their folders."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.domain.duty.model import Tier
from app.journal.codec import Damage
from app.kernel.errors import Problem
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.form import Form
from app.ui.panels.base import discover
from app.ui.services import Services
from app.ui.shell.faults import catalogue_fault, journal_fault
from app.ui.shell.first_start import ask_own_desk
from app.ui.shell.header import Header
from app.ui.single import SingleInstance
from tests.ui.panels.boards import NOW, Board
from tests.ui.panels.desk_loop import on_desk


def test_every_panel_has_a_name_a_help_page_and_a_key_of_its_own(board: Board) -> None:
    specs = discover()
    wording = board.services.wording
    assert specs[0].id == "duty" and len(specs) == 11
    assert all(wording.knows(f"panel.{one.id}") for one in specs)
    assert len({one.shortcut for one in specs}) == len(specs)
    help_dir = board.workspace.files.resources / "help"
    assert all((help_dir / lang / f"{one.help or one.id}.md").exists() for one in specs for lang in ("zh", "en"))


def test_a_broken_plan_and_a_damaged_journal_are_named(board: Board) -> None:
    problem = Problem("plans/x/plan.yaml", 12, "levels[0].when", "unknown_fact", {"fact": "ded"})
    notes = catalogue_fault((problem, problem), board.services.wording, NOW)
    assert len(notes) == 1 and "12" in notes[0].what and "plan.yaml" in notes[0].what
    assert journal_fault(None, NOW) == () and "7" in journal_fault(Damage(7, "hash"), NOW)[0].what


def test_the_header_says_whose_desk_who_is_on_duty_and_which_warning(board: Board, qtbot: Any) -> None:
    header = Header(board.services)
    qtbot.addWidget(header)
    header.render(board.desk.state)
    texts = " ".join(one.text() for one in header.findChildren(type(header._title)))
    assert "青石镇" in texts and board.desk.state.shift is not None and board.desk.state.shift.leader in texts
    assert header._alert.text.count("预警") == 1


def test_own_township_is_asked_for_and_refuses_an_empty_name(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        asking = asyncio.ensure_future(ask_own_desk(None, services.workspace.desk.reference, "zh"))
        dialog = None
        for _ in range(400):
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, KitDialog):
                break
            await asyncio.sleep(0.01)
        assert isinstance(dialog, KitDialog)
        form = dialog.findChild(Form)
        dialog.give("yes")
        assert dialog.isVisible() and form is not None and form.error("name")
        form.set_values({"name": "新镇", "superior": "县总值班室", "leader": "甲", "officer": "乙"})
        dialog.give("yes")
        own = await asyncio.wait_for(asking, 10)
        assert own is not None and own.profile.name.zh == "新镇" and own.profile.tier is Tier.TOWNSHIP
        assert own.profile.rulebook_id == "township-default" and not own.profile.demo

    on_desk(qapp, tmp_path, body)


def test_the_tier_brings_its_own_suggested_rules_with_their_notice(qapp: QApplication, tmp_path: Path) -> None:
    async def body(services: Services) -> None:
        asking = asyncio.ensure_future(ask_own_desk(None, services.workspace.desk.reference, "zh"))
        dialog = None
        for _ in range(400):
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, KitDialog):
                break
            await asyncio.sleep(0.01)
        assert isinstance(dialog, KitDialog)
        form = dialog.findChild(Form)
        assert form is not None
        for tier, book in ((Tier.COUNTY, "county-default"), (Tier.TOWNSHIP, "township-default"), (Tier.COUNTY, "county-default")):
            form.set_values({"tier": tier})
            form.changed.emit("tier")
            assert form.values()["rulebook"] == book
        assert "建议值" in form._rows["rulebook"].hint
        form.set_values({"rulebook": "county-2018"})
        form.changed.emit("rulebook")
        form.set_values({"tier": Tier.TOWNSHIP})
        form.changed.emit("tier")
        assert form.values()["rulebook"] == "county-2018" and "样例" in form._rows["rulebook"].hint
        form.set_values({"name": "新县", "superior": "市总值班室", "leader": "甲", "officer": "乙", "tier": Tier.COUNTY})
        dialog.give("yes")
        own = await asyncio.wait_for(asking, 10)
        assert own is not None and own.profile.tier is Tier.COUNTY and own.profile.rulebook_id == "county-2018"

    on_desk(qapp, tmp_path, body)


def test_a_second_start_raises_the_first(qapp: QApplication, tmp_path: Path, qtbot: Any) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    other = SingleInstance(tmp_path / "elsewhere")
    try:
        assert first.acquire()
        with qtbot.waitSignal(first.raise_wanted, timeout=3000):
            assert not second.acquire()
        assert other.acquire()
    finally:
        for one in (first, second, other):
            one.release()
