"""``duties``: the responsibility list, in and out of Excel, and who owns the tasks of an incident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app.catalog.duties import read_duty_list
from app.cli.arguments import kind_of, path_of
from app.cli.doors import DutiesRead
from app.cli.output import iso, table
from app.cli.rows import basis_row
from app.cli.session import Session
from app.cli.tree import Tree
from app.domain.plan.composition import work_of
from app.domain.plan.model import Task
from app.domain.reference import Reference, covers
from app.domain.responsibility import rules
from app.domain.responsibility.model import Assignment, DutyClass, DutyItem, TaskDuty
from app.domain.state import State
from app.kernel.clock import to_local
from app.kernel.errors import Refusal


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    family = tree.family("duties")
    listing = family.verb("list", list_duties)
    listing.add_argument("--class", dest="duty_class", choices=[one.value for one in DutyClass], help=say("cli.help.duty_class"))
    listing.add_argument("--kind", metavar="K", help=say("cli.help.kind"))
    checking = family.verb("check", check)
    checking.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.duty_file"))
    importing = family.verb("import", import_duties)
    importing.add_argument("file", type=path_of, metavar="FILE", help=say("cli.help.duty_file"))
    importing.add_argument("--name", default="", metavar="TEXT", help=say("cli.help.duty_name"))
    tree.actor(importing)
    exporting = family.verb("export", export)
    exporting.add_argument("file", type=path_of, metavar="FILE.xlsx", help=say("cli.help.duty_target"))
    routing = family.verb("route", route)
    routing.add_argument("incident", metavar="I", help=say("cli.help.which_incident"))


async def list_duties(session: Session) -> int:
    """List the items in the order of their codes."""
    arguments = session.arguments
    kind = kind_of(arguments.kind, session.reference) if arguments.kind else ""
    async with session.desk() as workspace:
        state = workspace.desk.state
        today = to_local(workspace.desk.clock.now()).date()
        rows = [
            item_row(item, session) | {"in_force": item.in_force(today)}
            for _, item in sorted(state.duties.items())
            if arguments.duty_class in (None, item.duty_class.value) and (not kind or covers(item.kinds or ("*",), kind))
        ]
        edition = state.duty_list
        value = {
            "name": edition.name if edition else None, "source": edition.source if edition else None,
            "issued_on": str(edition.issued_on) if edition and edition.issued_on else None,
            "registered_at": iso(edition.registered_at) if edition else None, "items": rows,
        }
        lines = table((r["code"], r["class_name"], r["name"], r["lead"] or "-", r["limit"] or "-") for r in rows)
        session.out.answer(value, lines or [session.wording.say("cli.duties.none")])
    return 0


def item_row(item: DutyItem, session: Session) -> dict[str, Any]:
    """An item for machines; ``limit_min`` and ``limit_working_days`` are 0 where the words name no such quantity."""
    limit = item.limit
    return {
        "code": item.code,
        "name": session.wording.text(item.name),
        "class": item.duty_class.value,
        "class_name": session.wording.say(f"duty_class.{item.duty_class}"),
        "lead": item.lead.name,
        "lead_role": item.lead.role,
        "supporting": [{"name": one.name, "role": one.role, "does": one.does} for one in item.supporting],
        "township": item.township,
        "limit": limit.words if limit else "",
        "limit_min": limit.limit_min if limit else 0,
        "limit_working_days": limit.limit_working_days if limit else 0,
        "kinds": list(item.kinds),
        "words": list(item.words),
        "note": item.note,
        "valid_from": str(item.valid_from) if item.valid_from else None,
        "valid_until": str(item.valid_until) if item.valid_until else None,
        "basis": basis_row(item.basis, session.wording),
    }


async def check(session: Session) -> int:
    """Read a list and say what it holds and, where there is a desk, what it would change; a wrong one ends with every problem."""
    if session.doors.has_journal(session.data):
        async with session.desk() as workspace:
            found = _read(session, session.arguments.file, workspace.desk.state, workspace.desk.reference)
            _tell(session, found, workspace.desk.state)
    else:
        _tell(session, _read(session, session.arguments.file, State(), session.reference), State())
    return 0


async def import_duties(session: Session) -> int:
    """Put the list of this file in the place of the desk's, whole or not at all."""
    arguments = session.arguments
    async with session.desk() as workspace:
        desk = workspace.desk
        before = desk.state
        found = _read(session, arguments.file, before, desk.reference)
        command = replace(found.command, name=arguments.name) if arguments.name else found.command
        records = await desk.execute(command, session.context())
        _tell(session, found, before, *(session.describer.record(one, desk.state) for one in records))
    return 0


