"""The composer as a person at the keyboard uses it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from app.domain.duty.commands import StartShift
from app.domain.incident.commands import RecordFacts
from app.domain.reporting.model import Channel, Stage
from app.domain.sending.model import SendChannel
from app.domain.situation.commands import SignReport
from app.domain.situation.model import ReportStatus, SignOff, Standing
from app.storage.archive import Archive
from app.ui.command_dialog import CommandDialog
from app.ui.kit import dialogs
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.form import Form
from app.ui.panels.duty.checklist_dialog import TickList
from app.ui.panels.reports.written_tab import WrittenTab
from app.ui.report_composer import difference, presenter, steps
from app.ui.report_composer.dialog import ComposerDialog
from app.ui.report_composer.open import compose_area_report, open_composer
from app.ui.report_composer.outlets import CopyDialog, save_report
from app.ui.report_composer.work import ReportWork, says_the_same
from tests.ui.panels.duty.duty_bench import Bench

CTRL = Qt.KeyboardModifier.ControlModifier


async def composer(bench: Bench, stage: Stage | None = None) -> ComposerDialog:
    """A fire, and the composer on it."""
    case = await bench.fire(trapped=2)
    await bench.do(StartShift(leader="王双喜", officer="李国栋", reason="试用"))
    await bench.show()
    if stage is None:
        bench.panel.report()
    else:
        bench.services.run(open_composer(bench.services, bench.panel, case, stage), bench.panel)
    return await opened(bench)


async def opened(bench: Bench) -> ComposerDialog:
    """The composer, once it is there."""

    def shown() -> ComposerDialog | None:
        return next((w for w in bench.panel.findChildren(ComposerDialog) if w.isVisible()), None)

    return await bench.until(shown)


async def asked(bench: Bench, dialog: QDialog, kind: type = KitDialog) -> Any:
    """The question above the composer."""

    def shown() -> KitDialog | None:
        return next((w for w in dialog.findChildren(kind) if w.isVisible()), None)

    return await bench.until(shown)


async def press(bench: Bench, dialog: QDialog, key: Qt.Key) -> None:
    """Control and a key; the offscreen screen forgets its active window with every question."""
    dialog.activateWindow()
    await bench.until(dialog.isActiveWindow)
    QTest.keyClick(dialog, key, CTRL)


def report_of(bench: Bench) -> Any:
    return next(iter(bench.state.situation_reports.values()))


def row(dialog: ComposerDialog, code: str) -> Any:
    return next(one for one in dialog._elements if one.code == code)


def type_text(dialog: ComposerDialog, code: str, words: str) -> QPlainTextEdit:
    edit = dialog.text.editors[code].edit
    edit.setPlainText(words)
    return edit


def test_f7_opens_the_first_report_with_what_is_missing_and_the_clock(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        report = report_of(bench)
        assert report.stage is Stage.FIRST and report.status is ReportStatus.DRAFT
        assert row(dialog, "cause").check.standing is Standing.MISSING
        assert row(dialog, "place").check.standing is Standing.GIVEN
        assert dialog._elements[0].check.standing is Standing.MISSING, "what is missing stands first"
        assert dialog.left.text() and "首报" in dialog.due.text()
        assert "青石村" in dialog.text.editors["basics"].text
        assert not dialog.buttons["send"].isEnabled()
        dialog.reject()
        await bench.until(lambda: not dialog.isVisible())
        bench.panel.report()
        await opened(bench)
        assert len(bench.state.situation_reports) == 1, "the draft is found again"

    play(story)


def test_what_is_typed_is_kept_and_new_facts_are_only_offered(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        type_text(dialog, "people", "两人被困，正在营救。")
        await bench.until(lambda: report_of(bench).section("people").edited)
        case = report_of(bench).incident_id
        await bench.do(RecordFacts(incident_id=case, facts={"dead": 1}, source="卫生院"))
        await press(bench, dialog, Qt.Key.Key_R)
        await bench.until(lambda: "1人死亡" in report_of(bench).title.text)
        assert report_of(bench).section("people").text == "两人被困，正在营救。"
        editor = dialog.text.editors["people"]
        await bench.until(lambda: not editor.offer.isHidden())
        editor.offer.click()
        question = await asked(bench, dialog)
        question.give("take")
        await bench.until(lambda: "死亡1人" in report_of(bench).section("people").text)
        await bench.until(lambda: editor.offer.isHidden() and "死亡1人" in editor.text)

    play(story)


def test_keeping_the_own_text_is_not_asked_again(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        type_text(dialog, "people", "我的话。")
        assert await dialog.keep()
        await bench.do(RecordFacts(incident_id=report_of(bench).incident_id, facts={"dead": 1}, source="卫生院"))
        await bench.until(lambda: "people" in dialog._offers)
        bench.services.run(dialog.look_at_offer("people"), dialog)
        (await asked(bench, dialog)).give("keep")
        await bench.until(lambda: "people" not in dialog._offers)
        assert report_of(bench).section("people").text == "我的话。"

    play(story)


def test_what_was_typed_last_is_kept_when_the_composer_closes(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        type_text(dialog, "trend", "火势渐小。")
        dialog.reject()
        await bench.until(lambda: report_of(bench).section("trend").text == "火势渐小。")

    play(story)


def test_v_marks_an_element_and_enter_asks_for_it(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        dialog.elements.setFocus()
        place = [card.id for card in dialog.elements.cards].index("loss")
        dialog.elements.setCurrentIndex(dialog.elements.model().index(place, 0))
        QTest.keyClick(dialog.elements, Qt.Key.Key_V)
        await bench.until(lambda: report_of(bench).verifying == ("loss",))
        await bench.until(lambda: "直接经济损失" in report_of(bench).section("closing").text)
        place = [card.id for card in dialog.elements.cards].index("commander")
        dialog.elements.setCurrentIndex(dialog.elements.model().index(place, 0))
        QTest.keyClick(dialog.elements, Qt.Key.Key_Return)
        question = await asked(bench, dialog)
        question._edit.setPlainText("副镇长周岚，手机尾号0002")
        question.give("yes")
        await bench.until(lambda: "副镇长周岚" in report_of(bench).section("done").text)
        await bench.until(lambda: row(dialog, "commander").check.standing is Standing.GIVEN)

    play(story)


def test_a_missing_figure_is_recorded_where_it_is_kept(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        place = [card.id for card in dialog.elements.cards].index("dead_missing")
        dialog.elements.setCurrentIndex(dialog.elements.model().index(place, 0))
        bench.services.run(dialog.fill_in(), dialog)
        question = await asked(bench, dialog, CommandDialog)
        form = question.findChild(Form)
        form.set_values({"value": 0, "source": "消防"})
        question.give("yes")
        case = report_of(bench).incident_id
        await bench.until(lambda: "dead" in bench.state.incidents[case].facts)
        await bench.until(lambda: any(one.name == "dead" for one in report_of(bench).figures))

    play(story)


def test_signing_names_what_is_missing_once_and_the_clock_is_not_stopped(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        await press(bench, dialog, Qt.Key.Key_G)
        question = await asked(bench, dialog)
        text = " ".join(label.text() for label in question.findChildren(type(question._text)))
        assert "起因" in text and "38:00" in text and "签发人" not in text
        question.give("go")
        form_dialog = await asked(bench, dialog, CommandDialog)
        form = form_dialog.findChild(Form)
        assert form.values()["by"] == "王双喜"
        form_dialog.give("yes")
        await bench.until(lambda: report_of(bench).status is ReportStatus.SIGNED)
        assert "cause" in report_of(bench).verifying
        await bench.until(dialog.text.editors["basics"].edit.isReadOnly)
        assert dialog.buttons["send"].isEnabled() and not dialog.buttons["sign"].isEnabled()

    play(story)


def test_going_back_from_the_question_changes_nothing(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        revision = report_of(bench).revision
        await press(bench, dialog, Qt.Key.Key_D)
        (await asked(bench, dialog)).give("back")
        await bench.until(lambda: not dialog._busy)
        assert report_of(bench).revision == revision and report_of(bench).status is ReportStatus.DRAFT

    play(story)


def test_submitted_given_back_and_authorised_by_telephone(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        dialog.buttons["submit"].click()
        (await asked(bench, dialog)).give("go")
        await bench.until(lambda: report_of(bench).status is ReportStatus.SUBMITTED)
        await bench.until(lambda: not dialog._busy and not dialog.buttons["return"].isHidden())
        dialog.buttons["return"].click()
        question = await asked(bench, dialog)
        question._edit.setPlainText("写明风向")
        question.give("yes")
        await bench.until(lambda: "写明风向" in dialog.banner.text)
        await bench.until(lambda: not dialog._busy)
        await press(bench, dialog, Qt.Key.Key_H)
        form_dialog = await asked(bench, dialog, CommandDialog)
        form_dialog.findChild(Form).set_values({"phone": "000-1"})
        form_dialog.give("yes")
        await bench.until(lambda: report_of(bench).signature is not None)
        signature = report_of(bench).signature
        assert signature.how is SignOff.PHONE and signature.phone == "000-1" and signature.recorded_by == "李国栋"

    play(story)


def test_the_telephone_waits_for_nothing_and_is_signed_for_afterwards(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        await press(bench, dialog, Qt.Key.Key_T)
        form_dialog = await asked(bench, dialog, CommandDialog)
        form_dialog.findChild(Form).set_values({"whom": "县值班员"})
        form_dialog.give("yes")
        await bench.until(lambda: bool(report_of(bench).phoned))
        assert "事后补签" in dialog.banner.text
        made = bench.state.incidents[report_of(bench).incident_id].reports[-1]
        assert made.channel is Channel.PHONE and made.situation_report_id == report_of(bench).id
        await bench.until(lambda: not dialog._busy)
        await press(bench, dialog, Qt.Key.Key_G)
        (await asked(bench, dialog)).give("go")
        form_dialog = await asked(bench, dialog, CommandDialog)
        form_dialog.give("yes")
        assert form_dialog.isVisible() and form_dialog.findChild(Form).error("reason")
        form_dialog.findChild(Form).set_values({"reason": "领导在途中"})
        form_dialog.give("yes")
        await bench.until(lambda: report_of(bench).signature is not None)
        assert report_of(bench).signature.after_the_fact

    play(story)


async def signed(bench: Bench) -> ComposerDialog:
    """A signed first report in the composer."""
    dialog = await composer(bench)
    work = dialog.work
    await work.mark(tuple(one.code for one in presenter.missing_names(dialog._elements)))
    await bench.services.execute(SignReport(report_id=work.report_id, revision=work.report.revision, by="王双喜"))
    return dialog


def test_it_goes_out_field_by_field_and_its_duty_is_answered(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await signed(bench)
        await bench.until(dialog.buttons["send"].isEnabled)
        await press(bench, dialog, Qt.Key.Key_Return)
        chooser = await asked(bench, dialog)
        chooser._list.setCurrentRow(1)
        chooser.give("yes")
        copying = await asked(bench, dialog, CopyDialog)
        QTest.keyClick(copying.list, Qt.Key.Key_Return)
        assert QGuiApplication.clipboard().text() == report_of(bench).title.text
        assert copying.list.currentRow() == 1 and copying.isVisible() and copying.answer is None
        copying.give("done")
        form_dialog = await asked(bench, dialog, CommandDialog)
        assert form_dialog.findChild(Form).values()["means"] == "network"
        form_dialog.give("yes")
        await bench.until(lambda: report_of(bench).status is ReportStatus.ISSUED)
        made = bench.state.incidents[report_of(bench).incident_id].reports[-1]
        assert made.situation_report_id == report_of(bench).id and made.due_at is not None

    play(story)


def test_it_goes_into_the_outbox_and_a_machine_may_send_it(play, tmp_path: Path) -> None:
    async def story(bench: Bench) -> None:
        dialog = await signed(bench)
        bench.services.workspace.archive = Archive(tmp_path / "archive")
        await bench.until(dialog.buttons["send"].isEnabled)
        await press(bench, dialog, Qt.Key.Key_Return)
        chooser = await asked(bench, dialog)
        chooser._list.setCurrentRow(3)
        chooser.give("yes")
        form_dialog = await asked(bench, dialog, CommandDialog)
        form_dialog.give("yes")
        await bench.until(lambda: bool(bench.state.transmissions))
        (queued,) = bench.state.transmissions.values()
        report = report_of(bench)
        assert (queued.report_id, queued.title, queued.channel) == (report.id, report.title.text, SendChannel.HTTP)
        assert queued.blocks and queued.document_bytes > 1000
        assert bench.services.workspace.archive.read(queued.incident_id, queued.document_sha256).startswith(b"%PDF")

    play(story)


def test_it_is_saved_as_pdf_or_text_and_kept(play, tmp_path: Path, monkeypatch: Any) -> None:
    async def story(bench: Bench) -> None:
        dialog = await signed(bench)
        wanted = iter((tmp_path / "report.pdf", tmp_path / "report.txt", None))

        async def pick(*_given: object, **_more: object) -> Path | None:
            return next(wanted)

        monkeypatch.setattr(dialogs, "save_path", pick)
        bench.services.workspace.archive = Archive(tmp_path / "archive")
        sent = await save_report(dialog, dialog.work)
        assert sent is not None and (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
        issued = bench.state.incidents[report_of(bench).incident_id].documents[-1]
        assert issued.sha256 == sent.document_sha256 and issued.document == "first_report"
        await save_report(dialog, dialog.work)
        text = (tmp_path / "report.txt").read_text(encoding="utf-8")
        assert all(part in text for part in report_of(bench).title.text.split("\u3000"))  # a long title is broken at its blanks
        assert await save_report(dialog, dialog.work) is None

    play(story)


def test_another_report_of_the_incident_is_begun_from_the_choice(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await signed(bench)
        place = next(at for at, one in enumerate(dialog._choices) if one.stage is Stage.FOLLOW_UP)
        await dialog.choose(place)
        assert dialog.work.report.stage is Stage.FOLLOW_UP and dialog.work.report.number == 1
        assert "续报一" in dialog.choice.currentText()
        await dialog.choose(0)
        assert dialog.work.report.stage is Stage.FIRST

    play(story)


def test_a_verification_asks_what_is_to_be_checked(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await signed(bench)
        place = next(at for at, one in enumerate(dialog._choices) if one.stage is Stage.VERIFICATION)
        bench.services.run(dialog.choose(place), dialog)
        question = await asked(bench, dialog)
        question._edit.setPlainText("被困者是否含儿童？")
        question.give("yes")
        await bench.until(lambda: dialog.work.report.stage is Stage.VERIFICATION)
        assert "被困者是否含儿童？" in dialog.work.report.section("question").text

    play(story)


def test_a_report_is_withdrawn_with_its_reason(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        dialog.buttons["withdraw"].click()
        question = await asked(bench, dialog)
        question._edit.setPlainText("误开")
        question.give("yes")
        await bench.until(lambda: report_of(bench).status is ReportStatus.WITHDRAWN)
        await bench.until(lambda: not dialog.buttons["sign"].isEnabled())

    play(story)


def test_recipients_are_ticked(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        dialog.address.click()
        question = await asked(bench, dialog)
        ticks = question.findChild(TickList)
        free = [ticks.item(place) for place in range(ticks.count()) if ticks.item(place).checkState() is Qt.CheckState.Unchecked]
        free[0].setCheckState(Qt.CheckState.Checked)
        question.give("yes")
        await bench.until(lambda: len(report_of(bench).to_roles) == 2)

    play(story)


def test_the_zero_report_of_the_area(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.do(StartShift(leader="王双喜", officer="李国栋", reason="试用"))
        await bench.show()
        bench.services.run(compose_area_report(bench.services, bench.panel), bench.panel)
        chooser = await asked(bench, bench.panel)  # type: ignore[arg-type]
        chooser._list.setCurrentRow(1)
        chooser.give("yes")
        dialog = await opened(bench)
        assert dialog.work.report.stage is Stage.ZERO
        assert "未发生突发事件" in dialog.text.editors["incidents"].text
        await steps.may_go(dialog, dialog.work)

    play(story)


def test_the_next_report_is_the_one_that_is_wanted(play) -> None:
    async def story(bench: Bench) -> None:
        case = await bench.fire(trapped=2)
        room = bench.room
        assert presenter.wanted_stage(case, room, ()) is Stage.FIRST
        work = await ReportWork.begin(bench.services, case, Stage.FIRST)
        assert presenter.wanted_stage(case, bench.room, ()) is Stage.FIRST, "it is still in work"
        again = await ReportWork.begin(bench.services, case, Stage.FIRST)
        assert again.report_id == work.report_id
        assert not await work.refresh(), "a minute that goes by is no news"

    play(story)


def test_a_minute_that_went_by_makes_no_new_text() -> None:
    assert says_the_same("截至03时17分，死亡1人", "截至04时20分，死亡1人")
    assert says_the_same("As of 03:17: 1 dead", "As of 04:20: 1 dead")
    assert not says_the_same("截至03时17分，死亡1人", "截至03时17分，死亡2人")


def test_the_difference_keeps_every_character_of_both_texts() -> None:
    mine, new = "死亡1人，被困12人。", "死亡2人，被困12人（核实）。"
    pieces = difference.difference(mine, new)
    assert "".join(text for how, text in pieces if how != "come") == mine
    assert "".join(text for how, text in pieces if how != "gone") == new
    assert ("gone", "1") in pieces and ("come", "2") in pieces


def test_written_reports_are_listed_and_opened_from_the_reports_screen(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await signed(bench)
        dialog.reject()
        await bench.until(lambda: not dialog.isVisible())
        tab = WrittenTab(bench.services)
        tab.setParent(bench.panel)
        tab.show_state(bench.state)
        assert tab.table.current is not None and "王双喜" in tab.table.current.signed
        tab.open_button.click()
        again = await opened(bench)
        assert again.work.report.status is ReportStatus.SIGNED

    play(story)


def test_what_happens_while_the_composer_is_open_is_told_at_once(play) -> None:
    async def story(bench: Bench) -> None:
        await composer(bench)
        case = report_of(bench).incident_id
        await bench.do(RecordFacts(incident_id=case, facts={"dead": 1}, source="卫生院"))
        await bench.until(lambda: "1人死亡" in report_of(bench).title.text)

    play(story)


def test_a_missing_field_leads_to_the_intake(play) -> None:
    async def story(bench: Bench) -> None:
        dialog = await composer(bench)
        place = [card.id for card in dialog.elements.cards].index("occurred_at")
        dialog.elements.setCurrentIndex(dialog.elements.model().index(place, 0))
        bench.services.run(dialog.fill_in(), dialog)
        question = await asked(bench, dialog, CommandDialog)
        form = question.findChild(Form)
        form.set_values({"occurred_at": bench.clock.now() - timedelta(minutes=5), "reason": "补填"})
        question.give("yes")
        case = report_of(bench).incident_id
        await bench.until(lambda: bench.state.incidents[case].occurred_at is not None)
        await bench.until(lambda: row(dialog, "occurred_at").check.standing is Standing.GIVEN)

    play(story)
