"""演练脚本: every inject with what is expected then; of a drill that was held also what was done, when and by whom."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.drill_input import DrillPaperInput
from app.reports.documents.spec import About, DocumentSpec, Draft


def _draft(given: DrillPaperInput, progress: Progress) -> Draft:
    from app.reports.documents.drill_layout import drill_draft, lying  # noqa: PLC0415 - the page kit is heavy: not at start-up
    from app.reports.documents.drill_script.content import ID, content  # noqa: PLC0415 - as above

    return drill_draft(ID, content(given), given, lying(given.lang), progress)


SPEC = DocumentSpec("drill_script", Text("演练脚本（主事件清单）", "Drill script (list of events)"), About.DRILL, _draft)
