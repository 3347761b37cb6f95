"""The way back from a drill that has ended to the live desk: one look says what is still to be taken over, nothing is twice.

Nothing here writes. ``closing`` puts together what the score by rule and the evaluators propose; ``commands`` gives what a person
chose of it as ordinary commands of the live desk, which knows by the drill's id what it has already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

import msgspec
from msgspec.structs import replace

from app.desk.describe import Describer
from app.desk.describe_drills import mark_words, subject_name
from app.desk.drill_findings import held, proposals, retest_results, retests_needed
from app.desk.drills import EvaluatedDrill
from app.domain.exercise.evaluation import JudgedLine
from app.domain.exercise.kinds import SubjectKind
from app.domain.exercise.model import Drill, DrillStatus
from app.domain.improvement.commands import RecordDrillHeld, RecordFindings, RecordRetest
from app.domain.improvement.decide import MOST_FINDINGS, not_yet_known
from app.domain.improvement.model import Finding, FindingNature, Gravity, ProposedFinding, RootCause
from app.domain.record import Command
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal

POOR_SHARE = 0.6
"""A subject whose mean mark is no better than this is proposed as a weakness (suggested)."""

GRAVE_SHARE = 0.3
"""One whose mean mark is no better than this is proposed as a major one (suggested)."""


class RetestLine(msgspec.Struct, frozen=True):
    """A finding of before that this drill looked at again, and what it saw."""

    number: str
    description: str
    command: RecordRetest


class Closing(msgspec.Struct, frozen=True):
    """What a drill that has ended has for the live desk. ``held`` is ``None`` where its line stands in the calendar already;
    ``findings`` are those that are not on the board yet, ``known`` how many are; ``untested`` are numbers of findings that the
    drill should have tested again and came to nothing with."""

    drill_id: str
    title: str
    on: date
    points: float
    held: RecordDrillHeld | None
    batch: RecordFindings
    known: int
    retests: tuple[RetestLine, ...]
    untested: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[ProposedFinding, ...]:
        """The proposed findings that are new."""
        return self.batch.findings

    @property
    def is_done(self) -> bool:
        """Whether the live desk has its line; findings that were left out are nobody's debt."""
        return self.held is None


class Choice(msgspec.Struct, frozen=True):
    """What a person takes over: places in ``findings`` and ``retests``, what they judge of a finding otherwise, the day."""

    held: bool = True
    findings: frozenset[int] = frozenset()
    retests: frozenset[int] = frozenset()
    gravities: Mapping[int, Gravity] = {}
    causes: Mapping[int, RootCause | None] = {}
    on: date | None = None


def is_taken_over(live: State, drill_id: str) -> bool:
    """Whether the live desk has this drill in its calendar."""
    return any(one.counts and one.facts.drill_id == drill_id for one in live.held_drills.values())


def closing(one: EvaluatedDrill, live: State, known_plans: Collection[str], today: date, d: Describer) -> Closing:
    """What is to be taken over of a drill that has ended; ``Refusal`` of one that goes on (``drill_not_over``) or only teaches
    the console (``practice_is_no_drill``).

    ``live`` and ``known_plans`` are the live desk's; ``today`` its Beijing day, which none of the commands lies behind.
    """
    drill, made = one.evaluation.drill, one.evaluation
    if drill.status is not DrillStatus.ENDED:
        raise Refusal("drill_not_over", {"title": d.text(drill.scenario.title)})
    on = min(to_local(one.held_at).date(), today)
    batch = proposals(drill, made.score, one.head_hash, on, known_plans, d)
    every = (*batch.findings, *judged_weaknesses(made.lines, drill, known_plans, d))[:MOST_FINDINGS]
    fresh = tuple(sorted(not_yet_known(live, batch.source, every), key=lambda each: each.nature is FindingNature.STRENGTH))
    needs = {
        each.finding_id: each for each in retests_needed(drill.scenario, live, today)
        if _looks(live.findings[each.finding_id], drill, on)
    }
    results = retest_results(needs.values(), drill, made.score, one.head_hash, on, d)
    tested = {each.finding_id for each in results}
    line = None if is_taken_over(live, drill.id) else held(
        drill, made.score, one.head_hash, on, live, known_plans, d, after=one.state
    )
    return Closing(
        drill.id, batch.source.title, on, made.score.points, line, replace(batch, findings=fresh), len(every) - len(fresh),
        tuple(RetestLine(needs[each.finding_id].number, needs[each.finding_id].description, each) for each in results),
        tuple(each.number for each in needs.values() if each.finding_id not in tested),
    )


def judged_weaknesses(
    lines: Collection[JudgedLine], drill: Drill, known_plans: Collection[str], d: Describer
) -> Iterator[ProposedFinding]:
    """What evaluators found poor, with their words; persons are never named on the board of findings."""
    plans = tuple(each for each in drill.scenario.plans if each in set(known_plans))
    for line in lines:
        if line.share is None or line.share > POOR_SHARE or line.subject.kind is SubjectKind.PERSON:
            continue
        said = [each for each in line.judgements if each.words]
        words = d.say("list.semicolon").join(each.words for each in said) or d.say("drill_closing.no_words")
        evidence = tuple(
            d.say("drill_closing.judged_line", evaluator=each.evaluator, mark=mark_words(d, each), words=each.words).strip()
            for each in line.judgements
        )
        name = subject_name(d, line.subject, drill.scenario)
        yield ProposedFinding(
            d.say("drill_closing.judged_weakness", subject=name, words=words), nature=FindingNature.WEAKNESS,
            gravity=Gravity.MAJOR if line.share <= GRAVE_SHARE else Gravity.MINOR, evidence=evidence, plan_ids=plans,
            objective=line.subject.id if line.subject.kind is SubjectKind.OBJECTIVE else "",
        )


def everything(one: Closing) -> Choice:
    """All of it, as it is proposed."""
    return Choice(
        held=one.held is not None, findings=frozenset(range(len(one.findings))), retests=frozenset(range(len(one.retests)))
    )


def commands(one: Closing, choice: Choice) -> Iterator[Command]:
    """What is to be executed on the live desk. The line of the calendar comes last: a desk that dies on the way is asked again,
    and is asked for the rest only."""
    on = choice.on or one.on
    for place, line in enumerate(one.retests):
        if place in choice.retests:
            yield replace(line.command, on=on)
    taken = tuple(
        replace(each, gravity=choice.gravities.get(place, each.gravity), cause=choice.causes.get(place, each.cause))
        for place, each in enumerate(one.findings) if place in choice.findings
    )
    if taken:
        yield replace(one.batch, source=replace(one.batch.source, on=on), findings=taken)
    if choice.held and one.held is not None:
        yield RecordDrillHeld(facts=replace(one.held.facts, held_on=on))


def _looks(found: Finding, drill: Drill, on: date) -> bool:
    """Whether this drill can say anything of a finding: it is of before, not its own, and it has not said so already."""
    if found.source.ref == drill.id or found.source.on > on:
        return False
    return all(each.drill_id != drill.id for each in found.retests)
