"""Plays a reel: play and stand, step, leap, choose. No Qt and no timer: whoever shows it calls ``advance`` while it runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from datetime import datetime, timedelta

from app.desk.replay.desk import ReplayClock, ReplayDesk, about
from app.desk.replay.footage import Reel
from app.desk.replay.known import EndedDuties
from app.desk.replay.marks import MarkKind, mark_of
from app.desk.replay.scale import Scale
from app.desk.replay.tape import Known, Tape
from app.domain.planning.library import effective
from app.kernel.clock import steady_s
from app.kernel.errors import Refusal

SPEEDS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0)
"""Seconds of the past in one second."""

USUAL_SPEED = 60.0

IDLE = timedelta(minutes=5)
"""A stretch in which nothing happens and nothing falls due is passed over when it is longer than this."""

RUN_UP = timedelta(seconds=10)
"""So long before the next thing the reel goes on playing."""

MARGIN = timedelta(minutes=1)
"""So much is played before the first entry and after the last."""


class Player:
    """One reel on one replay desk. ``next_due`` tells when the next deadline passes, for passing over idle stretches."""

    def __init__(
        self, reel: Reel, steady: Callable[[], float] = steady_s, next_due: Callable[[datetime], datetime | None] = lambda _at: None
    ) -> None:
        self.reel = reel
        self.known, self.incident_id = Known.THEN, ""
        self.speed, self.skips = USUAL_SPEED, True
        self.next_due = next_due
        self.end_reference = effective(reel.footage.files, reel.then.end)
        moments = reel.then.moments
        self.clock = ReplayClock(moments[0], moments[-1] + MARGIN, steady)
        self.desk = ReplayDesk(reel.then, reel.footage.files, self.clock)
        self._shown: tuple[int, ...] = ()
        self._marked: tuple[int, ...] = ()
        self.scale = Scale(())
        self.ended = EndedDuties(reel.then.end, self.end_reference, self.clock.ends_at)
        """The duties to report at the end of what is played."""
        self._take_in()

    # what is shown

    @property
    def tape(self) -> Tape:
        """The tape that is played."""
        return self.desk.tape

    @property
    def now(self) -> datetime:
        """The moment shown."""
        return self.clock.now()

    @property
    def is_playing(self) -> bool:
        """Whether the clock runs."""
        return self.clock.speed > 0

    @property
    def places(self) -> tuple[int, ...]:
        """The places on the tape of every record of what was chosen (one incident, or all), past and to come."""
        return self._shown

    @property
    def count(self) -> int:
        """How many those are."""
        return len(self._shown)

    @property
    def passed(self) -> int:
        """How many of those had been written at the moment shown."""
        return bisect_right(self._shown, self.desk.place)

    @property
    def marks(self) -> tuple[tuple[datetime, MarkKind, int], ...]:
        """Moment, kind and place of everything on the reel that is marked."""
        tape = self.tape
        found = ((place, mark_of(tape.records[place - 1])) for place in self._marked)
        return tuple((tape.moments[place - 1], kind, place) for place, kind in found if kind is not None)

    # playing

    def play(self) -> None:
        """Go on; from the end it begins anew."""
        if self.clock.over:
            self.seek(self.clock.begins_at)
        self.clock.run(self.speed)

    def pause(self) -> None:
        """Stand."""
        self.clock.run(0.0)

    def toggle(self) -> None:
        """Play, or stand."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def set_speed(self, speed: float) -> None:
        """Play at this speed (1 to 600) from now on. ``ValueError`` for another."""
        if not SPEEDS[0] <= speed <= SPEEDS[-1]:
            raise ValueError(f"no such speed: {speed}")
        self.speed = speed
        if self.is_playing:
            self.clock.run(speed)

    def advance(self) -> bool:
        """Show what has come by now; whether it still plays."""
        if not self.is_playing:
            return False
        now = self.now
        self.desk.go(self.tape.place_at(now))
        if self.clock.over:
            self.pause()
            return False
        if self.skips:
            self._pass_over(now)
        return True

    def seek(self, moment: datetime) -> None:
        """Show this moment (or the nearest that is played); what plays goes on from there."""
        at = min(max(moment, self.clock.begins_at), self.clock.ends_at)
        self.clock.jump(at)
        self.desk.go(self.tape.place_at(at))

    def go_to(self, place: int) -> None:
        """Stand at the entry with this place (1 for the first): it has just been written, what came with it has not."""
        place = min(max(place, 1), len(self.tape))
        self.pause()
        self.clock.jump(self.tape.moments[place - 1])
        self.desk.go(place)

    def go_to_entry(self, seq: int) -> None:
        """Stand at the entry with this number in the journal; ``Refusal("entry_unknown")``."""
        place = next((place for place, one in enumerate(self.tape.records, start=1) if one.seq == seq), 0)
        if not place:
            raise Refusal("entry_unknown", {"seq": seq})
        self.go_to(place)

    def step(self, by: int, *, marked: bool = False) -> bool:
        """Stand at the next (1) or the last (-1) entry of what was chosen; ``marked``: only at one with a mark. Whether there
        was one."""
        places, here = self._marked if marked else self._shown, self.desk.place
        if by > 0:
            number = bisect_right(places, here)
        else:
            beyond = here > 0 and self.now > self.tape.moments[here - 1]
            number = (bisect_right(places, here) if beyond else bisect_left(places, here)) - 1
        if not 0 <= number < len(places):
            return False
        self.go_to(places[number])
        return True

    def choose(self, incident_id: str) -> None:
        """Play one incident ("": everything). ``Refusal("incident_unknown")`` where nobody ever knew of it."""
        if incident_id and incident_id not in self.reel.then.end.incidents:
            raise Refusal("incident_unknown", {"incident": incident_id})
        self.incident_id = incident_id
        self._take_in()
        self.seek(self.now)

    def know(self, known: Known) -> None:
        """Show what was known then, or what is known since; the moment stays."""
        self.known, at = known, self.now
        tape = self.reel.then if known is Known.THEN else self.reel.later
        self.desk.load(tape, tape.place_at(at))
        self._take_in()
        self.seek(at)

    # inside

    def _take_in(self) -> None:
        tape, drill = self.tape, self.reel.then.end.drill
        places = [place for place, one in enumerate(tape.records, start=1) if about(one, self.incident_id)]
        begins_at = tape.moments[places[0] - 1]
        if not self.incident_id and drill is not None and drill.started_at is not None:
            begins_at = max(begins_at, min(drill.started_at, tape.moments[-1]))
            places = [place for place in places if tape.moments[place - 1] >= begins_at]
        self._shown = tuple(places)
        self._marked = tuple(place for place in places if mark_of(tape.records[place - 1]) is not None)
        begins_at = max(begins_at - MARGIN, tape.moments[0])
        ends_at = tape.moments[places[-1] - 1] + MARGIN
        self.clock.span(begins_at, ends_at)
        self.ended = EndedDuties(self.reel.then.end, self.end_reference, self.clock.ends_at)
        self.scale = Scale((begins_at, *(tape.moments[place - 1] for place in places), ends_at))

    def _pass_over(self, now: datetime) -> None:
        coming = bisect_right(self._shown, self.desk.place)
        if coming >= len(self._shown):
            return
        at = self.tape.moments[self._shown[coming] - 1]
        due = self.next_due(now)
        if due is not None and due < at:
            at = due
        if at - now > IDLE:
            self.seek(at - RUN_UP)
