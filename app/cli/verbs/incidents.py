"""``incident open``, ``list``, ``show``: taking a report in, and looking at what is there."""

from __future__ import annotations

from typing import Any

from app.catalog.gazetteer import Gazetteer
from app.cli.arguments import facts_of, kind_of, moment_of
from app.cli.output import iso, table
from app.cli.rows import (
    deadline_row,
    grading_row,
    incident_row,
    obligation_row,
    place_row,
    reason_lines,
    recommendation_row,
)
from app.cli.session import Session
from app.cli.tree import Tree
from app.cli.verbs import handling
from app.desk.workspace import Workspace
from app.domain.deadlines import incident_deadlines, obligations, rulebook_of
from app.domain.incident.commands import OpenIncident
from app.domain.incident.model import Caller, Incident, Place
from app.domain.incident.rules import incident_facts
from app.domain.plan.model import Activation
from app.domain.plan.rules import recommend
from app.domain.state import State
from app.kernel.errors import Refusal
from app.kernel.geo import Crs, Point

FIRST_DEADLINES = 5
_CRS = {"wgs84": Crs.WGS84, "cgcs2000": Crs.CGCS2000, "gcj02": Crs.GCJ02}


def add(tree: Tree) -> None:
    """The parsers of this family; ``handling`` adds the rest of it."""
    family = tree.family("incident")
    opening = family.verb("open", open_incident)
    say = tree.say
    opening.add_argument("--kind", required=True, metavar="K", help=say("cli.help.kind"))
    opening.add_argument("--place", required=True, metavar="WORDS", help=say("cli.help.place"))
    opening.add_argument("--lat", type=float, metavar="DEG", help=say("cli.help.lat"))
    opening.add_argument("--lon", type=float, metavar="DEG", help=say("cli.help.lon"))
    opening.add_argument("--crs", choices=tuple(_CRS), default="wgs84", help=say("cli.help.crs"))
    opening.add_argument("--outside-region", action="store_true", help=say("cli.help.outside"))
    opening.add_argument("--aware-at", default="now", metavar="T", help=say("cli.help.aware"))
    opening.add_argument("--occurred-at", metavar="T", help=say("cli.help.at.occurred"))
    opening.add_argument("--caller", default="", metavar="NAME", help=say("cli.help.caller"))
    opening.add_argument("--phone", default="", metavar="NUMBER", help=say("cli.help.phone"))
    opening.add_argument("--channel", default="phone", metavar="WORD", help=say("cli.help.channel_in"))
    opening.add_argument("--narrative", default="", metavar="TEXT", help=say("cli.help.narrative"))
    tree.facts(opening)
    tree.actor(opening)
    listing = family.verb("list", list_incidents)
    listing.add_argument("--all", action="store_true", help=say("cli.help.closed_too"))
    showing = family.verb("show", show)
    showing.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))
    handling.add(family)


