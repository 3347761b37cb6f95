"""The one place that knows the registry of documents: from an incident to the bytes of a paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.domain.record import Record
from app.kernel.errors import Fault
from app.kernel.text import Text
from app.ui.kit.i18n import translate
from app.ui.services import Services

FIRST_CHOICE = "incident_report"
"""The document that is shown when nobody said which."""


class Spec(Protocol):
    """A kind of document: what it is about, whether it stays in the room with names and numbers in full."""

    @property
    def id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> Text:
        """Its name."""
        ...

    @property
    def about(self) -> str:
        """``incident``, ``area``, ``plan``, ``list``, ``map`` or ``sending``."""
        ...

    @property
    def inside(self) -> bool:
        """Whether it stays in the room."""
        ...


class Press:
    """Makes papers by the registry. The registry is imported when the first paper is asked for: its fonts and its page
    library must not cost the window's start."""

    @property
    def documents(self) -> Mapping[str, Spec]:
        """Every kind of document by id; none where this program was built without them."""
        if find_spec("app.reports.documents") is None:
            return {}
        from app.reports.documents import DOCUMENTS  # noqa: PLC0415 - see the class

        return DOCUMENTS

    @property
    def scales(self) -> tuple[int, ...]:
        """The scales that a map on paper is offered at; none where this program was built without it."""
        if find_spec("app.reports.documents") is None:
            return ()
        from app.reports.documents.map_sheet import SCALES  # noqa: PLC0415 - see the class

        return SCALES

    def given(self, document: str, fields: Mapping[str, Any]) -> Any:
        """A frozen picture of what the paper speaks of, safe to hand to a job."""
        from app.reports.documents import input_of  # noqa: PLC0415 - see the class

        return input_of(document, fields)

    def make(self, document: str, given: Any, wanted: PaperFormat, progress: Progress) -> Paper:
        """The paper; run it as a job. ``Fault("no_chinese_font")`` for a PDF on a machine without a face."""
        from app.reports.documents import make  # noqa: PLC0415 - see the class

        return make(document, given, wanted, progress)


def is_inside(document: str) -> bool:
    """Whether this document stays in the room, with names and numbers in full."""
    spec = Press().documents.get(document)
    return spec is not None and spec.inside


def paper_of(document: str, fields: Mapping[str, Any], wanted: PaperFormat = PaperFormat.PDF) -> Callable[[Progress], Paper]:
    """What a job does to make a document of the fields of its input.

    The job raises ``Fault("part_not_loaded")`` where this program was built without papers.
    """

    def make(progress: Progress) -> Paper:
        press = Press()
        try:
            given = press.given(document, fields)
        except ImportError as error:
            raise Fault("part_not_loaded", {"detail": str(error)}) from error
        return press.make(document, given, wanted, progress)

    return make


def booklet_of() -> Callable[[bytes, str], bytes] | None:
    """What puts the pages of a PDF on sheets that are folded (name of the sheet: A4, A3); ``None`` without that part."""
    if find_spec("app.reports.kit.booklet") is None:
        return None
    from app.reports.kit.booklet import booklet  # noqa: PLC0415 - see ``Press``

    return booklet


def list_paper(
    services: Services, subject: str, totals: tuple[str, ...],
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...], document: str = "around_list",
    wanted: PaperFormat = PaperFormat.PDF,
) -> Callable[[Progress], Paper]:
    """What a job does to make the paper of a list: ``tables`` are titles, columns and rows; ``totals`` sentences above them;
    ``document`` names which list it is. Faults as ``paper_of``."""
    desk = services.workspace.desk
    profile, shift = desk.state.profile, desk.state.shift
    fields = {
        "subject": subject, "totals": totals, "groups": tables, "wording": services.wording, "lang": services.lang,
        "now": desk.clock.now(), "actor": shift.officer if shift else "", "drill": desk.state.drill is not None,
        "place": services.wording.text(profile.name) if profile else "",
    }  # fmt: skip
    return paper_of(document, fields, wanted)


def format_of(path: Path) -> PaperFormat:
    """As what a file is wanted, by its ending; a PDF where that says nothing."""
    ending = path.suffix.lower().lstrip(".")
    return PaperFormat(ending) if ending in set(PaperFormat) else PaperFormat.PDF


def file_filters() -> tuple[str, ...]:
    """What a dialog for saving a paper offers: the PDF first."""
    return (translate("Papers", "PDF (*.pdf)"), "Word (*.docx)", translate("Papers", "Plain text (*.txt)"))


def facts(services: Services, incident_id: str, records: tuple[Record, ...], map_png: bytes | None) -> dict[str, Any]:
    """Everything that a paper may speak of, as it stands now."""
    desk, words = services.workspace.desk, services.wording
    profile, shift = desk.state.profile, desk.state.shift
    return {
        "state": desk.state,
        "incident_id": incident_id,
        "records": records,
        "reference": desk.reference,
        "describer": Describer(desk.reference, words),
        "wording": words,
        "lang": services.lang,
        "now": desk.clock.now(),
        "actor": shift.officer if shift else "",
        "map_png": map_png,
        "place": words.text(profile.name) if profile else "",
        "head_hash": desk.head_hash.hex(),
    }
