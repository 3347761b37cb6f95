"""Warning messages at the desk: taken in once, replaced, called off, signed for and passed on; never made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.deadlines import DeadlineKind, deadlines
from app.domain.duty.commands import RecordWarning
from app.domain.warning.commands import ReceiveWarning, RelayWarning, SignForWarning
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage
from app.domain.warning.rules import RELAY_WITHIN, SIGN_WITHIN, to_do
from app.domain.words import AlertLevel
from app.kernel.errors import Refusal
from tests.world import NOON, Station

RED = WarningMessage(
    identifier="one", sender="observatory", sent_at=NOON, type=MessageType.ALERT, status=MessageStatus.ACTUAL, event="rain",
    kind="rainstorm", level=AlertLevel.RED, headline="rain", text="much rain", expires_at=NOON + timedelta(hours=3),
    source_sha256="00" * 32, source_name="a.xml",
)
ORANGE = replace(
    RED, identifier="two", sent_at=NOON + timedelta(hours=1), type=MessageType.UPDATE, level=AlertLevel.ORANGE, references=("one",)
)
CANCEL = replace(RED, identifier="three", sent_at=NOON + timedelta(hours=2), type=MessageType.CANCEL, references=("two",))


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station().found()
    yield made
    made.close()


def take(station: Station, message: WarningMessage, level: AlertLevel | None = None) -> None:
    station.do(ReceiveWarning(message=message, level=level))


def refused(station: Station, command) -> str:
    with pytest.raises(Refusal) as caught:
        station.do(command)
    return caught.value.code


def test_a_warning_is_replaced_and_called_off_by_its_issuer(station: Station) -> None:
    take(station, RED)
    assert station.state.alert() is AlertLevel.RED
    take(station, ORANGE)
    (orange,) = station.state.in_force()
    red = next(one for one in station.state.warnings.values() if one.identifier == "one")
    assert (orange.level, red.replaced_by) == (AlertLevel.ORANGE, orange.id)
    take(station, CANCEL)
    assert station.state.alert() is None and len(station.state.warnings) == 2


def test_the_same_message_is_taken_in_once(station: Station) -> None:
    take(station, RED)
    assert refused(station, ReceiveWarning(message=RED)) == "warning_known"


def test_the_same_number_sent_again_replaces_the_first(station: Station) -> None:
    take(station, RED)
    take(station, replace(RED, sent_at=NOON + timedelta(minutes=5), level=AlertLevel.ORANGE))
    assert [one.level for one in station.state.in_force()] == [AlertLevel.ORANGE]


@pytest.mark.parametrize("status", [one for one in MessageStatus if one is not MessageStatus.ACTUAL])
def test_exercises_and_tests_never_become_warnings(station: Station, status: MessageStatus) -> None:
    assert refused(station, ReceiveWarning(message=replace(RED, status=status))) == "warning_not_actual"


def test_the_end_of_an_unknown_warning_is_refused(station: Station) -> None:
    assert refused(station, ReceiveWarning(message=CANCEL)) == "warning_to_cancel_unknown"


def test_a_level_is_never_guessed(station: Station) -> None:
    without = replace(RED, level=None)
    assert refused(station, ReceiveWarning(message=without)) == "warning_without_level"
    take(station, without, AlertLevel.YELLOW)
    assert station.state.alert() is AlertLevel.YELLOW
    other = replace(RED, identifier="four")
    take(station, other, AlertLevel.BLUE)
    assert station.state.alert() is AlertLevel.RED


def test_it_asks_to_be_signed_for_and_passed_on(station: Station) -> None:
    take(station, RED)
    received_at = station.clock.now()
    due = {one.what: one.due_at - received_at for one in to_do(station.state)}
    assert due == {"sign": SIGN_WITHIN, "relay": RELAY_WITHIN}
    (warning,) = station.state.warnings.values()
    station.do(SignForWarning(warning_id=warning.id, by="leader"))
    assert refused(station, SignForWarning(warning_id=warning.id, by="leader")) == "warning_signed"
    station.do(RelayWarning(warning_id=warning.id, to=("village", "village", "school"), means="phone"))
    assert list(to_do(station.state)) == []
    (warning,) = station.state.warnings.values()
    assert [one.to for one in warning.relays] == ["village", "school"] and warning.text == RED.text


def test_what_was_written_down_by_hand_asks_for_nothing(station: Station) -> None:
    station.do(RecordWarning(kind="rainstorm", level=AlertLevel.RED, text="rain", issued_by="observatory"))
    assert list(to_do(station.state)) == []


def test_past_its_time_it_is_marked_but_stays_until_somebody_lifts_it(station: Station) -> None:
    take(station, RED)
    (warning,) = station.state.in_force()
    assert not warning.has_run_out(NOON) and warning.has_run_out(NOON + timedelta(hours=3))
    assert station.state.alert() is AlertLevel.RED


def test_what_it_asks_for_is_due_without_any_incident(station: Station) -> None:
    take(station, RED)
    now = station.clock.now()
    found = [one for one in deadlines(station.state, station.desk.reference, now) if one.kind is DeadlineKind.WARNING]
    (warning,) = station.state.warnings.values()
    assert {(one.subject, one.step, one.incident_id) for one in found} == {(warning.id, "sign", ""), (warning.id, "relay", "")}
    take(station, ORANGE)
    (after,) = station.state.in_force()
    assert {one.subject for one in deadlines(station.state, station.desk.reference, now) if one.kind is DeadlineKind.WARNING} == {
        after.id
    }