async def open_incident(session: Session) -> int:
    """Take a report in; prints its number, its grade with the reasons, the recommended plan and the first deadlines."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        aware_at = moment_of(arguments.aware_at, desk.clock) or desk.clock.now()
        command = OpenIncident(
            kind=kind_of(arguments.kind, desk.reference),
            place=_place(session, desk.state),
            aware_at=aware_at,
            occurred_at=moment_of(arguments.occurred_at, desk.clock),
            caller=Caller(arguments.caller.strip(), arguments.phone.strip(), arguments.channel.strip() or "phone"),
            narrative=arguments.narrative,
            facts=facts_of(arguments.fact, desk.reference.facts),
            confirmed=("outside_region",) if arguments.outside_region else (),
        )
        before = set(desk.state.incidents)
        await desk.execute(command, session.context())
        new = next(one for one in desk.state.incidents.values() if one.id not in before)
        row = _first_look(new, workspace, session)
        session.out.answer(row, _first_lines(row, session))
    return 0


def _place(session: Session, state: State) -> Place:
    """The place by coordinates where they are given, else by the gazetteer of the desk, else by the words alone."""
    arguments = session.arguments
    words = arguments.place.strip()
    if (arguments.lat is None) != (arguments.lon is None):
        raise Refusal("point_half")
    if arguments.lat is not None:
        return Place(words, Point(arguments.lat, arguments.lon, _CRS[arguments.crs]))
    found = Gazetteer.of_facilities(state.facilities.values()).find(words, 1)
    if not found:
        session.out.remark(session.wording.say("cli.place.unknown", place=words))
        return Place(words)
    site = found[0]
    return Place(session.wording.text(site.name) if words.isascii() else site.name.zh, site.point, site.id, site.village)


def _first_look(of: Incident, workspace: Workspace, session: Session) -> dict[str, Any]:
    state, wording, describer = workspace.desk.state, session.wording, session.describer
    return {
        **incident_row(of, describer),
        "because": grading_row(of.grading, of.kind, wording)["because"],
        "recommendation": _recommendation(of, workspace, session),
        "deadlines": _deadlines(of, state, session)[:FIRST_DEADLINES],
    }


def _first_lines(row: dict[str, Any], session: Session) -> list[str]:
    say = session.wording.say
    lines = [f"{row['number']}  {row['title']}  {row['severity_name']}", *(f"  · {one['text']}" for one in row["because"])]
    best = row["recommendation"]
    if best is not None:
        lines += [say("cli.incident.recommended", plan=best["title"], level=best["level_name"]), *reason_lines(best)]
    return [*lines, *_deadline_lines(row["deadlines"][:FIRST_DEADLINES], session)]


def _deadline_lines(rows: list[dict[str, Any]], session: Session) -> list[str]:
    urgency = session.wording.say
    return table(("  " + row["due_at"][:16].replace("T", " "), row["text"], urgency(f"urgency.{row['urgency']}")) for row in rows)


def _recommendation(of: Incident, workspace: Workspace, session: Session) -> dict[str, Any] | None:
    desk = workspace.desk
    view = incident_facts(of, desk.state.alert(), desk.clock.now())
    found = recommend(of.kind, view, desk.reference.plans.values(), desk.reference.floors)
    return recommendation_row(found[0], desk.reference, session.wording) if found else None


def _deadlines(of: Incident, state: State, session: Session) -> list[dict[str, Any]]:
    now = session.clock.now()
    found = sorted(incident_deadlines(of, state, session.reference, now), key=lambda one: one.due_at)
    return [deadline_row(one, session.describer, state, now) for one in found]


async def list_incidents(session: Session) -> int:
    """List the open incidents (``--all``: the closed ones too), the newest first, each with its next deadline."""
    async with session.desk() as workspace:
        state = workspace.desk.state
        rows = []
        for one in sorted(state.incidents.values(), key=lambda one: one.number, reverse=True):
            if one.is_open or session.arguments.all:
                due = _deadlines(one, state, session)
                rows.append({**incident_row(one, session.describer), "next_deadline": due[0] if due else None})
        lines = table((row["number"], row["severity_name"], row["title"], row["status_name"], _next(row)) for row in rows)
        session.out.answer(rows, lines or [session.wording.say("cli.incident.none")])
    return 0


def _next(row: dict[str, Any]) -> str:
    due = row["next_deadline"]
    return f"{due['due_at'][:16].replace('T', ' ')} {due['text']}" if due else ""


async def show(session: Session) -> int:
    """Everything that is known of one incident, and its timeline."""
    async with session.desk() as workspace:
        of = workspace.desk.state.incident(session.arguments.incident)
        row = await _whole(of, workspace, session)
        say = session.wording.say
        lines = [
            *_first_lines(row, session),
            joined_facts(of, session),
            *(say("cli.incident.active", plan=one["title"], level=one["level_name"]) for one in row["activations"]),
            *table((f"  {task['status_name']}", task["due_at"][:16].replace("T", " "), task["text"], task["role_name"], task["id"])
                   for one in row["activations"] for task in one["tasks"]),
            *table((line["at"][:16].replace("T", " "), line["actor"], line["text"]) for line in row["timeline"]),
        ]  # fmt: skip
        session.out.answer(row, [line for line in lines if line])
    return 0


def joined_facts(of: Incident, session: Session) -> str:
    """The figures of an incident in one line, each with how sure it is."""
    say, describer = session.wording.say, session.describer
    return say("list.separator").join(
        f"{describer.fact(name, known.value)} ({say(f'fact_status.{known.status}')})" for name, known in sorted(of.facts.items())
    )


async def _whole(of: Incident, workspace: Workspace, session: Session) -> dict[str, Any]:
    state, reference, describer, wording = workspace.desk.state, session.reference, session.describer, session.wording
    now = session.clock.now()
    book = rulebook_of(state, reference)
    records = await workspace.desk.history(of.id)
    return {
        **_first_look(of, workspace, session),
        "deadlines": _deadlines(of, state, session),
        "machine_severity": of.grading.severity.value if of.grading.severity else None,
        "override": _override(of),
        "caller": {"name": of.caller.name, "phone": of.caller.phone, "channel": of.caller.channel},
        "narrative": of.narrative,
        "opened_at": iso(of.opened_at),
        "opened_by": of.opened_by,
        "terminated_at": iso(of.terminated_at),
        "facts": {
            name: {"value": one.value, "status": one.status.value, "source": one.source, "at": iso(one.at), "by": one.by}
            for name, one in sorted(of.facts.items())
        },
        "activations": [_activation(one, session) for one in of.activations],
        "declines": [
            {"plan": one.plan_id, "level": one.level.value if one.level else None, "reason": one.reason, "by": one.by}
            for one in of.declines
        ],
        "dispatches": [
            {
                "unit": one.unit_id,
                "name": wording.text(one.unit_name),
                "kind": one.kind,
                "status": one.status.value,
                "ended_at": iso(one.ended_at),
                "steps": [{"status": s.status.value, "at": iso(s.at), "source": s.source, "by": s.by} for s in one.steps],
            }
            for one in of.dispatches.values()
        ],
        "reports": [
            {
                "id": one.id,
                "stage": one.stage.value,
                "number": one.number,
                "channel": one.channel.value,
                "to": one.to_role,
                "at": iso(one.at),
                "by": one.by,
                "whom": one.whom,
                "phone": one.phone,
                "read_back": one.read_back,
                "means": one.means,
                "due_at": iso(one.due_at),
                "late": one.due_at is not None and one.at > one.due_at,
            }
            for one in of.reports
        ],
        "obligations": [
            obligation_row(one, describer, wording, book.id if book else "") for one in obligations(of, state, reference, now)
        ],
        "notes": [
            {"id": one.id, "text": one.text, "by": one.by, "at": iso(one.at), "struck_reason": one.struck_reason}
            for one in of.notes
        ],
        "documents": [
            {"document": one.document, "sha256": one.sha256, "pages": one.pages, "by": one.by, "at": iso(one.at)}
            for one in of.documents
        ],
        "closure": _closure(of),
        "place": place_row(of.place),
        "timeline": [
            {
                "seq": one.seq,
                "at": iso(one.stamp.at),
                "actor": one.stamp.actor,
                "kind": type(one.entry).__name__,
                "text": describer.record(one, state),
            }
            for one in records
        ],
    }


def _override(of: Incident) -> dict[str, Any] | None:
    own = of.override
    if own is None:
        return None
    return {"severity": own.severity.value if own.severity else None, "reason": own.reason, "by": own.by, "at": iso(own.at)}


def _closure(of: Incident) -> dict[str, Any] | None:
    own = of.closure
    if own is None:
        return None
    fields = ("cause", "outcome", "losses", "lessons", "measures", "approved_by", "by")
    return {**{name: getattr(own, name) for name in fields}, "at": iso(own.at)}


def _activation(one: Activation, session: Session) -> dict[str, Any]:
    wording, now = session.wording, session.clock.now()
    return {
        "id": one.id,
        "plan": one.plan_id,
        "title": wording.text(one.plan_title),
        "version": one.plan_version,
        "level": one.level.value,
        "level_name": wording.text(one.level_name),
        "item": one.item,
        "expected_duration_h": one.expected_duration_h,
        "measures": list(one.measures),
        "approved_by": one.approved_by,
        "activated_at": iso(one.activated_at),
        "terminated_at": iso(one.terminated_at),
        "tasks": [
            {
                "id": task.plan_task_id,
                "task_id": task.id,
                "text": wording.text(task.text),
                "role": task.role,
                "role_name": session.describer.role(task.role),
                "due_at": iso(task.due_at),
                "status": task.status.value,
                "status_name": wording.say(f"task_status.{task.status}"),
                "late": task.is_late(now),
                "critical": task.critical,
                "closed_at": iso(task.closed_at),
                "closed_by": task.closed_by,
                "remark": task.remark,
            }
            for task in sorted(one.tasks.values(), key=lambda task: (task.due_at, task.id))
        ],
    }
