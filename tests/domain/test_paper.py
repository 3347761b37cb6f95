"""Catching up 补录: what was done on paper counts from the paper's time, keeps the time of typing, and is marked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.calls.commands import LogCall
from app.domain.calls.model import CallWords
from app.domain.deadlines import obligations
from app.domain.duty.commands import StartShift
from app.domain.dutylog.commands import WriteLog
from app.domain.incident.commands import AddNote, CorrectIncident, OpenIncident, RecordFacts
from app.domain.paper.commands import CatchUp, IssueSlips
from app.domain.paper.rules import as_done, form_of
from app.domain.record import Command, PaperSlip, Record
from app.domain.reporting.commands import MakeReport
from app.domain.reporting.model import Channel, Stage
from app.domain.state import State
from app.domain.unit.commands import DispatchUnits, SetUnitStatus
from app.domain.unit.model import UnitStatus
from app.journal.codec import unseal
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, REFERENCE, Station

NIGHT = timedelta(hours=6)
YES = ("slip_not_printed",)


@pytest.fixture
def station():
    """A desk at noon whose power was away since six hours."""
    clock = FixedClock(NOON - NIGHT)
    made = Station(clock=clock).found()
    made.do(StartShift(leader="Leader", officer="Officer"))
    clock.advance(NIGHT)
    yield made
    made.close()


def slip(number: int, minutes: int, row: int = 0, writer: str = "") -> PaperSlip:
    """A slip on which something was written so many minutes after the power went."""
    return PaperSlip(number, NOON - NIGHT + timedelta(minutes=minutes), row, writer=writer)


def catch_up(station: Station, command: Command, on: PaperSlip, confirmed: tuple[str, ...] = YES) -> tuple[Record, ...]:
    """Type it in now."""
    return station.do(CatchUp(command=command, slip=on, confirmed=confirmed))


def intake(station: Station, minutes: int = 10) -> str:
    """An incident from paper; its id."""
    at = NOON - NIGHT + timedelta(minutes=minutes)
    taken = OpenIncident(kind="A-PRD", place=PLACE, aware_at=at, facts={"dead": 1})
    return catch_up(station, taken, slip(1, minutes, writer="Night"))[0].stamp.command_id


def test_a_phone_report_of_the_night_is_in_time_although_it_is_typed_at_noon(station: Station) -> None:
    case = intake(station)
    report = MakeReport(
        incident_id=case, stage=Stage.FIRST, channel=Channel.PHONE, to_role="county_duty_room", whom="Desk", read_back=True
    )
    made = catch_up(station, report, slip(2, 20, writer="Night"))
    told = station.state.incidents[case].reports[0]
    owed = next(one for one in obligations(station.state.incidents[case], station.state, REFERENCE, NOON)
                if one.stage is Stage.FIRST and one.channel is Channel.PHONE)
    assert told.at == slip(2, 20).at and told.by == "Night"
    assert told.due_at is not None and told.at <= told.due_at < NOON
    assert not owed.is_late(NOON) and owed.answered_at == told.at
    assert made[0].stamp.at == NOON and made[0].acted.at == told.at
    mark = station.state.caught_up[told.id]
    assert (mark.slip.number, mark.typed_at, mark.typed_by) == (2, NOON, made[0].stamp.actor)


def test_everything_counts_from_the_paper_and_the_journal_keeps_both_times(station: Station) -> None:
    case = intake(station)
    catch_up(station, RecordFacts(incident_id=case, facts={"dead": 2}, source="phone"), slip(3, 40, writer="Night"))
    catch_up(station, DispatchUnits(incident_id=case, unit_ids=("u1",)), slip(4, 15))
    catch_up(station, SetUnitStatus(unit_id="u1", status=UnitStatus.ON_SCENE, source="radio"), slip(5, 30))
    note = catch_up(station, WriteLog(text="line dead"), slip(6, 5))[0].stamp.command_id
    call = catch_up(station, LogCall(words=CallWords("smoke")), slip(7, 8))[0].stamp.command_id
    of, state = station.state.incidents[case], station.state
    assert (of.opened_at, of.opened_by) == (slip(1, 10).at, "Night")
    assert (of.facts["dead"].at, of.facts["dead"].by) == (slip(3, 40).at, "Night")
    assert state.units["u1"].status_at == slip(5, 30).at
    assert (state.log_notes[note].at, state.log_notes[note].written_at) == (slip(6, 5).at, NOON)
    assert (state.calls[call].at, state.calls[call].logged_at) == (slip(7, 8).at, NOON)
    # the fact of 00:40 was typed before the dispatch of 00:15: told in the order in which it was done
    of_case = station.run(station.desk.history(case))
    assert [one.acted.at for one in as_done(of_case)] == sorted(one.acted.at for one in of_case)
    assert {one.stamp.at for one in of_case} == {NOON}


def test_what_is_typed_as_it_happens_leaves_the_same_bytes_as_before_there_was_paper(station: Station) -> None:
    case = intake(station)
    station.do(AddNote(incident_id=case, text="now"))
    bodies = {line.kind: line.body for line in station.journal.read()}
    assert b'"paper"' not in bodies["NoteAdded"] and b'"paper":{"at"' in bodies["IncidentOpened"]
    last = list(station.journal.read())[-1]
    record = unseal(last)
    assert record.acted == record.stamp
    assert as_done([record, record]) == (record, record)


@pytest.mark.parametrize(
    ("number", "minutes", "confirmed", "code"),
    [
        (1, 361, YES, "paper_after_typing"), (1, 363, YES, "time_in_future"), (1, -1, YES, "paper_before_desk"),
        (-1, 10, YES, "slip_number_wrong"), (9, 10, (), "slip_not_printed"),
    ],
)
def test_a_paper_time_that_cannot_be_is_refused(
    station: Station, number: int, minutes: int, confirmed: tuple[str, ...], code: str
) -> None:
    before = station.state
    with pytest.raises(Refusal) as refused:
        catch_up(station, WriteLog(text="x"), slip(number, minutes), confirmed)
    assert refused.value.code == code and station.state is before


def test_numbers_are_printed_once_and_a_slip_used_twice_is_asked_about(station: Station) -> None:
    station.do(IssueSlips(wanted=(("intake", 2), ("calls", 3))))
    station.do(IssueSlips(wanted=(("intake", 1),)))
    assert [(run.form, run.first, run.count) for run in station.state.slip_runs] == [
        ("intake", 1, 2), ("calls", 3, 3), ("intake", 6, 1),
    ]  # fmt: skip
    assert (form_of(station.state, 5), form_of(station.state, 6), form_of(station.state, 7)) == ("calls", "intake", "")
    words = WriteLog(text="x")
    for row in (1, 2):  # two rows of one sheet are two acts
        catch_up(station, words, slip(4, 10, row), ())
    with pytest.raises(Refusal) as again:
        catch_up(station, words, slip(4, 12, 2), ())
    assert again.value.code == "slip_used"
    assert {again.value.facts[name] for name in ("at", "typed_at")} == {slip(4, 10).at, NOON}
    made = catch_up(station, words, slip(4, 12, 2), ("slip_used",))
    assert made[0].entry.paper == PaperSlip(4, slip(4, 12).at, 2, "calls")
    for _ in range(2):  # paper without a number is nobody's twice
        catch_up(station, words, slip(0, 20), ())
    for wanted, code in (((("none", 1),), "form_unknown"), ((("calls", 201),), "slips_count_wrong"), ((), "nothing_changed")):
        with pytest.raises(Refusal, match=code):
            station.do(IssueSlips(wanted=wanted))


def test_only_what_a_hand_can_do_is_caught_up_and_a_shift_never_begins_before_the_last(station: Station) -> None:
    case = intake(station)
    machine = CorrectIncident(incident_id=case, reason="slip", narrative="x")
    nested = CatchUp(command=AddNote(incident_id=case, text="x"), slip=slip(8, 1))
    for command in (machine, nested, IssueSlips(wanted=(("calls", 1),))):
        with pytest.raises(Refusal, match="not_by_hand"):
            catch_up(station, command, slip(8, 11))
    station.do(StartShift(leader="Leader", officer="Day", reason="ill"))
    with pytest.raises(Refusal, match="shift_before_last"):
        catch_up(station, StartShift(leader="Leader", officer="Night", reason="no power"), slip(9, 30))
    assert isinstance(station.state, State) and station.state.shift is not None and station.state.shift.officer == "Day"
