"""The intake form fills from what was said, and what a person typed stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.calls.commands import LogCall
from app.domain.calls.model import CallCategory, CallWords
from app.domain.calls.rules import calls_of
from app.domain.incident.model import Place
from app.ui.panels.duty.intake_filling import MARK
from tests.ui.panels.duty.duty_bench import Bench, here

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
REPORT = "据青石村报告:\n3时05分,青石村三组发生山体滑坡,掩埋房屋2间,3人失联。\n转移群众26户89人。"
LINE = "3:05 群众报警,青石村三组民房起火,2人被困,三四人受伤,电话13800001111"


def message(intake, key: str) -> str:
    form = intake.main if key in intake.main.values() else intake.specific
    return form._rows[key].message.text()


def test_a_line_fills_the_form_and_every_field_shows_its_words(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake(LINE)
        intake = bench.panel.intake
        draft = intake.draft()
        assert (draft.kind, draft.place.words) == ("A-FIR", "青石村三组")
        assert (draft.caller.name, draft.caller.phone) == ("群众", "13800001111")
        assert (draft.facts["trapped"], draft.facts["minor"]) == (2, 4)
        assert draft.occurred_at is not None and draft.place.point is not None
        assert message(intake, "kind") == "“民房起火”" and message(intake, "fact.trapped") == "“2人被困”"
        assert message(intake, "fact.minor").startswith(MARK) and "待核" in message(intake, "fact.minor")
        assert len(intake.said.edit.extraSelections()) >= 6
        assert "fact.minor" in intake.filler.uncertain and MARK in intake.said.status

    play(story)


def test_one_key_takes_what_is_marked_and_one_shows_the_other_reading(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake("青石村起火,三四人受伤")
        intake = bench.panel.intake
        await bench.until(lambda: intake.main.widget("fact.minor").hasFocus())
        intake.next_reading()
        assert intake.draft().facts["minor"] == 3
        intake.next_reading()
        assert intake.draft().facts["minor"] == 4
        intake.accept()
        assert intake.filler.uncertain == () and MARK not in message(intake, "fact.minor")
        assert not intake.said.status

    play(story)


def test_nothing_typed_by_hand_is_overwritten(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake("青石村起火,2人被困")
        intake = bench.panel.intake
        widget = intake.main.widget("fact.trapped")
        widget.setFocus()
        widget.selectAll()
        QTest.keyClicks(widget, "5")
        intake.main.widget("caller_name").setText("老王")
        intake.said.edit.setPlainText("青石村起火,3人被困,1人死亡,群众报警")
        intake.said.read_now()
        draft = intake.draft()
        assert (draft.facts["trapped"], draft.facts["dead"], draft.caller.name) == (5, 1, "老王")
        assert "被困" not in message(intake, "fact.trapped")
        intake.said.edit.setPlainText("青石村起火")
        intake.said.read_now()
        assert intake.draft().facts == {"trapped": 5}  # what was filled in goes with its words, what was typed stays

    play(story)


def test_a_pasted_report_is_read_when_the_typing_pauses(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake()
        intake = bench.panel.intake
        intake.said.edit.insertPlainText(REPORT)
        await bench.until(lambda: intake.draft().kind == "N-GEO")
        facts = intake.draft().facts
        assert (facts["missing"], facts["evacuated"], facts["collapsed_rooms"]) == (3, 89, 2)

    play(story)


def test_saving_logs_the_call_with_its_incident(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake(LINE)
        bench.panel.intake.save()
        await bench.until(lambda: bench.state.incidents)
        of = next(iter(bench.state.incidents.values()))
        (call,) = calls_of(bench.state, of.id)
        assert (call.words.text, call.words.phone) == (LINE, "13800001111")
        assert of.narrative == LINE

    play(story)


def test_a_call_from_the_same_number_or_place_is_shown_and_joined_with_one_key(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        case = await bench.fire()
        await bench.do(LogCall(words=CallWords("火很大", phone="13900002222", place=Place("青石村", here(bench)))))
        bench.panel.begin_intake("青石村着火了,电话13900002222")
        intake = bench.panel.intake
        assert intake.related.isVisibleTo(intake)
        assert bench.state.incidents[case].number in intake.related.text and "火很大" in intake.related.text
        QTest.keyClick(intake.said.edit, Qt.Key.Key_J, ALT)
        await bench.until(lambda: calls_of(bench.state, case))
        assert len(bench.state.incidents) == 1
        await bench.until(lambda: bench.panel.detail.tab == "timeline")
        assert bench.panel.current_incident_id == case

    play(story)


def test_a_misdial_is_logged_without_an_incident(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake()
        intake = bench.panel.intake
        intake.calls.log_only(CallCategory.MISDIAL)
        assert not bench.state.calls and intake._error.text()
        intake.said.edit.setPlainText("打错了")
        actions = {one.text(): one for one in intake.calls.menu.actions()}
        actions["误拨"].trigger()
        await bench.until(lambda: bench.state.calls)
        (call,) = bench.state.calls.values()
        assert (call.words.text, call.words.category, call.incident_id) == ("打错了", CallCategory.MISDIAL, "")
        assert not bench.state.incidents and not intake.said.text

    play(story)


def test_a_drill_or_a_denied_kind_is_told(play) -> None:
    async def story(bench: Bench) -> None:
        await bench.show()
        bench.panel.begin_intake("消防演练,青石村")
        assert "演练" in bench.panel.intake.said.status

    play(story)