def _read(session: Session, path: Path, state: State, reference: Reference) -> DutiesRead:
    if path.suffix.lower() in (".yaml", ".yml"):
        return DutiesRead(read_duty_list(path, reference).registration())
    return session.doors.read_duties(path, state, reference)


def _tell(session: Session, found: DutiesRead, before: State, *lines: str) -> None:
    items = found.command.items
    what = rules.changes(before.duties, items)
    classes = {one.value: sum(1 for item in items if item.duty_class is one) for one in DutyClass}
    value = {
        "file": str(session.arguments.file), "name": session.arguments.__dict__.get("name") or found.command.name,
        "items": len(items), **classes, "without_kinds": sum(1 for item in items if not item.kinds),
        "added": [one.code for one in what.added], "removed": [one.code for one in what.removed], "same": what.same,
        "changed": [{"code": one.after.code, "fields": list(one.fields)} for one in what.changed],
        "ignored_columns": list(found.ignored),
        "skipped_rows": [{"sheet": sheet, "row": row, "text": text} for sheet, row, text in found.skipped],
    }
    say = session.wording.say
    told = [say("cli.duties.sound", **classes, name=value["name"], items=len(items), without_kinds=value["without_kinds"]),
            say("cli.duties.changes", added=len(what.added), changed=len(what.changed), removed=len(what.removed), same=what.same)]
    told += [say("cli.duties.ignored", columns=say("list.separator").join(found.ignored))] if found.ignored else []
    told += [say("cli.duties.skipped", sheet=sheet, row=row, text=text) for sheet, row, text in found.skipped]
    session.out.answer(value, [*told, *lines])


async def export(session: Session) -> int:
    """Write the desk's list as a workbook; an empty one to fill in where it has none."""
    target = session.arguments.file
    async with session.desk() as workspace:
        count = session.doors.write_duties(target, workspace.desk.state, workspace.desk.reference, session.lang)
        said = session.wording.say("cli.duties.written", file=target, count=count)
        session.out.answer({"file": str(target), "items": count}, [said])
    return 0


async def route(session: Session) -> int:
    """Who owns each task of an incident: as it was recorded or, for tasks without a record, as today's list says."""
    async with session.desk() as workspace:
        state, reference = workspace.desk.state, workspace.desk.reference
        of = state.incident(session.arguments.incident)
        if not of.activations:
            raise Refusal("no_response", {"incident": of.number})
        today = to_local(workspace.desk.clock.now()).date()
        rows = []
        for work in work_of(of):
            task, duty = work.task, state.assignments.get(work.task.id)
            made = duty.assignment if duty else rules.route(
                task, of, state.duties, reference.roles, today, rules.item_code(work, reference.plans)
            )
            rows.append(_task_row(task, made, duty, session))
        owed = rules.open_notices(of, state.assignments)
        value = {
            "incident": of.number, "tasks": rows,
            "open_notices": [
                {"unit": one.to.name, "role": one.to.role, "notice": one.kind.value, "standing": one.standing.value,
                 "tasks": list(one.task_ids), "due_at": iso(one.due_at)}
                for one in owed
            ],
            "unclaimed": list(rules.unclaimed(of, state.assignments, state.duty_requests)),
        }
        session.out.answer(value, table(_line(row) for row in rows))
    return 0


def _task_row(task: Task, made: Assignment, duty: TaskDuty | None, session: Session) -> dict[str, Any]:
    say = session.wording.say
    return {
        "task": task.id,
        "plan_task": task.plan_task_id,
        "text": session.wording.text(task.text),
        "recorded": duty is not None,
        "doer": made.doer,
        "item": made.item,
        "item_name": session.wording.text(made.item_name),
        "class": made.duty_class.value if made.duty_class else None,
        "matched": made.matched.value,
        "lead": made.lead.name,
        "lead_role": made.lead.role,
        "tier": made.tier.value,
        "supporting": [{"name": one.to.name, "role": one.to.role, "words": one.words} for one in made.supporting],
        "at_once": made.at_once,
        "unclaimed": made.unclaimed,
        "notice": made.notice.value,
        "notice_to": made.notice_to.name if made.notice_to else None,
        "standing": duty.standing.value if duty else None,
        "standing_name": say(f"standing.{duty.standing}") if duty else "",
        "notices": [
            {"whom": one.whom, "channel": one.channel.value, "number": one.number, "read_back": one.read_back, "at": iso(one.at)}
            for one in (duty.notices if duty else ())
        ],
    }


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    mark = "!" if row["at_once"] else "?" if row["unclaimed"] else ""
    owed = "" if row["notice"] == "none" else f"{row['standing_name']} {row['notice_to']}".strip()
    return mark, row["text"][:24], row["lead"], row["item"] or "-", owed
