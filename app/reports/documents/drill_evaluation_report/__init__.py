"""演练评估报告: what was drilled and how it went, scores with evidence, findings, causes, what is to be mended."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.spec import About, DocumentSpec, Draft


def _draft(given: DrillPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.drill_evaluation_report.content import ID, content  # noqa: PLC0415 - as below
    from app.reports.documents.drill_layout import drill_draft, official_figures  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return drill_draft(ID, content(given), given, official_figures(given.lang), progress)


SPEC = DocumentSpec("drill_evaluation_report", Text("演练评估报告", "Drill evaluation report"), About.DRILL, _draft)
