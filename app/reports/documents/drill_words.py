"""How papers of a drill say things: seats by their names, injects by minute or by what they wait for, entries by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from app.desk.describe_drills import trigger_words
from app.domain.exercise.kinds import SeatKind
from app.domain.exercise.scenario import Inject, Participant
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import Piece, Section
from app.reports.documents.phrases import Phrases

TITLE_MOST, LINE_MOST = 40, 400
_TRIGGER_MOST = 36


class DrillWords(Phrases):
    """Says things of one drill's paper."""

    def __init__(self, given: DrillPaperInput) -> None:
        super().__init__(given)
        self.given, self.scenario = given, given.scenario
        self._seats = {one.role: one.title for one in given.scenario.participants}
        self._goals = {one.id: place for place, one in enumerate(given.scenario.objectives, 1)}

    @property
    def name(self) -> str:
        """What the drill is called: the scenario's title with the word for a drill."""
        title = self.text(self.scenario.title, TITLE_MOST)
        return title if title.endswith("演练") else self.paper("drill_paper.name", title=title)

    def text(self, text: Text, most: int = LINE_MOST) -> str:
        """Words of the scenario, masked and bounded."""
        return self.clip(self.given.wording.text(text), most)

    @property
    def place(self) -> str:
        """Whose drill it is: the desk's area, else the scenario's."""
        return self.clip(self.given.place, 30) or self.text(self.scenario.area, 30)

    def told(self, text: str, most: int) -> str:
        """A sentence of the desk, bounded; Chinese without blanks around figures, as official prose has it."""
        return self.clip(self.tight(text), most)

    def say(self, code: str, /, **facts: object) -> str:
        """Any word of the desk."""
        return self.given.wording.say(code, **facts)

    def heading(self, number: int, code: str) -> str:
        """A numbered heading: 一、演练目的."""
        return self.paper("heading", number=self.given.wording.ordinal(number), heading=self.paper(code))

    def second(self, number: int, code: str) -> str:
        """A heading of the second level: （一）参演单位."""
        return self.paper("drill_paper.second", number=self.given.wording.ordinal(number), heading=self.paper(code))

    def item(self, number: int, text: str) -> str:
        """A numbered item of a list in prose: 1. …"""
        return f"{number}. {text}"

    def boxes(self, texts: Iterable[str], gap: str = "\u3000") -> str:
        """Boxes to tick, each with its text."""
        return gap.join(self.paper("slip.box", text=one) for one in texts)

    def heads(self, *codes: str) -> tuple[str, ...]:
        """Heads of columns."""
        return tuple(self.paper(f"drill_head.{one}") for one in codes)

    def role(self, role: str) -> str:
        """The seat of a role as the scenario names it."""
        known = self._seats.get(role)
        return self.text(known, 20) if known is not None else self.given.describer.role(role)

    def seated(self, role: str) -> str:
        """Who sits there, "" before the drill and for an empty seat."""
        held = self.given.held
        seat = held.seats.get(role) if held is not None else None
        return self.clip(seat.name, 12) if seat is not None else ""

    def of_kind(self, kind: SeatKind) -> tuple[Participant, ...]:
        """The scenario's seats of a kind."""
        return tuple(one for one in self.scenario.participants if one.kind is kind)

    def goal(self, objective_id: str) -> str:
        """An objective by its number in the list of objectives (目标1), a dash for none."""
        number = self._goals.get(objective_id)
        return self.paper("drill_paper.goal", number=number) if number else self.none

    @property
    def types(self) -> str:
        """Form, scope, purpose and notice."""
        one = self.scenario
        codes = (f"drill.form.{one.form}", f"drill.scope.{one.scope}", f"drill.purpose.{one.purpose}", f"drill.notice.{one.notice}")
        return self.join(self.say(code) for code in codes)

    @property
    def plans(self) -> str:
        """The plans that it tries, by their titles."""
        known = self.given.reference.plans
        return self.join(self.text(known[one].title, 30) if one in known else one for one in self.scenario.plans) or self.none

    def offset(self, inject: Inject) -> str:
        """When an inject comes: its minute, or what it waits for."""
        said = [self.paper("drill_paper.at_minute", minute=f"{inject.at_min:g}")] if inject.at_min is not None else []
        if inject.when is not None:
            code = "drill_paper.waits_after" if inject.after_min else "drill_paper.waits"
            waits = self.clip(trigger_words(self.given.describer, inject.when), _TRIGGER_MOST)
            said.append(self.paper(code, what=waits, minutes=f"{inject.after_min:g}"))
        return "\n".join(said)

    def full_moment(self, at: datetime) -> str:
        """A moment in prose with its year."""
        return self.paper("drill_paper.full_moment", **self._parts(at))

    def minute(self, at: datetime, begun: datetime) -> str:
        """So many minutes after the start: +12."""
        return f"+{(at - begun).total_seconds() / 60:.0f}"

    def entries(self, numbers: tuple[int, ...], most: int = 8) -> str:
        """Journal entries by number: #12、#15; a dash for none, the first ones of many."""
        if not numbers:
            return self.none
        said = self.join(f"#{one}" for one in numbers[:most])
        return said if len(numbers) <= most else self.paper("drill_paper.more_entries", entries=said, count=len(numbers))

    def number(self, value: float) -> str:
        """Points with at most one decimal."""
        return f"{value:.1f}".removesuffix(".0")


def numbered(words: DrillWords, prefix: str, parts: Iterable[tuple[str, Sequence[Piece]]]) -> tuple[Section, ...]:
    """Sections under the headings ``<prefix>.section.<code>``, numbered as they follow each other; without pieces there is none."""
    shown = [(code, pieces) for code, pieces in parts if pieces]
    return tuple(
        Section(words.heading(place, f"{prefix}.section.{code}"), tuple(pieces)) for place, (code, pieces) in enumerate(shown, 1)
    )
