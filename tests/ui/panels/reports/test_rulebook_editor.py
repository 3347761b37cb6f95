"""The rulebook editor on a real desk: from a copy to a rulebook in force, by the keyboard, and nothing is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.catalog.rulebook_file import book_yaml
from app.domain.deadlines import rulebook_of
from app.domain.rulemaking import commands as wish
from app.domain.rulemaking.rules import copied
from app.domain.versions import VersionStatus
from app.kernel.text import Text
from app.ui.panels.plans.editor.findings import Place
from app.ui.panels.reports.panel import ReportsPanel
from app.ui.panels.reports.rulebooks.exchange import export_file, import_file
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import until

KEY = "our-county@2026.1"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def panel_of(services: Any) -> ReportsPanel:
    panel = ReportsPanel(services)
    panel.resize(1180, 600)
    panel.show()
    panel.tabs.setCurrentWidget(panel.versions)
    return panel


async def answered(panel: Any, **values: Any) -> None:
    """Fill the dialog that stands open and say yes."""
    await until(lambda: any(one.isVisible() for one in panel.findChildren(QDialog)))
    dialog = next(one for one in panel.findChildren(QDialog) if one.isVisible())
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog._form.set_values(values)
    dialog.give("yes")
    await until(lambda: closed)
    await asyncio.sleep(0.02)


async def begun(services: Any) -> None:
    source = services.workspace.desk.reference.rulebooks["township-default"]
    book = replace(copied(source, "our-county", "2026.1"), title=Text("本县"))
    await services.execute(wish.DraftRulebook(rulebook_id="our-county", version="2026.1", book=book, based_on=book.based_on))


def test_a_copy_becomes_the_rulebook_that_the_deadlines_follow(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = panel_of(services)
        before = {one.key: one.due_at for one in services.watcher.current}
        panel.tabs.setCurrentWidget(panel.book)
        panel.book.copy_button.click()
        await answered(panel, id="our-county", version="2026.1", title="本县信息报送规则")
        await until(lambda: panel.versions.editor is not None)
        editor = panel.versions.editor
        assert panel.tabs.currentWidget() is panel.versions and editor.bench.book.title.zh == "本县信息报送规则"
        row = next(at for at, rule in enumerate(editor.bench.book.rules) if rule.id == "D02")
        editor.go(Place("rules", row, "limit_min"))
        field = editor.detail.form.widget("limit_min")
        field.selectAll()
        QTest.keyClicks(field, "7")
        assert editor.bench.book.rules[row].limit_min == 7 and editor.bench.is_changed
        assert await editor.save() and services.state.rulebook_versions[KEY].revision == 2
        await editor.leave()
        assert panel.versions.editor is None and panel.versions.table.current.key == KEY
        for step, values in (
            ("review", {"reviewed_by": "王某"}),
            ("approve", {"approved_by": "赵某", "document_no": "县办〔2026〕1号"}), ("enforce", {}),
        ):
            assert panel.versions.steps[step].isVisible()
            panel.versions.steps[step].click()
            await answered(panel, **values)
        version = services.state.rulebook_versions[KEY]
        assert (version.status, version.document_no) == (VersionStatus.IN_FORCE, "县办〔2026〕1号")
        book = rulebook_of(services.state, services.workspace.desk.reference)
        assert book is not None and book.id == "our-county"
        assert panel.versions.table.current.here and not panel.versions.notice.isVisible()
        after = {one.key: one.due_at for one in services.watcher.current}
        assert before.keys() == after.keys()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_keys_of_the_editor_and_what_is_wrong_beside_the_field(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        await begun(services)
        panel = panel_of(services)
        panel.versions.open(KEY)
        editor = panel.versions.editor
        panel.activateWindow()
        await until(panel.isActiveWindow)
        count = len(editor.bench.book.rules)
        editor.tabs.setCurrentIndex(1)
        view = editor.list.view
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Insert)
        assert len(editor.bench.book.rules) == count + 1
        editor.session.look_now()
        row = editor.list.current
        notes = editor.bench.findings.notes("rules", row)
        assert "title.zh" in notes and editor.detail.form.error("title.zh")
        assert editor.problems.list.count() == len(editor.bench.findings.all) > 0
        editor.problems.chosen.emit(editor.bench.findings.all[0].place)
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Z, CTRL)
        assert len(editor.bench.book.rules) == count
        QTest.keyClick(view, Qt.Key.Key_D, CTRL)
        assert len({rule.id for rule in editor.bench.book.rules}) == count + 1
        QTest.keyClick(view, Qt.Key.Key_Y, CTRL)
        QTest.keyClick(view, Qt.Key.Key_PageDown, CTRL)
        assert editor.tabs.currentWidget() is editor.trial
        draft, force = editor.trial.sides
        assert draft.timeline._axis == force.timeline._axis and len(draft.timeline._result.lanes) >= 1
        QTest.keyClick(editor.trial, Qt.Key.Key_PageDown, CTRL)
        assert editor.tabs.currentWidget() is editor.difference and editor.difference.table.model.rowCount() > 0
        QTest.keyClick(editor.difference.table.view, Qt.Key.Key_S, CTRL)
        await until(lambda: not editor.bench.is_changed)
        QTest.keyClick(editor.difference.table.view, Qt.Key.Key_Left, ALT)
        await until(lambda: panel.versions.editor is None)
        assert len(services.state.rulebook_versions[KEY].book.rules) == count + 1
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_what_somebody_else_keeps_is_said_and_taken_over(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        await begun(services)
        panel = panel_of(services)
        panel.versions.open(KEY)
        editor = panel.versions.editor
        mine = editor.bench.book
        theirs = replace(mine, title=Text("别处改的"))
        await services.execute(wish.EditRulebook(rulebook_id="our-county", version="2026.1", revision=1, book=theirs))
        assert editor.banner.isVisible()
        editor.session.apply(lambda book: replace(book, title=Text("这里改的")), Place("book", None, "title.zh"))
        assert not await editor.save() and editor.bench.book.title.zh == "这里改的"
        editor.take_other()
        assert editor.bench.book == theirs and not editor.bench.is_changed
        editor.session.undo()
        assert editor.bench.book.title.zh == "这里改的" and await editor.save()
        await services.execute(wish.ReviewRulebook(rulebook_id="our-county", version="2026.1", reviewed_by="王某"))
        assert editor.session.read_only and not editor.detail.form.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_version_that_is_no_draft_is_only_read_and_files_come_and_go(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = panel_of(services)
        listed = panel.versions.library.find("county-2018")
        panel.versions.open("county-2018@1")
        editor = panel.versions.editor
        assert editor.session.read_only and not editor.session.apply(lambda book: replace(book, rules=()), Place("rules"))
        await editor.leave()
        for name in ("book.yaml", "book.xlsx"):
            target = tmp_path / name
            assert export_file(services, target, listed.book) == target
            work = asyncio.ensure_future(import_file(services, panel, target))
            await answered(panel, id="read-in", version=name.replace(".", "-"))
            key = await work
            assert services.state.rulebook_versions[key].book.rules == listed.book.rules
        assert export_file(services, tmp_path / "none" / "book.yaml", listed.book) is None
        bad = tmp_path / "bad.yaml"
        bad.write_text("id: 3\n", encoding="utf-8")
        work = asyncio.ensure_future(import_file(services, panel, bad))
        await until(lambda: any(one.isVisible() for one in panel.findChildren(QDialog)))
        next(one for one in panel.findChildren(QDialog) if one.isVisible()).give("ok")
        assert await work == ""
        assert "id: county-2018" in book_yaml(listed.book)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)
