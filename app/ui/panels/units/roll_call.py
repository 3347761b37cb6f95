"""The roll call of a scene on paper: who is inside, who is overdue, with boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.desk.describe import Describer
from app.kernel.clock import to_local
from app.kernel.errors import Fault, Refusal
from app.ui.kit.dialogs import save_path, tell
from app.ui.kit.i18n import translate
from app.ui.kit.working import working
from app.ui.panels.papers.issuing import let_out
from app.ui.panels.papers.make import file_filters, format_of, list_paper
from app.ui.panels.units.forces_presenter import StayRow
from app.ui.services import Services

DOCUMENT = "scene_people"
_HEADS = ("number", "name", "organisation", "unit", "area", "in", "expected", "state", "tick")
_BOX = "□"


def tables_of(services: Services, rows: Sequence[StayRow]) -> tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """A table for each scene, in the order of the rows: title, columns, rows."""
    say = services.wording.say
    words = Describer(services.workspace.desk.reference, services.wording)
    heads = tuple(say(f"scene_people.{one}") for one in _HEADS)
    scenes: dict[str, list[StayRow]] = {}
    for row in rows:
        scenes.setdefault(row.stay.incident_id, []).append(row)
    return tuple(
        (
            say("scene_people.scene", scene=own[0].incident, count=sum(1 for row in own if row.stay.is_inside)), heads,
            tuple(
                (
                    str(number), row.stay.name, row.stay.organisation, row.unit, row.stay.area, words.clock(row.stay.in_at),
                    words.clock(row.stay.expected_out_at), row.state, _BOX if row.stay.is_inside else words.clock(row.stay.out_at),
                )
                for number, row in enumerate(own, 1)
            ),
        )
        for own in scenes.values()
    )


async def print_roll_call(services: Services, parent: QWidget, rows: Sequence[StayRow]) -> bool:
    """Ask for a file and write the roll call of these people; whether it was written. It is kept and entered like every paper."""
    say, now = services.wording.say, services.workspace.desk.clock.now()
    title = say(f"document.{DOCUMENT}")
    suggested = services.workspace.data_dir / f"{title}-{to_local(now):%Y%m%d-%H%M}.pdf"
    path = await save_path(parent, title, suggested, file_filters())
    if path is None:
        return False
    within = [row for row in rows if row.stay.is_inside]
    late = sum(1 for row in within if row.stay.is_overdue(now))
    totals = (say("scene_people.totals", inside=len(within), late=late), say("scene_people.use"))
    make = list_paper(services, title, totals, tables_of(services, rows), DOCUMENT, format_of(path))
    scenes = {row.stay.incident_id for row in rows}
    try:
        paper: Any = await working(services.workspace.jobs, parent, title, make)
        await let_out(services, DOCUMENT, paper, path, next(iter(scenes)) if len(scenes) == 1 else "")
    except (Fault, Refusal) as no:
        await tell(parent, title, services.explain(no))
        return False
    words = translate("Forces", "{pages} page(s) saved to {name}").format(pages=paper.pages, name=path.name)
    services.navigator.say(words, "ok")
    return True
