"""The duty log: what it tells, in which order, to which second, and when it says that nothing happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.describe import Describer
from app.desk.duty_log import SECTIONS, LogLine, Period, day_period, duty_log, is_zero_record, section_of, shift_periods
from app.desk.duty_sheets import Head, handover_sheet, log_sheet
from app.domain.apply import ENTRY_TYPES
from app.domain.duty.commands import RecordWarning, RegisterContacts, StartShift
from app.domain.duty.model import Contact
from app.domain.dutylog.commands import CheckEquipment, CorrectLog, ListEquipment, WriteLog
from app.domain.dutylog.model import EquipmentCondition, LogCategory
from app.domain.handover.commands import AcceptItem, CompleteHandover, StartHandover
from app.domain.handover.rules import open_items
from app.domain.incident.commands import AddNote, OpenIncident, OverrideSeverity
from app.domain.words import AlertLevel, IncidentSeverity
from app.kernel.clock import FixedClock
from tests.world import NOON, PLACE, REFERENCE, Station, text

WORDS = read_words(program_files().resources / "i18n")
DESCRIBER = Describer(REFERENCE, Wording(WORDS, "zh", REFERENCE))
HEAD = Head(7, "ab" * 32)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def station(clock: FixedClock) -> Iterator[Station]:
    made = Station(clock=clock).found()
    made.do(StartShift(leader="Chief", officer="Day"))
    yield made
    made.close()


def told(station: Station, period: Period | None = None) -> tuple[LogLine, ...]:
    period = period or shift_periods(station.state)[0]
    records = station.run(station.desk.records(period.after_seq, period.until_seq))
    return duty_log(records, station.state, DESCRIBER, period)


def hand_over(station: Station) -> None:
    station.do(StartHandover(leader="Chief", officer="Night"))
    for item in open_items(station.state.handover, station.state, station.desk.reference, station.desk.clock.now()):
        station.do(AcceptItem(key=item.key, remark="seen"))
    handed = station.state.shift
    assert handed is not None
    station.do(CompleteHandover(handed_by=handed.officer, taken_by="Night"))


def test_a_shift_in_which_nothing_happened_is_a_zero_record(station: Station) -> None:
    lines = told(station)
    assert [line.section for line in lines] == ["duty"]
    assert is_zero_record(lines)
    station.do(ListEquipment(item_id="fax", name=text("Fax"), every_h=24))
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.WORKS))
    assert is_zero_record(told(station)), "a test of the fax is no event"
    station.do(WriteLog(text="call", category=LogCategory.CALL))
    assert not is_zero_record(told(station))


def test_registers_are_no_duty_log(station: Station) -> None:
    before = told(station)
    station.do(RegisterContacts(contacts=(Contact("k1", "A", "county_duty_room", "1"),)))
    assert told(station) == before


def test_journal_and_free_entries_stand_in_the_order_of_time(station: Station, clock: FixedClock) -> None:
    clock.advance(timedelta(minutes=10))
    station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=clock.now()))
    clock.advance(timedelta(minutes=20))
    station.do(WriteLog(text="The county called earlier", category=LogCategory.CALL, at=NOON + timedelta(minutes=5)))
    lines = told(station)
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    note = next(line for line in lines if line.note_id)
    assert lines.index(note) == 1
    assert note.is_late
    assert note.written_at == NOON + timedelta(minutes=30)


def test_old_words_stay_struck_through(station: Station) -> None:
    note_id = station.do(WriteLog(text="one"))[0].stamp.command_id
    station.do(CorrectLog(note_id=note_id, text="two", reason="slip"))
    (note,) = [line for line in told(station) if line.note_id]
    assert note.text == "two"
    assert [(one.text, one.reason) for one in note.struck] == [("one", "slip")]


def test_the_gravest_incidents_are_told_to_the_second(station: Station) -> None:
    mill = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    assert {line.to_the_second for line in told(station) if line.incident_id == mill} == {False}
    station.do(OverrideSeverity(incident_id=mill, severity=IncidentSeverity.I, reason="worst"))
    graves = [line for line in told(station) if line.incident_id == mill]
    assert {line.to_the_second for line in graves} == {True}
    assert graves[0].clock == "03-10 12:00:00"


def test_each_shift_has_its_own_records_and_the_handover_ends_the_earlier(station: Station, clock: FixedClock) -> None:
    mill = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    clock.advance(timedelta(hours=8))
    hand_over(station)
    clock.advance(timedelta(hours=1))
    station.do(AddNote(incident_id=mill, text="by night"))
    night, day = shift_periods(station.state)
    assert (day.officer, night.officer, night.until) == ("Day", "Night", None)
    by_day, by_night = told(station, day), told(station, night)
    assert any("交接班完成" in line.text for line in by_day)
    assert not any("by night" in line.text for line in by_day)
    assert any("by night" in line.text for line in by_night)
    assert not {line.id for line in by_day} & {line.id for line in by_night}


def test_a_clock_that_was_set_back_moves_nothing_into_another_shift(station: Station, clock: FixedClock) -> None:
    clock.advance(timedelta(hours=8))
    hand_over(station)
    clock.set(NOON + timedelta(hours=2))
    mill = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    night, day = shift_periods(station.state)
    assert not any(line.incident_id == mill for line in told(station, day))
    assert any(line.incident_id == mill for line in told(station, night))


def test_a_day_is_a_day_in_beijing(station: Station, clock: FixedClock) -> None:
    station.do(WriteLog(text="before midnight"))
    clock.advance(timedelta(hours=12))  # midnight in Beijing
    station.do(WriteLog(text="after midnight"))
    assert [one.text for one in told(station, day_period(station.state, date(2026, 3, 10))) if one.note_id] == ["before midnight"]
    assert [one.text for one in told(station, day_period(station.state, date(2026, 3, 11))) if one.note_id] == ["after midnight"]


def test_every_kind_of_entry_has_a_part_of_the_log_or_none() -> None:
    sections = {kind.__name__: section_of(kind) for kind in ENTRY_TYPES}
    assert sections["WarningReceived"] == "weather"
    assert sections["IncidentOpened"] == sections["ReportRecorded"] == "incidents"
    assert sections["InstructionReceived"] == "instructions"
    assert sections["CallLogged"] == "calls"
    assert sections["DrawingMade"] == sections["UnitsRegistered"] == sections["PlanDraftSaved"] == ""
    assert {one for one in sections.values() if one} <= set(SECTIONS)
    assert all(DESCRIBER.knows(f"log_section.{one}") for one in SECTIONS)


def test_the_sheet_has_every_field_of_a_duty_log(station: Station, clock: FixedClock) -> None:
    station.do(RecordWarning(kind="rainstorm", level=AlertLevel.RED, text="rain", issued_by="weather"))
    mill = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    assert mill
    station.do(ListEquipment(item_id="fax", name=text("Fax"), every_h=24))
    station.do(CheckEquipment(item_id="fax", condition=EquipmentCondition.FAULTY, remark="no paper"))
    period = shift_periods(station.state)[0]
    sheet = log_sheet(told(station), period, station.state, station.desk.reference, DESCRIBER, clock.now(), HEAD)
    above = "\n".join(sheet.totals)
    assert "带班领导：Chief" in above and "值班员：Day" in above and "暴雨" in above and HEAD.hash in above
    by_title = {one.title: one for one in sheet.tables}
    assert {"天气与预警", "来电来文", "事件与报送", "领导指示与落实", "未办事项", "设备状态"} <= by_title.keys()
    assert any("故障" in row for row in by_title["设备状态"].rows)
    assert len(by_title["未办事项"].rows) >= 3
    assert all(len(row) == len(one.heads) for one in sheet.tables for row in one.rows)


def test_the_sheet_of_a_past_shift_names_what_it_handed_over(station: Station, clock: FixedClock) -> None:
    station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    clock.advance(timedelta(hours=8))
    hand_over(station)
    done = station.state.handovers[-1]
    day = shift_periods(station.state)[1]
    sheet = log_sheet(told(station, day), day, station.state, station.desk.reference, DESCRIBER, clock.now(), HEAD)
    by_title = {one.title: one for one in sheet.tables}
    assert len(by_title["未办事项"].rows) == len(done.accepted)
    assert "设备状态" not in by_title, "how the equipment stood then nobody knows any more"
    handed = handover_sheet(done, station.state, station.desk.reference, DESCRIBER, clock.now(), HEAD)
    assert sum(len(one.rows) for one in handed.tables) == len(done.accepted)
    assert all(row[-1] == "seen" for one in handed.tables for row in one.rows)
    assert any("Day" in line and "Night" in line for line in handed.totals)


def test_the_sheet_of_a_running_handover_says_what_is_left(station: Station, clock: FixedClock) -> None:
    station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))
    station.do(StartHandover(leader="Chief", officer="Night"))
    running = station.state.handover
    assert running is not None
    sheet = handover_sheet(running, station.state, station.desk.reference, DESCRIBER, clock.now(), HEAD)
    rows = [row for one in sheet.tables for row in one.rows]
    assert rows and all(row[3] == "未接收" for row in rows)
