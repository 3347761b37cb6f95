"""``drill``: scenarios are listed, checked and held without a window, so that scoring itself can be tried."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.cli.arguments import number_of, path_of
from app.cli.files import writing
from app.cli.output import iso, table
from app.cli.rows import problem_row, record_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs.drill_papers import file_format, written
from app.desk.describe import Describer
from app.desk.describe_drills import part_words
from app.desk.drill_findings import proposals
from app.desk.drill_papers import REPORT, of_run
from app.desk.drills import TEMPERS, DrillOutcome, DrillWish
from app.desk.findings_file import write_findings
from app.domain.apply import apply
from app.domain.exercise.scenario import Scenario
from app.domain.exercise.score import Group, Item, Part
from app.domain.record import Record
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("drill")
    family.verb("list", list_scenarios)
    checking = family.verb("check", check)
    checking.add_argument("path", nargs="?", type=path_of, metavar="PATH", help=say("cli.help.scenario_path"))
    running = family.verb("run", run)
    running.add_argument("scenario", metavar="SCENARIO", help=say("cli.help.scenario"))
    running.add_argument("--speed", type=number_of(1, 60), default=60.0, metavar="N", help=say("cli.help.drill_speed"))
    running.add_argument("--auto", choices=TEMPERS, default=TEMPERS[0], help=say("cli.help.drill_auto"))
    running.add_argument("--seed", type=int, default=0, metavar="N", help=say("cli.help.drill_seed"))
    running.add_argument("--findings", type=path_of, metavar="FILE", help=say("cli.help.drill_findings"))
    running.add_argument("--report", type=path_of, metavar="FILE", help=say("cli.help.drill_report"))
    running.add_argument("--keep", default="", metavar="NAME", help=say("cli.help.drill_keep"))


def list_scenarios(session: Session) -> int:
    """List the scenarios; one that is broken is told on standard error and costs only itself."""
    shelf = session.doors.drills(session.data).shelf()
    rows = [_scenario_row(one, session) for one in shelf.scenarios.values()]
    for problem in shelf.problems:
        session.out.remark(session.wording.problem(problem))
    lines = table((row["id"], row["title"], f"{row['length_min']:g} min", row["injects"], row["form_name"]) for row in rows)
    session.out.answer(rows, lines or [session.wording.say("cli.drill.none")])
    return 1 if shelf.problems else 0


def check(session: Session) -> int:
    """Check a scenario's folder, or all of a folder: file, line, field, mend. Code 1 where there is a problem."""
    path = session.arguments.path or session.doors.files.resources / "scenarios"
    if not Path(path).is_dir():
        raise Refusal("scenario_unknown", {"scenario": str(path)})
    problems = session.doors.drills(session.data).check(path)
    rows = [problem_row(one, session.wording) for one in problems]
    lines = [row["message"] for row in rows] or [session.wording.say("cli.drill.sound")]
    session.out.answer({"problems": rows}, [str(line) for line in lines])
    return 1 if rows else 0


async def run(session: Session) -> int:
    """Hold a drill with a scripted officer and say its score, each item with the journal entries that it rests on.

    Its words come by the drills' own door, which keeps nothing in the folder of the live desk.
    """
    arguments = session.arguments
    wanted = file_format(arguments.report) if arguments.report is not None else None
    drills = session.doors.drills(session.data)
    shelf = drills.shelf()
    scenario = shelf.scenarios.get(arguments.scenario)
    if scenario is None:
        for problem in shelf.problems:
            session.out.remark(session.wording.problem(problem))
        raise Refusal("scenario_unknown", {"scenario": arguments.scenario})
    wish = DrillWish(scenario, arguments.auto, arguments.seed, arguments.speed, arguments.keep)
    outcome = await drills.run(wish)
    said = drills.describer(session.lang)
    value = _outcome(outcome, wish, said)
    if arguments.findings is not None:
        _write_proposals(arguments.findings, outcome, session, said)
    lines = _lines(value, said)
    if wanted is not None:
        source = of_run(outcome, said.reference, to_local(session.clock.now()).date())
        value["report"], line = await written(session, source, REPORT, arguments.report, wanted)
        lines.append(line)
    session.out.answer(value, lines)
    return 0


