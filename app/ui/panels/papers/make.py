"""The one place that knows the registry of documents: from an incident to the bytes of a paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Any, Protocol

from app.desk.describe import Describer
from app.desk.jobs import Progress
from app.domain.incident.model import PaperFormat
from app.domain.record import Record
from app.kernel.errors import Fault
from app.kernel.text import Text
from app.ui.services import Services

FIRST_CHOICE = "incident_report"
"""The document that is shown when nobody said which."""


class Paper(Protocol):
    """A finished paper: its bytes, how many pages (0: only the reader's program can tell), the characters that could not be
    printed, as what it comes, the check code of its content."""

    data: bytes
    pages: int
    missing: tuple[str, ...]
    format: PaperFormat
    code: str


class Spec(Protocol):
    """A kind of document: ``about`` says what of, ``inside`` that it stays in the room and is never masked."""

    id: str
    title: Text
    about: Any
    inside: bool
    formats: tuple[PaperFormat, ...]


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
        """The paper; slow: call it in a job. Faults and refusals as the document raises them."""
        from app.reports import documents  # noqa: PLC0415 - see the class

        made: Paper = documents.make(document, given, wanted, progress)
        return made


def booklet_of() -> Callable[[bytes, str], bytes] | None:
    """What puts the pages of a PDF on sheets that are folded (name of the sheet: A4, A3); ``None`` without that part."""
    if find_spec("app.reports.kit.booklet") is None:
        return None
    from app.reports.kit.booklet import booklet  # noqa: PLC0415 - see ``Press``

    return booklet


def list_paper(
    services: Services, subject: str, totals: tuple[str, ...],
    tables: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]], ...], document: str = "around_list",
) -> Callable[[Progress], Paper]:
    """What a job does to make the paper of a list: ``tables`` are titles, columns and rows; ``totals`` sentences above them;
    ``document`` names which list it is.

    The job raises ``Fault("part_not_loaded")`` where this program was built without papers.
    """
    desk = services.workspace.desk
    profile, shift = desk.state.profile, desk.state.shift
    now, wording, lang = desk.clock.now(), services.wording, services.lang

    def make(progress: Progress) -> Paper:
        try:
            from app.reports.documents import LIST_DOCUMENTS, ListGroup, ListPaperInput  # noqa: PLC0415 - see the class
        except ImportError as error:
            raise Fault("part_not_loaded", {"detail": str(error)}) from error
        given = ListPaperInput(
            subject=subject, totals=totals, groups=tuple(ListGroup(*table) for table in tables), wording=wording, lang=lang,
            now=now, actor=shift.officer if shift else "", place=wording.text(profile.name) if profile else "",
        )
        made: Paper = LIST_DOCUMENTS[document].make(given, progress)
        return made

    return make


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
