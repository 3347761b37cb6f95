"""``drill draft|export|import``: scenarios written from a plan, out as a workbook and in again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.cli.arguments import kind_of, level_of, number_of, path_of, typed_moment
from app.cli.output import iso
from app.cli.rows import problem_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.plan_scenario import DraftWish
from app.desk.plan_scenario.draft import LENGTHS_MIN, scenario_id_of
from app.desk.scenario_desk import ScenarioDesk
from app.domain.exercise.scenario import PlaceRef, Scenario
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal
from app.kernel.text import Text


def add(tree: Tree) -> None:
    """The parsers of these verbs, below ``drill``."""
    say, family = tree.say, tree.family("drill")
    drafting = family.verb("draft", draft)
    drafting.add_argument("plan", metavar="PLAN", help=say("cli.help.draft_plan"))
    drafting.add_argument("--level", required=True, type=level_of, metavar="LEVEL", help=say("cli.help.draft_level"))
    drafting.add_argument("--kind", default="", metavar="KIND", help=say("cli.help.draft_kind"))
    drafting.add_argument("--place", default="", metavar="ID", help=say("cli.help.draft_place"))
    drafting.add_argument("--shelter", default="", metavar="ID", help=say("cli.help.draft_shelter"))
    drafting.add_argument("--length", type=number_of(*LENGTHS_MIN), default=120.0, metavar="MIN", help=say("cli.help.draft_length"))
    drafting.add_argument("--starts", default="", metavar="T", help=say("cli.help.draft_starts"))
    drafting.add_argument("--id", default="", metavar="ID", help=say("cli.help.draft_id"))
    drafting.add_argument("-o", "--output", type=path_of, metavar="FOLDER", help=say("cli.help.scenario_folder"))
    exporting = family.verb("export", export)
    exporting.add_argument("scenario", metavar="SCENARIO", help=say("cli.help.scenario_or_folder"))
    exporting.add_argument("-o", "--output", type=path_of, required=True, metavar="FILE.xlsx", help=say("cli.help.output"))
    importing = family.verb("import", import_book)
    importing.add_argument("file", type=path_of, metavar="FILE.xlsx", help=say("cli.help.scenario_book"))
    importing.add_argument("--replace", action="store_true", help=say("cli.help.scenario_replace"))
    importing.add_argument("-o", "--output", type=path_of, metavar="FOLDER", help=say("cli.help.scenario_folder"))


async def draft(session: Session) -> int:
    """Write a scenario that exercises every task of a plan at a level; it is sound and can be held as it stands."""
    given, desk = session.arguments, _desk(session)
    state, reference = await desk.state(), desk.reference()
    starts = typed_moment(given.starts, session.clock) if given.starts else desk.starts()
    wish = DraftWish(
        plan=given.plan, level=given.level, starts_at=to_local(starts), area=_area(state),
        scenario_id=given.id or scenario_id_of(given.plan, given.level),
        kind=kind_of(given.kind, reference) if given.kind else "", place=_place(given.place, state),
        shelter=_known(given.shelter, state), length_min=given.length,
    )
    made = await desk.draft(wish)
    base = given.output if given.output is not None else desk.folder
    _require_free(base, made.scenario.id)
    desk.put(base, made.scenario, made.briefing)
    value = {**_row(made.scenario, session), "tasks": made.tasks, "folder": str(base / made.scenario.id)}
    session.out.answer(value, [session.wording.say("cli.drill.drafted", **value)])
    return 0


def export(session: Session) -> int:
    """Write a scenario of the shelf, or one in a folder, as a workbook."""
    given, desk = session.arguments, _desk(session)
    folder = path_of(given.scenario)
    opened = desk.open_folder(folder) if (folder / "scenario.yaml").is_file() else desk.open(given.scenario)
    desk.write_book(given.output, opened.scenario, opened.briefing)
    value = {**_row(opened.scenario, session), "file": str(given.output), "draft": opened.draft}
    session.out.answer(value, [session.wording.say("cli.drill.exported", file=str(given.output), title=value["title"])])
    return 0


def import_book(session: Session) -> int:
    """Take a workbook in. A sound one goes on the shelf; one with problems is kept as a draft, and code 1 names them all."""
    given, desk = session.arguments, _desk(session)
    read = desk.read_book(given.file)
    scenario, problems = read.scenario, read.problems
    base = given.output if given.output is not None else desk.folder
    if not given.replace:
        _require_free(base, scenario.id)
    if problems:
        desk.put_draft(base, scenario, read.briefing)
    else:
        scenario = desk.put(base, scenario, read.briefing)
    rows = [problem_row(one, session.wording) for one in problems]
    value = {
        **_row(scenario, session), "kept": "draft" if problems else "shelf", "folder": str(base / scenario.id), "problems": rows,
    }
    code = "cli.drill.imported_draft" if problems else "cli.drill.imported"
    said = session.wording.say(code, title=value["title"] or scenario.id, folder=value["folder"], count=len(rows))
    session.out.answer(value, [said, *(str(row["message"]) for row in rows)])
    return 1 if problems else 0


def _desk(session: Session) -> ScenarioDesk:
    found = session.doors.drills(session.data).scenarios
    if found is None:
        raise Refusal("scenarios_not_here")
    return found


def _require_free(base: Path, scenario_id: str) -> None:
    """Nothing is overwritten unless somebody says so."""
    if any((base / scenario_id / name).exists() for name in ("scenario.yaml", "draft.yaml")):
        raise Refusal("scenario_exists", {"scenario": scenario_id})


def _area(state: State) -> Text:
    profile = state.profile
    return Text("-") if profile is None else profile.name


def _place(facility: str, state: State) -> PlaceRef | None:
    if not facility:
        return None
    one = state.facilities[_known(facility, state)]
    return PlaceRef(one.name, one.id, one.kind)


def _known(facility: str, state: State) -> str:
    if facility and facility not in state.facilities:
        raise Refusal("facility_unknown", {"facility": facility})
    return facility


def _row(one: Scenario, session: Session) -> dict[str, Any]:
    return {
        "scenario": one.id, "version": one.version, "title": session.wording.text(one.title), "plans": list(one.plans),
        "starts_at": iso(one.starts_at), "length_min": one.length_min, "injects": len(one.injects),
        "expectations": sum(len(inject.expect) for inject in one.injects),
    }
