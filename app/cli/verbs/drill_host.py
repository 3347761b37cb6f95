"""``drill host``: a drill without a window whose people all sit at other machines, by the pages of its hall."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from app.cli.arguments import number_of
from app.cli.output import table
from app.cli.session import Session
from app.cli.tree import Tree
from app.desk.describe_drills import seat_name
from app.desk.drill_hall import HALL_PORT, Hall
from app.desk.drills import DrillRoom, Drills
from app.domain.exercise.model import DrillStatus
from app.kernel.errors import Refusal

LOOK_EVERY_S = 0.5


def add(tree: Tree) -> None:
    """The parsers of this family."""
    say = tree.say
    hosting = tree.family("drill").verb("host", host)
    hosting.add_argument("drill", metavar="DRILL", help=say("cli.help.hosted_drill"))
    hosting.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help=say("cli.help.hall_bind"))
    hosting.add_argument("--port", type=number_of(0, 65_535), default=HALL_PORT, metavar="N", help=say("cli.help.hall_port"))
    hosting.add_argument("--speed", type=number_of(0, 60), default=0.0, metavar="N", help=say("cli.help.hall_speed"))
    hosting.add_argument("--seed", type=int, default=0, metavar="N", help=say("cli.help.drill_seed"))
    hosting.add_argument("--until-end", action="store_true", help=say("cli.help.hall_until_end"))


async def host(session: Session) -> int:
    """Open a kept drill, or one of a scenario, say the address of every seat, and let it go on until somebody interrupts it; with
    ``--until-end`` until it has ended."""
    arguments, drills = session.arguments, session.doors.drills(session.data)
    drill_id = await _drill_of(drills, arguments.drill, arguments.seed)
    async with drills.open(drill_id) as room:
        if room.hall is None:
            raise Refusal("hall_not_here")
        hall = room.hall()
        await hall.open(arguments.bind, int(arguments.port))
        rows = [_row(hall, one.role, one.kind.value, room, session) for one in hall.seats()]
        bind, port = hall.place
        session.out.answer(
            {"drill": drill_id, "bind": bind, "port": port, "seats": rows},
            [drill_id, *table((row["title"], row["part"], row["name"], row["address"]) for row in rows)],
        )
        sys.stdout.flush()  # whoever reads it hands the addresses out while this goes on
        await _go_on(room, arguments.speed, until_end=arguments.until_end)
    return 0


async def _drill_of(drills: Drills, name: str, seed: int) -> str:
    kept = await asyncio.to_thread(drills.kept)
    if any(one.id == name for one in kept):
        return name
    scenario = drills.shelf().scenarios.get(name)
    if scenario is None:
        raise Refusal("drill_unknown", {"drill": name})
    return await drills.prepare(scenario, seed, None)


async def _go_on(room: DrillRoom, speed: float, *, until_end: bool) -> None:
    conductor = room.conductor
    if speed > 0 and conductor.drill.status is not DrillStatus.ENDED:
        if conductor.drill.started_at is None:
            await conductor.start()
        if conductor.drill.status is DrillStatus.PARKED or conductor.drill.speed == speed:
            await conductor.resume()
        if conductor.drill.speed != speed:
            await conductor.set_speed(speed)
    while not (until_end and conductor.drill.status is DrillStatus.ENDED):
        await conductor.advance()
        await asyncio.sleep(LOOK_EVERY_S)


def _row(hall: Hall, role: str, kind: str, room: DrillRoom, session: Session) -> dict[str, Any]:
    state, d = room.workspace.desk.state, session.describer
    seat = state.drill.seats.get(role) if state.drill is not None else None
    return {
        "role": role, "kind": kind, "title": seat_name(d, role, state), "part": d.say(f"drill.seat.{kind}"),
        "name": seat.name if seat is not None else "", "address": hall.link(role),
    }
