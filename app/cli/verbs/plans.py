"""``plans``: check their files, list and show them, recommend one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from app.catalog.cases import plan_case_problems, plan_cases
from app.catalog.plans import read_plan, read_plans
from app.cli.arguments import facts_of, kind_of, number_of, path_of
from app.cli.output import table
from app.cli.rows import grading_row, obligation_row, reason_lines, recommendation_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import plan_files, planning
from app.cli.verbs.obligations import DEFAULT_RULEBOOK
from app.cli.verbs.planning import plan_row, version_of
from app.domain.conditions import FactScalar
from app.domain.incident.rules import check_facts, facts_view, grade
from app.domain.plan.model import Plan, Recommendation
from app.domain.plan.prose import without_anchors
from app.domain.plan.rules import recommend, run_together
from app.domain.planning.model import VersionStatus
from app.domain.reporting.model import PlanRules
from app.domain.reporting.rules import ReportingCase, obligations_for
from app.domain.words import AlertLevel
from app.kernel.errors import BadFile, Problem


def add(tree: Tree) -> None:
    """The parsers of this family."""
    family = tree.family("plans")
    checking = family.verb("check", check)
    checking.add_argument("path", nargs="?", type=path_of, metavar="PATH", help=tree.say("cli.help.path"))
    listing = family.verb("list", list_plans)
    listing.add_argument("--all", action="store_true", help=tree.say("cli.help.all_versions"))
    showing = family.verb("show", show)
    showing.add_argument("plan", metavar="ID", help=tree.say("cli.help.plan"))
    matching = family.verb("match", match)
    matching.add_argument("--kind", required=True, metavar="K", help=tree.say("cli.help.kind"))
    tree.facts(matching)
    matching.add_argument("--alert", choices=[one.value for one in AlertLevel], help=tree.say("cli.help.alert"))
    matching.add_argument("--elapsed-h", type=number_of(0, 87600), metavar="H", help=tree.say("cli.help.elapsed"))
    planning.add(family)
    plan_files.add(family)


def check(session: Session) -> int:
    """Read plans and run their cases; prints every problem with file, line, field and mend, and returns 1 where there is one."""
    wording = session.wording
    plans, problems = _plans_at(session.arguments.path, session)
    cases = 0
    for folder, plan in plans:
        cases += len(plan_cases(folder, plan.id))
        problems += plan_case_problems(folder, plan, session.reference)
    rows = [_problem_row(problem, session) for problem in problems]
    counts = {"plans": len(plans), "cases": cases, "problems": len(rows)}
    lines = [f"{row['file']}:{row['line']} {row['field']} {row['message']}".replace("  ", " ") for row in rows]
    said = wording.say("cli.plans.problems" if rows else "cli.plans.sound", **counts)
    value = {"ok": not rows, "plans": [plan.id for _, plan in plans], "cases": cases, "problems": rows}
    session.out.answer(value, [*lines, said])
    return 1 if rows else 0


def _plans_at(path: Path | None, session: Session) -> tuple[list[tuple[Path, Plan]], tuple[Problem, ...]]:
    """The sound plans there, each with the folder that holds its folder, and the problems of the others."""
    if path is None:
        folder = session.doors.files.plans
        return [(folder, plan) for plan in session.reference.plans.values()], session.loaded.problems
    where = (path.parent if path.is_file() else path).resolve()
    if not where.exists():
        return [], (Problem(str(path), 0, "", "file_missing"),)
    if (where / "plan.yaml").is_file():
        try:
            return [(where.parent, read_plan(where, session.reference))], ()
        except BadFile as bad:
            return [], bad.problems
    found, problems = read_plans(where, session.reference)
    if not found and not problems:
        return [], (Problem(str(path / "*" / "plan.yaml"), 0, "", "file_missing"),)
    return [(where, plan) for plan in found.values()], problems


def _problem_row(problem: Problem, session: Session) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "field": problem.field,
        "code": problem.code,
        "message": session.wording.say(f"problem.{problem.code}", **problem.facts),
    }


async def list_plans(session: Session) -> int:
    """List the plans in force, and with ``--all`` every version; the broken files are named on standard error."""
    async with session.plans() as library:
        chosen = [
            version for plan_id in library.plan_ids() for version in library.versions(plan_id)
            if session.arguments.all or version.status is VersionStatus.IN_FORCE
        ]
        rows = [plan_row(version, session) for version in chosen]
        lines = table(
            (r["id"], r["title"], r["version"], r["status_name"], " ".join(r["levels"]), " ".join(r["kinds"])) for r in rows
        )
        session.out.answer(rows, lines)
        for problem in session.loaded.problems:
            session.out.remark(session.wording.problem(problem))
    return 0


async def show(session: Session) -> int:
    """A plan (``ID`` or ``ID@VERSION``): all its fields with ``--json``, else its prose."""
    async with session.plans() as library:
        version = version_of(session.arguments.plan, library)
        content = library.content(version.plan_id, version.version)
        value = {
            **msgspec.to_builtins(content.plan), "hash": version.hash, "text": content.text, "status": version.status.value,
            "origin": version.origin.value, "cases": len(content.cases), "steps": msgspec.to_builtins(version.steps),
        }
        session.out.answer(value, [without_anchors(content.text).rstrip()])
    return 0


async def match(session: Session) -> int:
    """Recommend a plan and a level for these facts; ``plan`` and ``level`` are null where none fits.

    ``together``: the plans to run beside it; ``reports``: what would be owed from now, by the suggested rulebook and by the
    own rules of those plans.
    """
    async with session.plans():
        _match(session)
    return 0


def _match(session: Session) -> None:
    reference, wording, arguments = session.reference, session.wording, session.arguments
    kind = kind_of(arguments.kind, reference)
    given = check_facts(kind, facts_of(arguments.fact, reference.facts), reference.facts)
    grading = grade(kind, facts_view(given), reference.tables)
    view = facts_view(
        given,
        severity=grading.severity,
        alert=AlertLevel(arguments.alert) if arguments.alert else None,
        elapsed_h=arguments.elapsed_h,
    )
    plans = reference.plans_for(kind)
    found = recommend(kind, view, plans, reference.floors)
    set_ = run_together(found, plans)
    ordered = (*set_, *(one for one in found if one not in set_))
    rows = [recommendation_row(one, reference, wording) for one in ordered]
    nothing = dict.fromkeys(("plan", "plan_id", "title", "version", "level", "response_level", "level_name", "colour"))
    best = rows[0] if rows else {**nothing, "reasons": []}
    graded = grading_row(grading, kind, wording)
    value = {
        **best,
        "kind": kind,
        "severity": graded["severity"],
        "severity_name": graded["severity_name"],
        "because": graded["because"],
        "together": rows[1 : len(set_)],
        "others": rows[1:],
        "reports": _reports(kind, view, set_, session),
    }
    lines = [wording.say("cli.match.none", kind=session.describer.kind(kind))]
    if rows:
        lines = [f"{best['title']} ({best['plan']})  {best['level_name']}", *reason_lines(best)]
        lines += [
            wording.say("cli.match.together" if at < len(set_) else "cli.match.other", title=one["title"], level=one["level_name"])
            for at, one in enumerate(rows[1:], 1)
        ]
        lines += [wording.say("cli.match.report", text=one["text"], minutes=one["due_min"]) for one in value["reports"]]
    session.out.answer(value, lines)


def _reports(
    kind: str, view: dict[str, FactScalar], chosen: tuple[Recommendation, ...], session: Session
) -> list[dict[str, Any]]:
    """The duties of an incident known just now, each with the minutes that are left for it."""
    reference, now = session.reference, session.clock.now()
    own = (PlanRules(one.plan_id, reference.plans[one.plan_id].reporting) for one in chosen)
    case = ReportingCase("", kind, view, now, judged_at=now if "severity" in view else None)
    owed = obligations_for(case, reference.rulebooks.get(DEFAULT_RULEBOOK), now, own, reference.calendar)
    return [
        {
            **obligation_row(one, session.describer, session.wording, DEFAULT_RULEBOOK),
            "due_min": round((one.due_at - now).total_seconds() / 60),
        }
        for one in owed
        if not one.projected
    ]
