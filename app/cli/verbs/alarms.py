"""``alarms``: what stands now, what was acknowledged by whom, whom nobody's answer made the desk call. Records nothing."""

from __future__ import annotations

from typing import Any

from app.cli.output import iso, short, table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe_alarms import alarm_title, callee_line, jump_line
from app.domain.alarm.model import Alarm, AlarmRank, stage_of
from app.domain.alarm.rules import open_escalation, rank_of, step_at
from app.domain.deadlines import Deadline, deadlines
from app.domain.state import State


def add(tree: Tree) -> None:
    """The parser of this verb."""
    tree.verb("alarms", list_alarms)


async def list_alarms(session: Session) -> int:
    """List every open deadline that has reached a stage, the most urgent first.

    What a window has not raised yet (none was open) is listed all the same: it stands. The call list is ``escalation``,
    ``clock_jump`` the last time that the wall clock was set.
    """
    async with session.desk() as workspace:
        state, now = workspace.desk.state, session.clock.now()
        due = deadlines(state, session.reference, now)
        reached = [(one, step, rank) for one in due if (rank := rank_of(one, step := step_at(one, now))) is not None]
        rows = [_row(one, step, rank, state, session) for one, step, rank in reached]
        rows.sort(key=lambda row: (not row["stands"], -AlarmRank(row["rank"]).weight, row["due_at"], row["key"]))
        keys = {one.key for one in due}
        waiting = open_escalation(state, keys.__contains__)
        describer, say = session.describer, session.wording.say
        answer: dict[str, Any] = {
            "alarms": rows,
            "escalation": None if waiting is None else {
                "id": waiting.id, "at": iso(waiting.at), "keys": list(waiting.keys),
                "people": [{"id": one.id, "name": one.name, "phone": one.phone, "role": one.role} for one in waiting.people],
                "calls": [
                    {"id": one.callee_id, "result": one.result.value, "at": iso(one.at), "by": one.by} for one in waiting.calls
                ],
            },
            "clock_jump": None if state.clock_jump is None else {
                "before": iso(state.clock_jump.before), "after": iso(state.clock_jump.after),
                "elapsed_s": state.clock_jump.elapsed_s, "direction": state.clock_jump.direction.value,
            },
        }
        lines = table(
            (
                say(f"alarm_rank.{row['rank']}"), say(f"alarm_stage.{row['stage']}"), row["title"], row["incident"],
                row["due"], row["said"],
            )
            for row in rows
        )
        lines = list(lines) or [say("cli.alarms.none")]
        if waiting is not None:
            people = say("list.separator").join(callee_line(describer, one) for one in waiting.people)
            lines.append(say("cli.alarms.escalation", people=people))
        if state.clock_jump is not None:
            lines.append(jump_line(describer, state.clock_jump))
        for row in rows:
            del row["said"], row["due"]
        session.out.answer(answer, lines)
    return 0


def _row(one: Deadline, step: int, rank: AlarmRank, state: State, session: Session) -> dict[str, Any]:
    known: Alarm | None = state.alarms.get(one.key)
    if known is not None and known.due_at < one.due_at:  # it was put off: what was acknowledged then is over
        known = None
    stands = known is None or known.acknowledged < step
    by = known.acknowledged_by if known is not None and known.acknowledged_at is not None else ""
    at = known.acknowledged_at if known is not None else None
    describer, say = session.describer, session.wording.say
    of = state.incidents.get(one.incident_id)
    said = say("alarm.state.standing") if stands else f"{say('alarm.state.acknowledged')} {by} {describer.clock(at)}"
    return {
        "key": one.key, "kind": one.kind.value, "incident_id": one.incident_id,
        "incident": describer.incident_title(of) if of is not None else "",
        "title": alarm_title(describer, one.key, one.incident_id, state),
        "stage": stage_of(step).value, "step": step, "rank": rank.value, "due_at": iso(one.due_at), "stands": stands,
        "raised_at": iso(known.raised_at) if known is not None else None,
        "raised_stage": known.stage.value if known is not None else None,
        "missed": known.missed if known is not None else False,
        "acknowledged_stage": stage_of(known.acknowledged).value if known is not None and known.acknowledged >= 0 else None,
        "acknowledged_at": iso(at) if at is not None else None, "acknowledged_by": by,
        "due": short(one.due_at), "said": said,
    }
