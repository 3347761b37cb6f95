"""空白表单: forms to be written on by hand, each with a number that was never printed before."""

from __future__ import annotations

from app.desk.jobs import Progress
from app.kernel.text import Text
from app.reports.documents.blank_form.content import FormsInput
from app.reports.documents.spec import About, DocumentSpec, Draft

__all__ = ["SPEC", "FormsInput"]


def _draft(given: FormsInput, progress: Progress) -> Draft:
    from app.reports.documents.blank_form.layout import draft_of  # noqa: PLC0415 - the page kit is heavy: not at start-up

    return draft_of(given, progress)


SPEC = DocumentSpec("blank_form", Text("空白表单", "Blank forms"), About.FORMS, _draft)
