"""What a drill's journal says of its injects and expectations: when each came, who did what then. Pure."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from app.desk.describe_drills import inject_text
from app.domain.exercise.evaluation import Evaluation, evaluated
from app.domain.exercise.evidence import Evidence, gather
from app.domain.exercise.model import InjectStatus
from app.domain.exercise.observing import Sighting, expected_key
from app.domain.exercise.scenario import Expected, Inject
from app.domain.exercise.score import Part, Score
from app.domain.exercise.scoring import score_of
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_words import DrillWords

_SENTENCE_MOST = 60


class Journalled:
    """A held drill's journal, read once for a paper. ``ValueError`` where there is none."""

    def __init__(self, given: DrillPaperInput, words: DrillWords) -> None:
        if given.state is None:
            raise ValueError("a paper from before the drill has no journal")
        self._given, self._words = given, words
        self.seen: Evidence = gather(given.records, given.reference)
        self.drill = self.seen.drill
        self.begun: datetime = self.drill.started_at or self.drill.scenario.starts_at
        self.score: Score = given.score or score_of(self.seen)
        self.state: State = given.state
        self._parts = {one.key: one for one in self.score.parts}
        self._by_seq = {one.seq: one for one in given.records}
        self._titles = {
            ref: given.describer.incident_title(self.state.incidents[key])
            for ref, key in self.seen.observed.incidents.items() if key in self.state.incidents
        }

    @cached_property
    def evaluation(self) -> Evaluation:
        """The score with what evaluators and participants say beside it."""
        return evaluated(self.score, self.state, self._given.records[-1].stamp.at)

    def text(self, inject: Inject) -> Text:
        """What it said in the end."""
        return inject_text(self.drill, inject)

    def came(self, inject: Inject) -> Sighting | None:
        """When and by which entry it came."""
        return self.seen.observed.told.get(inject.id)

    def answered(self, inject: Inject, expected: Expected) -> Sighting | None:
        """When and by which entry what is expected was done."""
        return self.seen.observed.seen.get(expected_key(inject, expected))

    def clock(self, at: datetime) -> str:
        """A moment of the drill: its time of day and how many minutes after the start."""
        return f"{to_local(at):%H:%M}\n{self._words.minute(at, self.begun)}"

    def clock_of(self, seq: int) -> str:
        """The moment of an entry, as ``clock``."""
        return self.clock(self._by_seq[seq].stamp.at)

    def incident(self, ref: str) -> str:
        """The place and kind of an incident of the scenario; "" for one that nobody took in."""
        return self._titles.get(ref, "")

    def part(self, key: str) -> Part | None:
        """A part of the score by its key; ``None`` where nothing was looked at under it."""
        return self._parts.get(key)

    def sentence(self, seq: int, most: int = _SENTENCE_MOST) -> str:
        """What an entry says, as the desk words it; "" for an unknown number."""
        record = self._by_seq.get(seq)
        if record is None:
            return ""
        return self._words.told(self._given.describer.record(record, self.state), most)

    def kind(self, seq: int) -> str:
        """What kind of entry it is; "" for an unknown number."""
        record = self._by_seq.get(seq)
        code = f"entry_kind.{type(record.entry).__name__}" if record is not None else ""
        return self._words.say(code) if self._given.describer.knows(code) else ""

    def done(self, sighting: Sighting, most: int = _SENTENCE_MOST) -> str:
        """Who did what, by which entry."""
        words = self._words
        return words.paper(
            "drill_paper.done", who=words.clip(sighting.actor, 10), what=self.sentence(sighting.seq, most), seq=sighting.seq
        )

    def missed(self, inject: Inject, expected: Expected) -> bool:
        """Whether its time passed without the deed."""
        came = self.came(inject)
        return (
            came is not None and self.answered(inject, expected) is None
            and self.seen.minutes(came.at, self.seen.now) >= expected.within_min
        )

    def standing(self, inject: Inject) -> str:
        """What became of an inject that did not simply come: left out, put off, by hand; "" else."""
        life, words = self.drill.life(inject.id), self._words
        said = []
        if life.status is InjectStatus.SKIPPED:
            why = words.say("drill.branch_not_taken") if life.reason == "branch" else life.reason
            said.append(words.paper("drill_paper.left_out", why=words.clip(why, 40)))
        elif life.status is InjectStatus.WAITING:
            said.append(words.paper("drill_paper.never_came"))
        if life.delayed_to is not None:
            said.append(words.paper("drill_paper.delayed", at=f"{to_local(life.delayed_to):%H:%M}"))
        if life.by_hand:
            said.append(words.paper("drill_paper.by_hand"))
        if life.text is not None:
            said.append(words.paper("drill_paper.reworded"))
        if inject in self.drill.added:
            said.append(words.paper("drill_paper.put_in"))
        return words.join(said)
