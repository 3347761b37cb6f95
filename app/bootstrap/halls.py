"""The room of an opened drill, with the door for participants at other machines made when it is first asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from app.desk.drill_hall import Hall
from app.desk.drills import Conducting, DrillRoom
from app.desk.workspace import Workspace
from app.kernel.errors import Fault


@asynccontextmanager
async def room_with_hall(workspace: Workspace, conductor: Conducting, resources: Path) -> AsyncIterator[DrillRoom]:
    """The room; its hall knows this drill's desk and no other, and is closed when the block ends."""
    halls: list[Hall] = []

    def hall() -> Hall:
        if not halls:
            halls.append(open_hall(DrillRoom(workspace, conductor), resources))
        return halls[0]

    try:
        yield DrillRoom(workspace, conductor, hall)
    finally:
        for made in halls:
            await made.close()


def open_hall(room: DrillRoom, resources: Path) -> Hall:
    """The door of this drill for participants at other machines, closed at first. ``Refusal("not_a_drill")`` for another desk."""
    try:
        from app.network.hall.door import HallDoor  # noqa: PLC0415 - aiohttp takes a while to load
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return HallDoor(room, room.workspace.words, resources / "web" / "hall")
