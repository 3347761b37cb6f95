"""现场人员清点表: who went in at a scene and has not come out, with room to tick each off; to be read out at the cordon."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.spec import About, DocumentSpec, Draft, ListPaperInput


def _draft(given: ListPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.scene_people.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("scene_people", Text("现场人员清点表", "Roll call at a scene"), About.LIST, _draft, inside=True)
