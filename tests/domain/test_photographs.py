"""Photographs of an incident: attached once, captioned, withdrawn with a reason; nothing is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.domain.incident import photographs
from app.domain.incident.commands import AttachPhotograph, CaptionPhotograph, OpenIncident, WithdrawPhotograph
from app.domain.incident.model import PictureKind
from app.domain.record import Command
from app.kernel.clock import FixedClock
from app.kernel.errors import Refusal
from tests.world import NOON, PLACE, Station


@pytest.fixture
def station() -> Iterator[Station]:
    made = Station(clock=FixedClock(NOON)).found()
    yield made
    made.close()


def test_the_life_of_a_photograph(station: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    case = station.open(OpenIncident(kind="A-PRD", place=PLACE, aware_at=NOON))
    picture = AttachPhotograph(
        incident_id=case, sha256="a" * 64, name="yard.jpg", kind=PictureKind.JPEG, bytes_count=9, caption=" the  yard ",
        taken_at=NOON - timedelta(minutes=3),
    )

    def refused(command: Command) -> str:
        with pytest.raises(Refusal) as no:
            station.do(command)
        return no.value.code

    first = station.do(picture)[0].stamp.command_id
    assert refused(picture) == "photograph_known"
    assert refused(replace(picture, sha256="A" * 64)) == refused(replace(picture, bytes_count=0)) == "photograph_without_bytes"
    assert refused(replace(picture, sha256="b" * 64, taken_at=NOON + timedelta(hours=1))) == "time_in_future"
    assert refused(replace(picture, sha256="b" * 64, name=" ")) == "field_empty"
    assert refused(replace(picture, sha256="b" * 64, caption="x" * 201)) == "caption_too_long"
    words = CaptionPhotograph(incident_id=case, photograph_id=first, caption="the yard from the north")
    station.do(words)
    assert refused(words) == "nothing_changed"
    assert refused(WithdrawPhotograph(incident_id=case, photograph_id=first, reason="")) == "field_empty"
    gone = WithdrawPhotograph(incident_id=case, photograph_id=first, reason="another yard")
    station.do(gone)
    assert refused(gone) == refused(replace(words, caption="z")) == "photograph_unknown"
    monkeypatch.setattr(photographs, "MOST", 1)
    station.do(picture)  # the same bytes again: the first one counts no more
    assert refused(replace(picture, sha256="b" * 64)) == "photographs_full"
    of = station.state.incident(case)
    assert [(one.caption, one.withdrawn_reason) for one in of.photographs] == [
        ("the yard from the north", "another yard"), ("the yard", ""),
    ]
    assert [one.caption for one in photographs.standing(of)] == ["the yard"]
