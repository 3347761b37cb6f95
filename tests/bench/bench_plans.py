"""How fast plans are matched and composed, as a ratio against the naive way in the same run: ``python -m tests.bench.bench_plans``.

500 plans are varied copies of the library. For each invented case all of them are matched, the set to run together is chosen,
and one checklist is made of its tasks. The limit of the desk is 20 ms (p99). Never fails on a time: figures are for people.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace as with_parts
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import Any

from msgspec.structs import replace

from app.bootstrap import load_catalogue
from app.catalog.locations import program_files
from app.domain.apply import fold
from app.domain.conditions import Condition, Facts, Hit, evaluate
from app.domain.decide import decide
from app.domain.duty.model import Warning
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import FactType, Place
from app.domain.incident.rules import facts_view
from app.domain.plan import apply
from app.domain.plan.composition import Asker, compose, open_work
from app.domain.plan.entries import PlanActivated
from app.domain.plan.model import Plan, PlanType, Reason, Recommendation, ResponseFloor
from app.domain.plan.rules import demands_at, make_tasks, recommend_together
from app.domain.reference import Reference
from app.domain.state import State
from app.domain.words import AlertLevel, ClockStart, ResponseLevel, response_rank
from app.kernel.text import Text
from tests.bench.bench_journal import table
from tests.together import overall, rain, with_companions
from tests.world import records, stamp_at

PLANS, CASES, WARM = 500, 400, 20
NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)
WARNINGS = (
    Warning("w1", "rainstorm", AlertLevel.ORANGE, "", "weather", NOON),
    Warning("w2", "heat", AlertLevel.RED, "", "weather", NOON),
)


def library(size: int) -> Reference:
    """The real catalogue with so many plans: copies of the library under other names, for other kinds, with other minutes."""
    chance = random.Random(7)
    base = with_companions(load_catalogue(program_files()).reference)
    like = base.plans["flood-typhoon"]
    kinds = sorted(base.kinds)
    plans: dict[str, Plan] = {}
    originals = [one for one in base.plans.values() if one.type is PlanType.SPECIAL]
    for at in range(size):
        turn = at % 10
        if turn == 8:
            made = overall(like)
        elif turn == 9:
            made = _warned_of(rain(like), chance.choice(sorted(base.facts["alert_kind"].choices)), chance.choice("NAPS"))
        else:
            origin = originals[at % len(originals)]
            made = replace(origin, kinds=(*origin.kinds, *chance.sample(kinds, 4)))
        plans[f"plan-{at}"] = replace(
            made, id=f"plan-{at}", title=Text(f"{made.title.zh}{at}"),
            tasks=tuple(replace(task, due_min=max(1, task.due_min + chance.randint(-3, 9))) for task in made.tasks),
        )
    return with_parts(base, plans=plans, shipped=plans)


def _warned_of(plan: Plan, alert_kind: str, letter: str) -> Plan:
    """The warning plan for another kind of warning and another class of incidents."""
    levels = tuple(
        replace(entry, when=Condition(all=(Condition(fact="alert_kind", is_=alert_kind), *entry.when.all[1:])))
        for entry in plan.levels
    )
    return replace(plan, kinds=(f"{letter}-*",), levels=levels)


def cases(reference: Reference, count: int) -> list[tuple[str, dict[str, Any]]]:
    """Invented incidents: a kind and a handful of its facts."""
    chance = random.Random(11)
    found = []
    for _ in range(count):
        kind = chance.choice(sorted(reference.kinds))
        facts: dict[str, Any] = {}
        for name in ("trapped", "dead", "minor", "threatened", *reference.kinds[kind].facts):
            known = reference.facts[name]
            if chance.random() < 0.4 or known.derived:
                continue
            if known.type is FactType.FLAG:
                facts[name] = chance.random() < 0.5
            elif known.type is FactType.CHOICE:
                facts[name] = chance.choice(sorted(known.choices))
            else:
                facts[name] = chance.randint(0, 60)
        found.append((kind, facts_view(facts, alert=AlertLevel.RED, elapsed_h=1.0)))
    return found


def ours(reference: Reference, kind: str, facts: Facts, state: State) -> int:
    """The set that runs together and its one checklist; returns how many tasks it holds."""
    found = recommend_together(kind, facts, reference.plans_for(kind), reference.floors, WARNINGS)
    stamp = stamp_at(NOON)
    for at, one in enumerate(found):
        if one.level is None:
            continue
        plan = reference.plans[one.plan_id]
        by = Asker(f"a{at}", plan.id, plan.title, plan.type)
        made = compose(state.incidents["i"], _tasks(plan, one.level, by.activation_id), by)
        state = apply.activated(state, _entry(plan, one.level, by, made.tasks, made.merged), stamp)
    return len(open_work(state.incidents["i"]))


def naive(reference: Reference, kind: str, facts: Facts, state: State) -> int:
    """As it was before plans ran together: every plan's patterns are matched again, every level of every plan is asked, each
    plan of the set brings its own list, and the lists are compared line by line."""
    found = _naive_recommend(kind, facts, reference.plans.values(), reference.floors)
    reached = [one for one in found if one.level is not None]
    kinds = {one.plan_id: reference.plans[one.plan_id].type for one in reached}
    leading = [one for one in reached if kinds[one.plan_id] is PlanType.SPECIAL][:1]
    chosen = [*leading, *[one for one in reached if kinds[one.plan_id] is PlanType.OVERALL][:1]]
    chosen += [one for one in reached if kinds[one.plan_id] is PlanType.WARNING]
    kept: list[Any] = []
    for at, one in enumerate(chosen):
        for task in _tasks(reference.plans[one.plan_id], one.level or ResponseLevel.IV, f"a{at}"):
            same = [
                each for each in kept
                if each.plan_task_id == task.plan_task_id
                or (each.settled_by and each.settled_by == task.settled_by)
                or (each.role == task.role and _plain(each.text.zh) == _plain(task.text.zh))
            ]
            if not same:
                kept.append(task)
    return len(kept)


def _plain(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _naive_recommend(
    kind: str, facts: Facts, plans: Iterable[Plan], floors: Iterable[ResponseFloor]
) -> tuple[Recommendation, ...]:
    lifted = [(floor, hits) for floor in floors if (hits := evaluate(floor.when, facts)) is not None]
    found = [_naive_one(plan, facts, lifted) for plan in plans if any(fnmatchcase(kind, one) for one in plan.kinds)]
    return tuple(sorted(found, key=lambda one: (-response_rank(one.level), one.plan_id)))


def _naive_one(plan: Plan, facts: Facts, lifted: list[tuple[ResponseFloor, tuple[Hit, ...]]]) -> Recommendation:
    best: ResponseLevel | None = None
    reasons: list[Reason] = []
    for entry in plan.levels:
        hits = evaluate(entry.when, facts)
        if hits is None or response_rank(entry.level) < response_rank(best):
            continue
        best, reasons = entry.level, [Reason(hits, entry.basis)]
    for floor, floor_hits in lifted:
        fitting = [entry.level for entry in plan.levels if response_rank(entry.level) >= response_rank(floor.level)]
        target = min(fitting, key=response_rank, default=None)
        if target is None or response_rank(target) < response_rank(best):
            continue
        if target is not best:
            best, reasons = target, []
        reasons.append(Reason(floor_hits, floor.basis, floor=True))
    return Recommendation(plan.id, plan.version, best, tuple(reasons))


def _tasks(plan: Plan, level: ResponseLevel, prefix: str) -> tuple[Any, ...]:
    return make_tasks(plan, level, dict.fromkeys(ClockStart, NOON), NOON, prefix)


def _entry(plan: Plan, level: ResponseLevel, by: Asker, tasks: Any, merged: Any) -> PlanActivated:
    return PlanActivated(
        incident_id="i", activation_id=by.activation_id, plan_id=plan.id, plan_title=plan.title, plan_version=plan.version,
        plan_hash=plan.hash, item="i", level=level, level_name=plan.title, expected_duration_h=1.0, measures=("m",),
        approved_by="x", tasks=tasks, demands=demands_at(plan, level), stop=plan.stop, merged=merged, plan_type=plan.type,
        reporting=plan.reporting, command=plan.command,
    )


def times_ms(way: Callable[[str, Facts], object], given: list[tuple[str, dict[str, Any]]]) -> list[float]:
    """Milliseconds of each case; of this thread's own work, so that neighbours on the machine do not count."""
    taken = []
    for kind, facts in given:
        begun = time.thread_time()
        way(kind, facts)
        taken.append((time.thread_time() - begun) * 1000)
    return taken


