"""From a drill to the live desk: what its score proposes as findings, its line in the calendar, and what it says of retests.

Nothing here writes: each function gives a command that the coordinator wishes on the live desk. What is proposed is a suggestion by
rule (one finding for each item that lost points); gravity, cause and plans are judged by a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.desk.describe import Describer
from app.desk.describe_drills import part_words
from app.domain.exercise.kinds import ItemKind
from app.domain.exercise.model import Drill
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.score import NOTHING, Item, Part, Score
from app.domain.improvement.commands import RecordDrillHeld, RecordFindings, RecordRetest
from app.domain.improvement.model import (
    DrillFacts,
    FindingNature,
    FindingSource,
    Gravity,
    ProposedFinding,
    SourceKind,
)
from app.domain.improvement.rules import RetestNeed, retests_for
from app.domain.state import State
from app.kernel.errors import Refusal

STRONG = 100.0
"""An objective with this score is proposed as a strength (suggested)."""

_GRAVE = frozenset({ItemKind.PHONE_REPORT, ItemKind.CALL_DOWN, ItemKind.EVACUATION, ItemKind.DISPATCH})
"""Where nothing at all was done of these, people are in danger or nobody above knows: proposed as major (suggested)."""


def proposals(drill: Drill, score: Score, head_hash: str, on: date, known_plans: Iterable[str], d: Describer) -> RecordFindings:
    """What the score of a drill proposes: its lost items as weaknesses, its fully reached objectives as strengths.

    ``head_hash`` (hex) is the head of the drill's journal, ``on`` the real Beijing day on which it was held; of the scenario's
    plans those of ``known_plans`` are named. A score without a loss and without an objective proposes nothing: such a batch is
    refused by the desk. ``Refusal("practice_is_no_drill")`` for what only teaches the console.
    """
    _no_practice(drill.scenario)
    known = set(known_plans)
    plans = tuple(one for one in drill.scenario.plans if one in known)
    found = [_weakness(item, plans, d) for item in score.items if lost_parts(item)]
    texts = {one.id: d.text(one.text) for one in drill.scenario.objectives}
    found += [
        ProposedFinding(
            d.say("drill_finding.strength", text=texts.get(one.name, one.name)), nature=FindingNature.STRENGTH,
            objective=one.name, plan_ids=plans,
        )
        for one in score.by_objective() if one.of > 0 and one.score >= STRONG
    ]
    return RecordFindings(source=source_of(drill, head_hash, on, d), findings=tuple(found))


def source_of(drill: Drill, head_hash: str, on: date, d: Describer) -> FindingSource:
    """The drill as the source of findings."""
    return FindingSource(SourceKind.DRILL, drill.id, d.text(drill.scenario.title), on, drill.scenario.id, head_hash)


def held(
    drill: Drill, score: Score, head_hash: str, on: date, live: State, known_plans: Iterable[str], d: Describer, *, after: State
) -> RecordDrillHeld:
    """Its line in the calendar of the live desk: its plans, and the live units that were sent in it.

    ``after`` is the state of the drill's own desk at its end. ``Refusal("practice_is_no_drill")`` for what only teaches the
    console: it is no drill whose frequency the law asks for.
    """
    _no_practice(drill.scenario)
    scenario, known = drill.scenario, set(known_plans)
    sent = {one.unit_id for of in after.incidents.values() for one in of.dispatches.values()}
    return RecordDrillHeld(
        facts=DrillFacts(
            held_on=on, title=d.text(scenario.title), form=scenario.form, scope=scenario.scope, purpose=scenario.purpose,
            notice=scenario.notice, plan_ids=tuple(one for one in scenario.plans if one in known),
            unit_ids=tuple(sorted(sent & set(live.units))),
            participants=d.say("list.separator").join(dict.fromkeys(one.name for one in drill.seats.values())),
            score=score.points, drill_id=drill.id, scenario_id=scenario.id, journal_hash=head_hash,
        )
    )


def retests_needed(scenario: Scenario, live: State, today: date) -> tuple[RetestNeed, ...]:
    """What a drill of this scenario has to test again; ``exercised`` says whether the scenario does. Practice tests nothing."""
    if scenario.practice:
        return ()
    items = {kind.value for one in scenario.objectives for kind in one.items}
    items |= {f"{ItemKind.EXPECTED}:{one.id}" for one in scenario.objectives}
    return retests_for(
        live, scenario.plans, today, items=items, objectives=(one.id for one in scenario.objectives)
    )


def retest_results(
    needs: Iterable[RetestNeed], drill: Drill, score: Score, head_hash: str, on: date, d: Describer
) -> tuple[RecordRetest, ...]:
    """What the score says of each that was exercised: mended where its item, else every item of its objective, lost nothing."""
    made = []
    for need in needs:
        items = [one for one in score.items if one.key == need.item] if need.item else []
        items = items or [one for one in score.items if need.objective and one.objective == need.objective]
        if not items:
            continue  # the drill came to no such thing: it says nothing of it
        lost = [part for one in items for part in lost_parts(one)]
        words = d.say("list.semicolon").join(_line(part, d) for part in lost) or d.say("drill_finding.reached")
        made.append(
            RecordRetest(
                finding_id=need.finding_id, drill_id=drill.id, on=on, passed=not lost, words=words,
                scenario_id=drill.scenario.id, journal_hash=head_hash,
            )
        )
    return tuple(made)


def _no_practice(scenario: Scenario) -> None:
    if scenario.practice:
        raise Refusal("practice_is_no_drill", {"scenario": scenario.id})


def lost_parts(item: Item) -> tuple[Part, ...]:
    """The parts of an item that lost points."""
    return tuple(part for part in item.parts if not part.in_full)


def _weakness(item: Item, plans: tuple[str, ...], d: Describer) -> ProposedFinding:
    lost = lost_parts(item)
    name, first = d.say(f"drill.item.{item.kind}"), part_words(d, lost[0])
    code = "drill_finding.weakness" if len(lost) == 1 else "drill_finding.weaknesses"
    grave = item.kind in _GRAVE and any(part.share <= NOTHING for part in lost)
    return ProposedFinding(
        d.say(code, item=name, first=first, count=len(lost)), gravity=Gravity.MAJOR if grave else Gravity.MINOR,
        objective=item.objective, item=item.key, evidence=tuple(_line(part, d) for part in lost), plan_ids=plans,
    )


def _line(part: Part, d: Describer) -> str:
    words = part_words(d, part)
    if not part.evidence:
        return words
    return d.say("drill_finding.line", words=words, entries="、".join(f"#{one}" for one in part.evidence))
