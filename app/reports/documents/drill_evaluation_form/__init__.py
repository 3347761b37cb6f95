"""评估表: for each objective its critical tasks, what was observed, the mark; empty before a drill, filled after it."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.spec import About, DocumentSpec, Draft


def _draft(given: DrillPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.drill_evaluation_form.content import ID, content  # noqa: PLC0415 - as below
    from app.reports.documents.drill_layout import drill_draft, to_write_on  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return drill_draft(ID, content(given), given, to_write_on(given.lang), progress)


SPEC = DocumentSpec("drill_evaluation_form", Text("演练评估表", "Drill evaluation form"), About.DRILL, _draft)
