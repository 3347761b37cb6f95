"""The scripted officer as a source of steps."""

from __future__ import annotations

from app.desk.desk import Desk, Notice
from app.domain.exercise.observing import Observed
from app.domain.record import Context
from app.drill.officer import reporting, responding, taking_in
from app.drill.officer.deeds import Deed, Doer, View
from app.drill.officer.profiles import Temper, acts_at, forgets
from app.drill.ports import Surroundings
from app.drill.sources import Step, drill_of

_TOPICS = (
    taking_in.taking_in, taking_in.warnings, taking_in.instructions, responding.activating, responding.sending,
    reporting.reporting, responding.tasks, responding.calling, responding.evacuating, responding.hints,
)


class ScriptedOfficer:
    """Does what is asked for, each thing at its time; ``forgotten`` are the parts of the score that it let go."""

    def __init__(self, desk: Desk, around: Surroundings, temper: Temper) -> None:
        self._desk, self._around, self._temper = desk, around, temper
        self._since: dict[str, Deed] = {}
        self._done: set[str] = set()
        self.forgotten: dict[str, None] = {}
        self._last_at = desk.clock.now()
        self._stop = desk.subscribe(self._on_notice)

    def close(self) -> None:
        """Look on no longer."""
        self._stop()

    def next(self, observed: Observed) -> Step | None:
        """What it does next."""
        drill = drill_of(self._desk)
        view = View(self._desk, observed, self._around, self._last_at, frozenset(self._done))
        found: dict[str, Deed] = {}
        for topic in _TOPICS:
            for deed in topic(view):
                if forgets(deed, self._temper, drill):
                    self.forgotten[deed.key] = None
                    continue
                self.forgotten.pop(deed.key, None)  # another plan asks for it as well by now
                known = self._since.get(deed.key)
                # the first moment counts: what is asked for again because something else happened is not asked for anew
                found[deed.key] = deed if known is None else Deed(
                    deed.key, known.since, known.due, deed.act, deed.makes, deed.vital, deed.tasks
                )
        self._since = found
        steps = [self._step(deed, drill.seed) for deed in found.values()]
        return min(steps, key=lambda one: one.order, default=None)

    def _step(self, deed: Deed, seed: int) -> Step:
        return Step(acts_at(deed, self._temper, seed), 5, deed.key, lambda: self._act(deed))

    async def _act(self, deed: Deed) -> None:
        shift = self._desk.state.shift
        actor = shift.officer if shift is not None else "officer"
        self._done.add(deed.key)
        self._since.pop(deed.key, None)
        await deed.act(Doer(self._desk, Context(actor, "auto", "drill")))

    def _on_notice(self, notice: Notice) -> None:
        self._last_at = notice.records[-1].stamp.at