def _write_proposals(target: Path, outcome: DrillOutcome, session: Session, said: Describer) -> None:
    """What the score proposes, for ``findings import`` on the live desk."""
    on, scenario = to_local(session.clock.now()).date(), outcome.drill.scenario
    batch = proposals(outcome.drill, outcome.score, outcome.head_hash, on, scenario.plans, said)
    with writing(target):
        write_findings(target, batch)


def _scenario_row(one: Scenario, session: Session) -> dict[str, Any]:
    say, text = session.wording.say, session.wording.text
    return {
        "id": one.id, "version": one.version, "title": text(one.title), "summary": text(one.summary), "form": one.form.value,
        "form_name": say(f"drill.form.{one.form}"), "scope": one.scope.value, "purpose": one.purpose.value,
        "notice": one.notice.value, "starts_at": iso(one.starts_at), "length_min": one.length_min, "area": text(one.area),
        "plans": list(one.plans), "injects": len(one.injects), "hash": one.hash,
        "objectives": [{"id": each.id, "text": text(each.text), "capability": text(each.capability)} for each in one.objectives],
    }


def _outcome(outcome: DrillOutcome, wish: DrillWish, said: Describer) -> dict[str, Any]:
    drill, scored = outcome.drill, outcome.score
    told = _told(outcome.records, said)
    return {
        "scenario": drill.scenario.id, "scenario_hash": drill.scenario.hash, "title": said.text(drill.scenario.title),
        "auto": wish.temper, "seed": drill.seed, "speed": wish.speed,
        "started_at": iso(drill.started_at), "ended_at": iso(drill.ended_at), "entries": len(outcome.records),
        "head": outcome.head_hash, "score": scored.points, "forgotten": list(outcome.forgotten),
        "items": [_item_row(one, told, said) for one in scored.items],
        "objectives": [_group_row(one) for one in scored.by_objective()],
        "roles": [_group_row(one) for one in scored.by_role()],
        "people": [_group_row(one) for one in scored.by_person()],
        "injects": [
            {"id": one.id, "status": drill.life(one.id).status.value, "at": iso(drill.life(one.id).at)} for one in drill.injects
        ],
    }


def _item_row(item: Item, told: Mapping[int, dict[str, Any]], said: Describer) -> dict[str, Any]:
    return {
        "id": item.key, "name": said.say(f"drill.item.{item.kind}"), "objective": item.objective,
        "points": round(item.points, 3), "of": round(item.of, 3), "evidence": [told[seq] for seq in item.evidence if seq in told],
        "parts": [_part_row(part, said) for part in item.parts],
    }


def _part_row(part: Part, said: Describer) -> dict[str, Any]:
    return {
        "key": part.key, "points": round(part.points, 3), "of": round(part.of, 3), "share": round(part.share, 4),
        "role": part.role, "who": part.who, "evidence": list(part.evidence),
        "text": part_words(said, part), "facts": dict(part.facts),
    }


def _group_row(group: Group) -> dict[str, Any]:
    return {"name": group.name, "points": round(group.points, 3), "of": round(group.of, 3), "score": group.score}


def _told(records: tuple[Record, ...], describer: Describer) -> dict[int, dict[str, Any]]:
    """Each entry by its number: when, who, what kind, in a sentence."""
    state, found = State(), {}
    for record in records:
        state = apply(record, state)
        found[record.seq] = record_row(record, describer, state)
    return found


def _lines(value: dict[str, Any], said: Describer) -> list[str]:
    say = said.say
    lines = [say("cli.drill.score", title=value["title"], score=value["score"], entries=value["entries"])]
    lines += table((f"{one['points']:.1f}/{one['of']:g}", one["name"], len(one["evidence"])) for one in value["items"])
    lost = [part for one in value["items"] for part in one["parts"] if part["share"] < 1]
    lines += [f"- {part['text']}" for part in lost]
    return lines
