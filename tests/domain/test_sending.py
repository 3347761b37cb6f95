"""The outbox in the domain: once, again, at last; the ledger and the receipt in step; calls when nobody signs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from app.domain.deadlines import DeadlineKind, deadlines, obligations
from app.domain.incident.commands import OpenIncident
from app.domain.record import Command
from app.domain.reporting.commands import MakeReport, RecordReceipt
from app.domain.reporting.model import Channel, Stage
from app.domain.sending.commands import (
    ConfirmByPhone,
    GiveUpTransmission,
    QueueTransmission,
    RecordAttempt,
    RecordTransmissionReceipt,
    RetryNow,
)
from app.domain.sending.model import (
    AttemptResult,
    CallOutcome,
    Evidence,
    SendChannel,
    SendState,
    Transmission,
)
from app.domain.sending.rules import LEASE, LONGEST_WAIT, is_due, next_attempt_at, wait_after
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.sending_world import queue
from tests.world import NOON, PLACE, REFERENCE, Station

R = AttemptResult


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def fire(station: Station) -> str:
    return station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON, facts={"dead": 1}))


def queued(station: Station, command: QueueTransmission) -> str:
    return station.do(command)[0].stamp.command_id


def one(station: Station, transmission_id: str) -> Transmission:
    return station.state.transmissions[transmission_id]


def tried(station: Station, transmission_id: str, result: AttemptResult, **more: object) -> None:
    station.do(RecordAttempt(transmission_id=transmission_id, result=result, **more))  # type: ignore[arg-type]


def refused(station: Station, command: Command) -> str:
    with pytest.raises(Refusal) as refusal:
        station.do(command)
    return refusal.value.code


def advance(station: Station, **delta: float) -> None:
    clock = station.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(**delta))


def receipts_due(station: Station) -> list[tuple[str, float]]:
    now = station.clock.now()
    found = [d for d in deadlines(station.state, REFERENCE, now) if d.kind is DeadlineKind.RECEIPT]
    return [(d.step, (d.due_at - NOON).total_seconds() / 60) for d in found]


def test_the_same_wish_twice_is_refused_and_after_giving_up_has_the_same_key(station: Station) -> None:
    of = fire(station)
    first = queued(station, queue(of))
    assert refused(station, queue(of)) == "transmission_twice"
    other = queued(station, queue(of, channel=SendChannel.FAX))
    assert one(station, other).key != one(station, first).key
    station.do(GiveUpTransmission(transmission_id=first, reason="line down"))
    assert one(station, first).state is SendState.FAILED
    again = queued(station, queue(of))
    assert one(station, again).key == one(station, first).key


def test_sending_answers_the_duty_and_the_second_way_is_the_same_report(station: Station) -> None:
    of = fire(station)
    by_net, by_fax = queued(station, queue(of)), queued(station, queue(of, channel=SendChannel.FAX, document_sha256="b" * 64))
    advance(station, minutes=20)
    tried(station, by_net, R.BEGUN, worker="w")
    assert one(station, by_net).state is SendState.SENDING
    tried(station, by_net, R.SENT, worker="w", receipt_by="Wang", receipt_number="17")
    tried(station, by_fax, R.SENT)
    reports = station.state.incidents[of].reports
    assert [(r.stage, r.channel, r.means, r.receipt_by) for r in reports] == [(Stage.FIRST, Channel.WRITTEN, "network", "Wang")]
    assert one(station, by_net).made_id == one(station, by_fax).made_id == reports[0].id
    assert one(station, by_net).state is SendState.SIGNED_FOR
    assert one(station, by_net).receipt.evidence is Evidence.ANSWER  # type: ignore[union-attr]
    assert one(station, by_fax).state is SendState.SENT
    owed = {o.key: o for o in obligations(station.state.incidents[of], station.state, REFERENCE, station.clock.now())}
    assert owed["first:0:written:county_duty_room"].answered_at == station.clock.now()


def test_a_receipt_in_the_ledger_signs_what_carried_it_and_the_other_way_round(station: Station) -> None:
    of = fire(station)
    sent = queued(station, queue(of))
    tried(station, sent, R.SENT)
    made = station.state.incidents[of].reports[0]
    station.do(RecordReceipt(incident_id=of, report_id=made.id, receipt_by="Zhao"))
    assert one(station, sent).receipt.evidence is Evidence.LEDGER  # type: ignore[union-attr]
    more = queued(station, queue(of, stage=Stage.FOLLOW_UP, text="more"))
    assert one(station, more).number == 1
    tried(station, more, R.SENT)
    station.do(RecordTransmissionReceipt(transmission_id=more, receipt_by="Qian", evidence=Evidence.SYSTEM))
    assert station.state.incidents[of].reports[-1].receipt_by == "Qian"
    assert refused(station, RecordTransmissionReceipt(transmission_id=more, receipt_by="Qian")) == "transmission_signed"


def test_what_arrived_although_the_machine_did_not_know_is_sent(station: Station) -> None:
    of = fire(station)
    lost = queued(station, queue(of))
    tried(station, lost, R.TIMED_OUT)
    call = ConfirmByPhone(transmission_id=lost, whom="Sun", number="0571", outcome=CallOutcome.CONFIRMED, read_back=True)
    station.do(call)
    after = one(station, lost)
    assert (after.state, after.sent_at, after.receipt.evidence) == (  # type: ignore[union-attr]
        SendState.SIGNED_FOR, station.clock.now(), Evidence.PHONE,
    )
    assert station.state.incidents[of].reports[0].receipt_by == "Sun"
    assert refused(station, RecordAttempt(transmission_id=lost, result=R.BEGUN)) == "transmission_not_waiting"


def test_follow_ups_are_numbered_once_for_all_ways_of_the_same_report(station: Station) -> None:
    of = fire(station)
    numbers = [
        one(station, queued(station, queue(of, stage=Stage.FOLLOW_UP, text=text, channel=channel))).number
        for text, channel in (("a", SendChannel.HTTP), ("a", SendChannel.FAX), ("b", SendChannel.HTTP))
    ]
    assert numbers == [1, 1, 2]


def test_what_the_ledger_refuses_has_gone_out_all_the_same(station: Station) -> None:
    of = fire(station)
    late = queued(station, queue(of, stage=Stage.FINAL, text="end"))
    station.do(MakeReport(incident_id=of, stage=Stage.FINAL, channel=Channel.WRITTEN, to_role="county_emergency", means="fax"))
    early = queued(station, queue(of, stage=Stage.DAILY, text="day"))
    tried(station, late, R.SENT)
    tried(station, early, R.SENT, at=NOON - timedelta(minutes=5))
    assert one(station, early).sent_at == NOON - timedelta(minutes=5)
    assert (one(station, early).made_id, one(station, early).not_counted) == ("", "time_before_awareness")


def test_nobody_tries_what_another_is_trying_until_the_lease_is_over(station: Station) -> None:
    sent = queued(station, queue())
    tried(station, sent, R.BEGUN, worker="a")
    begin = RecordAttempt(transmission_id=sent, result=R.BEGUN, worker="b")
    assert refused(station, begin) == "transmission_being_sent"
    assert refused(station, RecordAttempt(transmission_id=sent, result=R.TIMED_OUT, worker="b")) == "transmission_being_sent"
    assert refused(station, RetryNow(transmission_id=sent)) == "transmission_being_sent"
    assert next_attempt_at(one(station, sent)) == NOON + LEASE
    advance(station, seconds=LEASE.total_seconds())
    station.do(begin)
    assert [a.result for a in one(station, sent).attempts] == [R.INTERRUPTED, R.BEGUN]


def test_a_clock_that_was_set_back_does_not_hold_a_report(station: Station) -> None:
    sent = queued(station, queue())
    tried(station, sent, R.BEGUN, worker="a")
    advance(station, days=-1)
    assert is_due(one(station, sent), station.clock.now())
    tried(station, sent, R.BEGUN, worker="b")
    assert one(station, sent).attempts[-1].worker == "b"


def test_the_wait_doubles_to_its_end_and_a_person_may_cut_it_short(station: Station) -> None:
    waits = [wait_after([R.UNREACHABLE] * count).total_seconds() for count in range(8)]
    assert waits == [0, 30, 60, 120, 240, 480, 900, 900]
    assert wait_after([R.REFUSED]) == LONGEST_WAIT
    sent = queued(station, queue())
    tried(station, sent, R.REFUSED, detail="401")
    assert next_attempt_at(one(station, sent)) == NOON + LONGEST_WAIT
    advance(station, minutes=1)
    station.do(RetryNow(transmission_id=sent))
    assert is_due(one(station, sent), station.clock.now())
    tried(station, sent, R.UNREACHABLE)
    assert next_attempt_at(one(station, sent)) == station.clock.now() + LONGEST_WAIT


def test_no_receipt_reminds_after_ten_minutes_and_wants_another_person_after_twenty(station: Station) -> None:
    sent = queued(station, queue(fire(station)))
    assert receipts_due(station) == []
    tried(station, sent, R.SENT)
    assert receipts_due(station) == [("remind", 10), ("escalate", 20)]
    advance(station, minutes=20)
    call = ConfirmByPhone(transmission_id=sent, whom="desk", number="1", outcome=CallOutcome.NO_ANSWER)
    station.do(call)
    assert receipts_due(station) == [("escalate", 30)]
    station.do(RecordTransmissionReceipt(transmission_id=sent, receipt_by="desk"))
    assert receipts_due(station) == []


def test_a_text_with_line_breaks_cannot_become_a_second_header(station: Station) -> None:
    sent = queued(station, queue(title="Fire\r\nBcc: all@x", recipient="A\nB", address="a@x\r\nRCPT TO: b@x"))
    made = one(station, sent)
    assert not {"\r", "\n"} & set(made.title + made.recipient + made.address)


@pytest.mark.parametrize(("more", "code"), [
    ({"to_role": "nobody"}, "role_unknown"), ({"title": " "}, "field_empty"), ({"text": " "}, "transmission_empty"),
    ({"document_sha256": "../../x"}, "document_hash_wrong"), ({"text": "x" * 20_001}, "transmission_too_long"),
    ({"incident_id": "none"}, "incident_unknown"),
])
def test_what_makes_no_sense_is_not_queued(station: Station, more: dict[str, object], code: str) -> None:
    assert refused(station, queue(**more)) == code  # type: ignore[arg-type]
