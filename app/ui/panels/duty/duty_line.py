"""Who owns a task by the responsibility list, as the checklist says it. No Qt."""

from __future__ import annotations

import msgspec

from app.domain.duty.model import Tier
from app.domain.plan.model import Task
from app.domain.responsibility.model import Assignment, NoticeKind, Organisation, Standing, TaskDuty
from app.ui.panels.duty.room import Room

TELL, ANSWER, CLAIM = "tell", "answer", "claim"
"""What can be done about it now: tell the unit, record its answer, ask for an admission."""


class DutyLine(msgspec.Struct, frozen=True):
    """``short`` stands on the card ("" where the role that works the task leads it too), ``whole`` below the list."""

    short: str
    whole: str
    tone: str
    action: str


def duty_line(task: Task, room: Room) -> DutyLine | None:
    """The line of a task; ``None`` where nothing was assigned (no list, or an older response)."""
    duty = room.state.assignments.get(task.id)
    if duty is None:
        return None
    asked = any(one.is_open and one.task_id == task.id for one in room.state.duty_requests.values())
    owed = duty.standing in (Standing.OWED, Standing.DECLINED)
    urgent = owed and duty.assignment.notice is NoticeKind.REFERRAL
    return DutyLine(
        short=_short(duty, asked, room), whole=_whole(duty, room), tone="warn" if urgent else "watch" if owed else "muted",
        action=_action(duty, asked),
    )


def _short(duty: TaskDuty, asked: bool, room: Room) -> str:
    made = duty.assignment
    if made.unclaimed:
        return room.say("duties.line.asked" if asked else "duties.line.unclaimed")
    if made.notice_to is None:
        return "" if made.lead.role == made.doer else room.say("duties.line.lead", unit=made.lead.name)
    code = "duties.line.at_once" if made.tier is Tier.TOWNSHIP else "duties.line.standing"
    return room.say(code, unit=made.notice_to.name, standing=room.say(f"standing.{duty.standing}"))


def _whole(duty: TaskDuty, room: Room) -> str:
    made = duty.assignment
    parts = [_item(made, room), room.say("duties.line.leads", unit=made.lead.name)]
    if made.supporting:
        units = room.say("list.separator").join(_unit(one.to, one.words, room) for one in made.supporting)
        parts.append(room.say("duties.line.supports", units=units))
    for notice in duty.notices:
        channel = room.say(f"notice_channel.{notice.channel}")
        parts.append(
            room.say("duties.line.told", at=room.clock(notice.at), whom=notice.whom, channel=channel, number=notice.number)
        )
        for answer in notice.answers:
            said = room.say("duties.took_over" if answer.accepted else "duties.declined")
            parts.append(
                room.say("duties.line.answered", at=room.clock(answer.at), whom=answer.whom, answer=said, words=answer.words)
            )
    return "  ·  ".join(part.strip() for part in parts)


def _item(made: Assignment, room: Room) -> str:
    if made.duty_class is None:
        return room.say("duties.line.no_item")
    class_name = room.say(f"duty_class.{made.duty_class}")
    return room.say("duties.line.item", item_code=made.item, item=room.wording.text(made.item_name), class_name=class_name)


def _unit(unit: Organisation, words: str, room: Room) -> str:
    return room.say("duties.pair", label=unit.name, words=words) if words else unit.name


def _action(duty: TaskDuty, asked: bool) -> str:
    if duty.assignment.unclaimed:
        return "" if asked else CLAIM
    if duty.standing in (Standing.OWED, Standing.DECLINED):
        return TELL
    return ANSWER if duty.standing is Standing.TOLD else ""
