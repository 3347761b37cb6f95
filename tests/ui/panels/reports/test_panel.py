"""The reporting panel on the real desk: answer, sign, follow the rulebook, leave nothing behind."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTextBrowser

from app.domain.duty.commands import ChangeProfile
from app.domain.reporting.commands import MakeReport
from app.ui.kit.ticker import Ticker
from app.ui.panels.reports.panel import SPEC, ReportsPanel
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import NOW, until


def test_enter_answers_the_most_urgent_deadline(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = SPEC.factory(services)
        panel.resize(1180, 600)
        panel.show()
        await asyncio.sleep(0)
        assert panel.due.table.model.rowCount() == len(services.watcher.current)
        assert panel.due.table.current.deadline == services.watcher.current[0]
        QTest.keyClick(panel.due.table.view, Qt.Key.Key_Return)
        await until(lambda: services.navigator.asked)
        assert services.navigator.asked == [("answer", services.watcher.current[0])]
        panel.due.incident_button.click()
        assert services.navigator.asked[-1] == ("show_incident", services.watcher.current[0].incident_id, "reports")
        panel.close()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_list_narrows_and_follows_the_desk(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = ReportsPanel(services)
        panel.show()
        panel.due.filter.setCurrentIndex(panel.due.filter.findData("report"))
        before = panel.due.table.model.rowCount()
        owed = next(one.obligation for one in services.watcher.current if one.obligation)
        how = {"means": "fax"} if owed.channel.value == "written" else {"whom": "县值班室"}
        await services.execute(
            MakeReport(incident_id=owed.incident_id, stage=owed.stage, channel=owed.channel, to_role=owed.to_role, **how)
        )
        keys = {row.deadline.key for row in panel.due.table.model.rows}
        assert f"report:{owed.incident_id}:{owed.key}" not in keys
        assert before >= 1
        panel.hide()
        assert not Ticker.shared().running
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_receipt_is_recorded_once(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = ReportsPanel(services)
        panel.tabs.setCurrentWidget(panel.ledger)
        panel.show()
        row = panel.ledger.table.current
        panel.ledger.receipt_button.click()
        await until(lambda: panel.findChildren(QDialog))
        dialog = panel.findChildren(QDialog)[0]
        dialog._form.set_values({"receipt_by": "县值班室 陈某"})
        dialog.give("yes")
        await until(lambda: panel.ledger.table.current.receipt.startswith("县值班室 陈某"))
        made = next(one for one in services.state.incidents[row.incident_id].reports if one.id == row.report_id)
        assert (made.receipt_by, made.receipt_at) == ("县值班室 陈某", NOW)
        assert not panel.ledger.receipt_button.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_rules_follow_the_profile_and_say_when_they_are_not_the_countys(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = ReportsPanel(services)
        panel.tabs.setCurrentWidget(panel.book)
        panel.show()
        default = panel.book.table.model.rowCount()
        assert "county" in panel.book.notice.text
        await services.execute(ChangeProfile(profile=replace(services.state.profile, rulebook_id="henan-2021")))
        books = services.workspace.desk.reference.rulebooks
        assert panel.book.table.model.rowCount() == len(books["henan-2021"].rules) != default
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_trial_is_drawn_and_a_wrong_fact_is_told(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = ReportsPanel(services)
        panel.resize(1180, 600)
        panel.tabs.setCurrentWidget(panel.trial)
        panel.show()
        seq = services.state.seq
        panel.trial.head.set_values({"kind": "A-FIR"})
        panel.trial.form._on_head("kind")
        panel.trial.facts.set_values({"dead": 3})
        panel.trial.compute()
        assert panel.trial.severity.text() == "较大"
        assert "电话首报" in panel.trial.timeline.accessibleName()
        assert not panel.trial.timeline.grab().toImage().isNull()
        assert services.state.seq == seq
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_any_rulebook_can_be_tried_and_the_hours_pass(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = ReportsPanel(services)
        panel.tabs.setCurrentWidget(panel.trial)
        panel.show()
        trial = panel.trial
        trial.head.set_values({"rulebook": "guangdong", "kind": "N-FOR", "aware_at": NOW})
        trial.form._on_head("kind")
        trial.compute()
        assert "自持续达到时长" in trial.timeline.accessibleName()
        trial.head.set_values({"looked_at": NOW + timedelta(hours=25)})
        trial.compute()
        assert "省森林草原防灭火指挥部办公室" in trial.timeline.accessibleName()
        assert "自持续达到时长" not in trial.timeline.accessibleName()
        trial.head.set_values({"rulebook": "provincial-relief", "kind": "N-FLD", "stabilised_at": NOW, "looked_at": None})
        trial.form._on_head("kind")
        trial.facts.set_values({"dead": 1})
        trial.compute()
        assert "灾情核报" in trial.timeline.accessibleName() and not services.wording.missing
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_view_of_a_chain_says_which_clocks_run_here(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = ReportsPanel(services)
        panel.tabs.setCurrentWidget(panel.book)
        panel.show()
        profile = replace(services.state.profile, rulebook_id="national-health")
        await services.execute(ChangeProfile(profile=profile))
        panel.book.help_button.click()
        await until(lambda: panel.findChildren(QDialog))
        page = panel.findChildren(QDialog)[0]
        assert "工作日" in page.findChild(QTextBrowser).toPlainText()
        page.give("ok")
        runs = {row.id: row.runs for row in panel.book.table.model.rows}
        assert runs == {"R04": "本台计时"} | dict.fromkeys(("R04-2", "R04-3", "R04-4", "R04-5", "R04-6"), "仅列示")
        assert not services.wording.missing
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)