def main(size: int) -> None:
    """Run both ways by turns over the same cases and print the table."""
    usual = library(size)
    worst = with_parts(usual, plans={id_: replace(plan, kinds=("*",)) for id_, plan in usual.plans.items()})
    rows = [("what", "figure", "ratio")]
    for reference in (usual, worst):
        given = cases(reference, CASES)
        state = opened(reference)
        for kind, facts in given[:WARM]:
            ours(reference, kind, facts, state)
        fast: list[float] = []
        slow: list[float] = []
        for at in range(0, CASES, CASES // 4):  # by turns: other work on the machine hits both alike
            part = given[at : at + CASES // 4]
            fast += times_ms(lambda kind, facts, r=reference, s=state: ours(r, kind, facts, s), part)  # type: ignore[misc]
            slow += times_ms(lambda kind, facts, r=reference, s=state: naive(r, kind, facts, s), part)  # type: ignore[misc]
        covering = [len(reference.plans_for(kind)) for kind in reference.kinds]
        tasks = [ours(reference, kind, facts, state) for kind, facts in given]
        rows.append((f"{size} plans, covering one kind", f"{statistics.median(covering):.0f} (most {max(covering)})", ""))
        rows.append(("tasks of the set, merged", f"{statistics.median(tasks):.0f} (most {max(tasks)})", ""))
        for name, share in (("p50", 0.5), ("p99", 0.99)):
            own, other = (sorted(one)[int(len(one) * share)] for one in (fast, slow))
            rows.append((f"match, choose, compose: {name}", f"{own:.2f} ms", f"{own / other:.2f} of the naive {other:.2f} ms"))
    table(rows)


def opened(reference: Reference) -> State:
    """A desk with one incident, on which nothing runs."""
    opening = OpenIncident(kind="N-FLD", place=Place("mill"), aware_at=NOON)
    entries = decide(opening, State(), reference, stamp_at(NOON, "i"))
    return fold(records(entries, at=NOON), State())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PLANS)
