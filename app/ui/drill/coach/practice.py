"""Beginning the five-minute drill from the real desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.kernel.errors import Refusal
from app.ui.drill.attempt import attempt
from app.ui.drill.host import StartWish
from app.ui.services import Services

FIVE_MINUTES = "five_minutes"
"""The scenario's id."""


async def begin_practice(services: Services, parent: QWidget) -> bool:
    """Make the drill and open its window; where a drill is open, that one comes to the front. Whether it was begun.

    What stands in the way is said in the status bar. A real call can be taken at any moment: it goes on in a window of its own.
    """
    host = services.drill_host
    if host is None:
        return False
    if host.current is not None:
        host.show_drill()
        return False
    return await attempt(services, _begin(services, parent))


async def _begin(services: Services, parent: QWidget) -> None:
    host = services.drill_host
    drills = host.drills
    if drills is None:
        raise Refusal("not_a_drill")
    shelf = await services.workspace.jobs.run(lambda _progress: drills.shelf())
    scenario = shelf.scenarios.get(FIVE_MINUTES)
    if scenario is None:
        raise Refusal("scenario_unknown", {"scenario": FIVE_MINUTES})
    await host.begin(StartWish(scenario, scenario.starts_at), parent.window())
