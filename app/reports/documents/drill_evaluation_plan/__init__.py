"""评估方案: what is looked at, what it is worth and on whose word, by whom, how, with which forms, when."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.spec import About, DocumentSpec, Draft


def _draft(given: DrillPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.drill_evaluation_plan.content import ID, content  # noqa: PLC0415 - as below
    from app.reports.documents.drill_layout import drill_draft, official  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return drill_draft(ID, content(given), given, official(given.lang), progress)


SPEC = DocumentSpec("drill_evaluation_plan", Text("演练评估方案", "Drill evaluation plan"), About.DRILL, _draft)
