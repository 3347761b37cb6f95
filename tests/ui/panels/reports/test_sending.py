"""The outbox and the instructions on the real desk: every button does its work, and nothing is shown that is not so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from app.desk.describe import Describer
from app.domain.deadlines import DeadlineKind
from app.domain.instruction.model import InstructionKind, InstructionState
from app.domain.reporting.model import Stage
from app.domain.sending.model import CallOutcome, SendChannel, SendState
from app.ui import instructions
from app.ui.kit.tasks import alive
from app.ui.panels.reports import outbox_dialogs
from app.ui.panels.reports.panel import ReportsPanel
from app.ui.shell.answer import answer_deadline
from app.ui.shell.faults import outbox_faults
from app.ui.shell.strip_presenter import present
from tests.ui.panels.desk_loop import on_desk
from tests.ui.panels.desk_world import until
from tests.ui.panels.reports.sending_scene import fill


def opened(services: Any, tab: str) -> ReportsPanel:
    panel = ReportsPanel(services)
    panel.resize(1180, 600)
    panel.tabs.setCurrentWidget(getattr(panel, tab))
    panel.show()
    return panel


async def dialog_of(parent: QWidget) -> Any:
    def open_ones() -> list[QDialog]:
        return [one for one in parent.findChildren(QDialog) if one.isVisible()]

    await until(open_ones)
    return open_ones()[-1]


async def say(parent: QWidget, press: str = "yes", /, **values: Any) -> None:
    """Fill the dialog that is open and close it."""
    dialog = await dialog_of(parent)
    if values:
        dialog._form.set_values(values)
    dialog.give(press)
    await until(lambda: not alive(dialog) or not dialog.isVisible())


def test_the_outbox_shows_every_state_and_what_may_be_done(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        found = await fill(services)
        panel = opened(services, "outbox")
        tab = panel.outbox
        words = {row.id: row.word for row in tab.table.model.rows}
        assert words == {
            found["waiting"]: "待发·需人工", found["failing"]: "待发·2 次未成", found["sent"]: "已发待签收",
            found["signed"]: "已签收", found["given_up"]: "已放弃",
        }
        assert panel.tabs.tabText(panel.tabs.indexOf(tab)) == "Outbox (3)"
        able = {}
        for name in ("waiting", "failing", "sent", "signed", "given_up"):
            tab.table.select(found[name])
            able[name] = [
                one.isEnabled() for one in (tab.hand_button, tab.retry_button, tab.sign_button, tab.give_up_button)
            ]
        assert able == {
            "waiting": [True, False, True, True], "failing": [False, True, True, True], "sent": [False, False, True, False],
            "signed": [False, False, False, False], "given_up": [False, False, True, False],
        }
        tab.filter.setCurrentIndex(tab.filter.findData("open"))
        assert tab.table.model.rowCount() == 3
        (fault,) = outbox_faults(services.state, services.wording)
        assert "上级接口" in fault.what
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_a_report_is_put_in_sent_by_hand_called_about_and_signed_for(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = opened(services, "outbox")
        tab = panel.outbox
        of = next(one for one in services.state.incidents.values() if one.is_open)
        tab.send_button.click()
        await say(panel, incident_id=of.id, stage=Stage.FOLLOW_UP, channel=SendChannel.FAX, title="续报", text="火已扑灭")
        await until(lambda: tab.table.model.rowCount() == 1)
        (sent,) = services.state.transmissions.values()
        assert (sent.recipient, sent.queued_by) == ("县政府总值班室", services.state.shift.officer)
        QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
        await say(panel)
        await until(lambda: services.state.transmissions[sent.id].state is SendState.SENT)
        made = services.state.incidents[of.id].reports[-1]
        assert (made.stage, made.means, made.content) == (Stage.FOLLOW_UP, "fax", "续报")
        tab.call_button.click()
        await say(panel, whom="陈某", number="1", outcome=CallOutcome.NO_ANSWER)
        await until(lambda: services.state.transmissions[sent.id].calls)
        due = [one for one in services.watcher.current if one.kind is DeadlineKind.RECEIPT]
        assert [one.step for one in due] == ["escalate"]
        tab.sign_button.click()
        await say(panel, receipt_by="县值班室 陈某")
        await until(lambda: services.state.transmissions[sent.id].state is SendState.SIGNED_FOR)
        assert services.state.incidents[of.id].reports[-1].receipt_by == "县值班室 陈某"
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_same_report_twice_is_said_in_the_dialog(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = opened(services, "outbox")
        values = {"stage": Stage.DAILY, "channel": SendChannel.COPY, "title": "零报告", "text": "无事"}
        panel.outbox.send_button.click()
        await say(panel, **values)
        await until(lambda: services.state.transmissions)
        panel.outbox.send_button.click()
        dialog = await dialog_of(panel)
        dialog._form.set_values(values)
        dialog.give("yes")
        await until(lambda: "不再重复发送" in dialog._error.text())
        dialog.give("no")
        assert len(services.state.transmissions) == 1
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_fields_are_copied_one_by_one_and_giving_up_asks_why(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        found = await fill(services)
        panel = opened(services, "outbox")
        tab = panel.outbox
        tab.table.select(found["waiting"])
        tab.copy_button.click()
        dialog = await dialog_of(panel)
        table = dialog.content.itemAt(0).widget()
        table.activated.emit(table.model.rows[0])
        assert QGuiApplication.clipboard().text() == "02:55"
        dialog.give("close")
        await until(lambda: not [one for one in panel.findChildren(QDialog) if one.isVisible()])
        tab.give_up_button.click()
        prompt = await dialog_of(panel)
        prompt.reject()
        await until(lambda: not [one for one in panel.findChildren(QDialog) if one.isVisible()])
        assert services.state.transmissions[found["waiting"]].is_waiting
        tab.table.select(found["failing"])
        tab.retry_button.click()
        await until(lambda: services.state.transmissions[found["failing"]].retry_asked_at)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_an_instruction_is_received_handled_answered_and_closed(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        panel = opened(services, "instructions")
        tab = panel.instructions
        tab.receive_button.click()
        await say(panel, kind=InstructionKind.QUERY, from_name="陈某", text="请核实人数")
        await until(lambda: tab.table.model.rowCount() == 1)
        (asked,) = services.state.instructions
        due = [one for one in services.watcher.current if one.kind is DeadlineKind.INSTRUCTION]
        assert [(one.step, one.critical, one.incident_id) for one in due] == [("feedback", True, "")]
        describer = Describer(services.workspace.desk.reference, services.wording)
        view = present(tuple(due), services.state, describer, services.workspace.desk.clock.now())
        assert (view.chips[0].incident, "陈某" in view.chips[0].title) == ("不涉及具体事件", True)
        tab.step_button.click()
        await say(panel, text="已向现场核实", handled=True)
        await until(lambda: services.state.instructions[asked].steps)
        QTest.keyClick(tab.table.view, Qt.Key.Key_Return)
        await say(panel, answer="2 人被困")
        await until(lambda: services.state.instructions[asked].answered_at)
        assert not tab.answer_button.isEnabled()
        tab.close_button.click()
        await say(panel)
        await until(lambda: services.state.instructions[asked].state is InstructionState.CLOSED)
        assert tab.table.model.rowCount() == 0 and not tab.print_button.isEnabled()
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_the_strip_answers_a_missing_receipt_and_an_instruction(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        found = await fill(services)
        services.watcher.refresh()
        window = QWidget()
        window.show()
        missing = next(one for one in services.watcher.current if one.kind is DeadlineKind.RECEIPT)
        services.run(answer_deadline(services, window, missing), window)
        await say(window, "signed")
        await until(lambda: [d for d in window.findChildren(QDialog) if d.isVisible() and hasattr(d, "_form")])
        await say(window, receipt_by="陈某")
        await until(lambda: services.state.transmissions[found["sent"]].receipt)
        wanted = next(one for one in services.watcher.current if one.kind is DeadlineKind.INSTRUCTION)
        services.run(answer_deadline(services, window, wanted), window)
        await say(window, "answer")
        await until(lambda: [d for d in window.findChildren(QDialog) if d.isVisible() and hasattr(d, "_form")])
        await say(window, answer="2 人")
        await until(lambda: services.state.instructions[wanted.subject].answered_at)
        window.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_every_deadline_of_the_list_has_words_and_a_basis(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        await fill(services)
        services.watcher.refresh()
        panel = opened(services, "due")
        rows = [row for row in panel.due.table.model.rows if row.deadline.kind in (DeadlineKind.RECEIPT, DeadlineKind.INSTRUCTION)]
        assert len(rows) >= 4
        assert all(row.what and row.basis and row.incident for row in rows)
        panel.tabs.setCurrentWidget(panel.suspicions)
        assert {row.suspected for row in panel.suspicions.table.model.rows} <= {"疑似迟报", "疑似漏报"}
        assert panel.suspicions.table.model.rowCount() >= 2
        panel.suspicions.filter.setCurrentIndex(panel.suspicions.filter.findData("omitted"))
        assert all(row.actual_at is None for row in panel.suspicions.table.model.rows)
        panel.deleteLater()

    on_desk(qapp, tmp_path, body)


def test_dialogs_close_without_a_trace(qapp: Any, tmp_path: Path) -> None:
    async def body(services: Any) -> None:
        window = QWidget()
        window.show()
        seq = services.state.seq
        for dialog in (outbox_dialogs.queue(services, window), instructions.receive(services, window)):
            services.run(dialog, window)
            await say(window, "no")
            await until(lambda: not [one for one in window.findChildren(QDialog) if one.isVisible()])
        assert services.state.seq == seq
        window.deleteLater()

    on_desk(qapp, tmp_path, body)
