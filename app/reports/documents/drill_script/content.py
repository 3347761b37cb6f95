"""The list of events of a drill (主事件清单, facts file §6.4): its fields are columns; what was done stands in them once it was
held, and is written in by hand before. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.domain.exercise.kinds import DrillNotice
from app.domain.exercise.scenario import Expected, Inject, UnitBehaviour
from app.reports.documents.drill_held import Journalled
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.drill_pages import DrillPages, Grid, Line, Section
from app.reports.documents.drill_words import DrillWords

ID = "drill_script"

_COLUMNS = (
    "seq", "offset", "inject", "method", "sender", "receiver", "expected", "goal", "actual_at", "actual", "evaluator", "note",
)
_SHARES = (0.85, 1.95, 4.3, 1.1, 1.6, 1.2, 4.0, 0.95, 1.35, 3.5, 1.15, 1.7)
_TEXT_MOST, _NOTE_MOST, _DONE_MOST = 260, 90, 46
_FIRST_COLUMNS = 6
_HAND_MM = 12


def content(given: DrillPaperInput) -> DrillPages:
    """The paper."""
    words = DrillWords(given)
    held = Journalled(given, words) if given.held is not None else None
    maker = _Script(words, held)
    injects = given.held.injects if given.held is not None else given.scenario.injects
    sections = [
        Section(words.heading(1, "drill_script.section.goals"), (maker.goals(),)),
        Section(words.heading(2, "drill_script.section.events"), (
            Grid(words.heads(*_COLUMNS), tuple(row for one in maker.ordered(injects) for row in maker.rows(one)), _SHARES,
                 hand_mm=0 if held is not None else _HAND_MM, empty=words.none),
        )),
    ]  # fmt: skip
    if given.scenario.units:
        units = words.heading(3, "drill_script.section.units")
        sections.append(Section(units, (maker.units(given.scenario.units),)))
    rules = tuple(Line(words.item(at, words.paper(f"drill_script.rule.{code}"))) for at, code in enumerate(_rules(given), 1))
    sections.append(Section(words.heading(len(sections) + 1, "drill_script.section.rules"), rules))
    return DrillPages(
        title=words.paper("drill_script.title" if held is None else "drill_script.title_held", name=words.name),
        under=words.paper(
            "drill_script.under", kinds=words.types, at=words.full_moment(given.scenario.starts_at),
            minutes=f"{given.scenario.length_min:g}", area=words.text(given.scenario.area, 30),
        ),
        sections=tuple(sections),
        notes=(words.paper("drill_paper.suggested"),),
        signatures=tuple(words.paper(f"drill_sign.{one}") for one in ("conductor", "evaluator", "approved_by")),
    )


def _rules(given: DrillPaperInput) -> Sequence[str]:
    told = ("opening_words", "real_first", "free", "write_in")
    return (*told, "secret") if given.scenario.notice is DrillNotice.NO_NOTICE else told


class _Script:
    def __init__(self, words: DrillWords, held: Journalled | None) -> None:
        self._words, self._held = words, held

    def goals(self) -> Grid:
        """The objectives by their numbers, which the list refers to."""
        words = self._words
        rows = tuple(
            (words.goal(one.id), words.text(one.capability, 30), words.text(one.text))
            for one in words.scenario.objectives
        )
        return Grid(words.heads("goal", "capability", "objective"), rows, (1.2, 3, 12), empty=words.none)

    def ordered(self, injects: Iterable[Inject]) -> list[Inject]:
        """As they came, once the drill was held; then, and before it, as the scenario has them."""
        held = self._held
        if held is None:
            return list(injects)
        placed = list(enumerate(injects))
        placed.sort(key=lambda one: (came.seq if (came := held.came(one[1])) is not None else 1 << 60, one[0]))
        return [one for _, one in placed]

    def rows(self, inject: Inject) -> Iterable[tuple[str, ...]]:
        """One for each thing that is expected, at least one; what tells of the inject stands in the first."""
        words, held = self._words, self._held
        told = held.text(inject) if held is not None else inject.text
        first = (
            inject.id, self._when(inject), words.text(told, _TEXT_MOST), words.say(f"drill.channel.{inject.channel}"),
            words.text(inject.from_, 24), words.role(inject.to),
        )
        note = words.text(inject.note, _NOTE_MOST) if inject.note is not None else ""
        if held is not None:
            note = words.join(one for one in (held.standing(inject), note) if one)
        if not inject.expect:
            asked = words.paper("drill_script.answer", minutes=f"{inject.asks.answer_within_min:g}") if (
                inject.asks is not None and inject.asks.answer_within_min
            ) else ""
            yield (*first, asked, "", *self._answer(inject), "", note)
            return
        for place, expected in enumerate(inject.expect):
            about = first if place == 0 else ("",) * _FIRST_COLUMNS
            at, done = self._done(inject, expected)
            yield (*about, self._expected(expected), words.goal(expected.objective), at, done, "", note if place == 0 else "")

    def _when(self, inject: Inject) -> str:
        """When it is to come, and when it came."""
        planned = self._words.offset(inject)
        came = self._held.came(inject) if self._held is not None else None
        if self._held is None or came is None:
            return planned
        at = self._words.paper("drill_script.came", at=self._held.clock(came.at).replace("\n", " "))
        return f"{planned}\n{at}".strip()

    def _answer(self, inject: Inject) -> tuple[str, str]:
        """When and how a question from above was answered."""
        part = self._held.part(f"instruction:{inject.id}") if self._held is not None else None
        if self._held is None or part is None:
            return "", ""
        if not part.evidence:
            return "", self._words.paper("drill_paper.not_done")
        seq, words = part.evidence[0], self._words
        said = words.paper("drill_paper.done", who=words.clip(part.who, 10), what=self._held.kind(seq), seq=seq)
        return self._held.clock_of(seq), said

    def _expected(self, one: Expected) -> str:
        words = self._words
        return words.paper(
            "drill_script.expected", who=words.role(one.role), text=words.text(one.text, 120), minutes=f"{one.within_min:g}",
            points=f"{one.weight:g}",
        )

    def _done(self, inject: Inject, expected: Expected) -> tuple[str, str]:
        held = self._held
        if held is None:
            return "", ""
        answered = held.answered(inject, expected)
        if answered is not None:
            return held.clock(answered.at), held.done(answered, _DONE_MOST)
        return "", self._words.paper("drill_paper.not_done") if held.missed(inject, expected) else ""

    def units(self, behaviours: Iterable[UnitBehaviour]) -> Grid:
        """How the simulated units behave, for whoever conducts."""
        words = self._words
        rows = tuple(self._unit(one) for one in behaviours)
        return Grid(words.heads("unit", "ack", "set_out", "slow", "refuses"), rows, (3, 1.4, 1.4, 1.4, 9), empty=words.none)

    def _unit(self, one: UnitBehaviour) -> tuple[str, ...]:
        words, describer = self._words, self._words.given.describer
        state = words.given.state
        name = describer.unit_kind(one.kind) if one.kind else one.unit
        if one.unit and state is not None and one.unit in state.units:
            name = describer.unit_name(one.unit, state)
        said = words.text(one.refuses, 90) if one.refuses is not None else words.join(
            words.text(text, 60) for text in one.radio.values()
        )
        return (
            name, self._minutes(one.ack_min), self._minutes(one.set_out_min),
            f"{one.slow_factor:g}×" if one.slow_factor != 1 else words.none, said or words.none,
        )

    def _minutes(self, minutes: float | None) -> str:
        return self._words.paper("drill_script.drawn") if minutes is None else f"{minutes:g}"
