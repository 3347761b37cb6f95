"""The duty log and the equipment of the room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.catalog.desk_equipment import read_desk_equipment
from app.catalog.locations import program_files
from app.domain.dutylog.apply import CHECKS_KEPT
from app.domain.dutylog.commands import CheckEquipment, CorrectLog, ListEquipment, WriteLog
from app.domain.dutylog.decide import LONGEST_INTERVAL_H, LONGEST_TEXT
from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.domain.dutylog.rules import equipment, faults, known_equipment, overdue_checks
from app.domain.record import Command
from app.domain.words import RuleStatus
from app.kernel.clock import FixedClock
from app.kernel.errors import BadFile, Refusal
from tests.world import NOON, Station, text

FAX = ListEquipment(item_id="fax", name=text("Fax"), every_h=24)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def station(clock: FixedClock) -> Iterator[Station]:
    made = Station(clock=clock).found()
    yield made
    made.close()


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as no:
        station.do(command)
    return no.value.code


def test_an_entry_keeps_when_it_happened_and_when_it_was_written(station: Station, clock: FixedClock) -> None:
    clock.advance(timedelta(minutes=30))
    station.do(WriteLog(text="  The county asks for water levels ", category=LogCategory.CALL, at=NOON))
    (note,) = station.state.log_notes.values()
    assert (note.text, note.at, note.written_at) == ("The county asks for water levels", NOON, NOON + timedelta(minutes=30))


def test_a_correction_keeps_the_old_words_in_order(station: Station) -> None:
    note_id = station.do(WriteLog(text="one"))[0].stamp.command_id
    station.do(CorrectLog(note_id=note_id, text="two", reason="slip"))
    station.do(CorrectLog(note_id=note_id, text="three", reason="again"))
    note = station.state.log_notes[note_id]
    assert note.text == "three"
    assert [(one.text, one.reason) for one in note.corrections] == [("one", "slip"), ("two", "again")]


def test_what_cannot_be_written(station: Station) -> None:
    assert refused(station, WriteLog(text=" ")) == "field_empty"
    assert refused(station, WriteLog(text="x" * (LONGEST_TEXT + 1))) == "log_text_too_long"
    assert refused(station, WriteLog(text="x", at=NOON + timedelta(hours=1))) == "time_in_future"
    note_id = station.do(WriteLog(text="one"))[0].stamp.command_id
    assert refused(station, CorrectLog(note_id=note_id, text="two", reason=" ")) == "field_empty"
    assert refused(station, CorrectLog(note_id=note_id, text="one", reason="slip")) == "nothing_changed"
    assert refused(station, CorrectLog(note_id="none", text="two", reason="slip")) == "log_note_unknown"


def test_a_test_that_was_never_made_is_overdue_and_one_that_was_made_is_due_again_later(
    station: Station, clock: FixedClock
) -> None:
    station.do(FAX)
    assert [one.item.id for one in overdue_checks(station.state, station.desk.reference, clock.now())] == ["fax"]
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.WORKS))
    (fax,) = equipment(station.state, station.desk.reference)
    assert fax.due_at == NOON + timedelta(hours=24)
    assert not fax.is_overdue(NOON + timedelta(hours=23, minutes=59))
    assert fax.is_overdue(NOON + timedelta(hours=24))


def test_a_fault_needs_words_and_stands_until_a_later_test(station: Station, clock: FixedClock) -> None:
    station.do(FAX)
    assert refused(station, CheckEquipment(item_id="fax", condition=EquipmentCondition.FAULTY)) == "field_empty"
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.FAULTY, remark="no line"))
    assert [one.item.id for one in faults(station.state, station.desk.reference)] == ["fax"]
    # a test that was made earlier and is only recorded now does not hide the fault
    earlier = clock.now() - timedelta(hours=1)
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.WORKS, at=earlier))
    assert [one.item.id for one in faults(station.state, station.desk.reference)] == ["fax"]
    clock.advance(timedelta(minutes=1))
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.WORKS))
    assert faults(station.state, station.desk.reference) == ()


def test_what_the_room_has_not_is_neither_tested_nor_reminded_of(station: Station, clock: FixedClock) -> None:
    station.do(FAX)
    station.do(ListEquipment(item_id="fax", name=text("Fax"), every_h=24, used=False))
    assert overdue_checks(station.state, station.desk.reference, clock.now()) == ()
    assert refused(station, CheckEquipment(item_id="fax", condition=EquipmentCondition.WORKS)) == "equipment_unknown"
    assert "fax" in known_equipment(station.state, station.desk.reference)


def test_an_interval_has_bounds_and_a_list_that_says_the_same_is_refused(station: Station) -> None:
    for hours in (-1, LONGEST_INTERVAL_H + 1):
        assert refused(station, ListEquipment(item_id="fax", name=text("Fax"), every_h=hours)) == "equipment_interval_wrong"
    station.do(FAX)
    assert refused(station, FAX) == "nothing_changed"
    station.do(ListEquipment(item_id="lamp", name=text("Lamp"), every_h=0))
    assert {one.item.id: one.due_at for one in equipment(station.state, station.desk.reference)}["lamp"] is None


def test_the_state_holds_the_last_tests_only(station: Station) -> None:
    station.do(FAX)
    for number in range(CHECKS_KEPT + 3):
        station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.WORKS, remark=str(number)))
    kept = station.state.equipment_checks["fax"]
    assert len(kept) == CHECKS_KEPT
    assert kept[-1].remark == str(CHECKS_KEPT + 2)


def test_the_suggested_equipment_is_no_law_and_names_what_the_log_must_tell() -> None:
    found = read_desk_equipment(program_files().resources / "catalog")
    assert {"duty_phone", "fax", "satellite_phone", "radio", "generator", "ups"} <= found.keys()
    assert {one.basis.status for one in found.values()} == {RuleStatus.SUGGESTED}
    assert all(one.name.zh and one.name.en and one.every_h > 0 for one in found.values())


def test_a_bad_list_is_told_line_by_line(tmp_path: Path) -> None:
    rows = "- {id: fax, name: {zh: Fax}, every_h: 24}\n- {id: fax, name: {zh: Fax}, every_h: -3}\n"
    (tmp_path / "desk_equipment.yaml").write_text(rows)
    with pytest.raises(BadFile) as bad:
        read_desk_equipment(tmp_path)
    assert [one.code for one in bad.value.problems] == ["equipment_twice", "equipment_interval"]
    assert [one.line for one in bad.value.problems] == [2, 2]
