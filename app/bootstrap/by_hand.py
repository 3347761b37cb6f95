"""What makes the papers for going on by hand: the survival pack, blank forms, and the ground in outline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.catalog.locations import program_files
from app.desk.jobs import Progress
from app.desk.paper import Paper
from app.domain.incident.model import PaperFormat
from app.kernel.errors import Fault

_ASKED = ("wording", "lang", "now", "actor", "place", "state", "drill")


def make_pack(fields: Mapping[str, Any], progress: Progress) -> Paper:
    """The survival pack of ``pack_fields``, with an outline of the ground for every incident that has no map."""
    given = {**fields, "maps": {**outlines(fields, set(fields["maps"])), **fields["maps"]}}
    return _made("survival_pack", given, progress)


def make_forms(fields: Mapping[str, Any], progress: Progress) -> Paper:
    """Blank forms with the numbers of ``slips``; the forms are those of the catalogue in ``fields``."""
    asked = {name: fields[name] for name in _ASKED}
    return _made("blank_form", {**asked, "forms": fields["reference"].forms, "slips": fields["slips"]}, progress)


def outlines(fields: Mapping[str, Any], without: set[str]) -> dict[str, Any]:
    """A page with the ground in outline for each open incident that has a place, except those named.

    ``Fault("part_not_loaded")`` where what draws it does not load.
    """
    try:
        from app.reports.documents import map_sheet  # noqa: PLC0415 - loaded when the first paper is asked for
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    signs = (program_files().resources / "signs" / "signs.json").read_bytes()
    wanted = (one for one in fields["state"].incidents.values() if one.is_open and one.place.point is not None)
    return {one.id: map_sheet.page(map_sheet.sketched(fields, one.id, signs)) for one in wanted if one.id not in without}


def _made(document: str, fields: Mapping[str, Any], progress: Progress) -> Paper:
    try:
        from app.reports import documents  # noqa: PLC0415 - as above
    except ImportError as error:
        raise Fault("part_not_loaded", {"detail": str(error)}) from error
    return documents.make(document, documents.input_of(document, fields), PaperFormat.PDF, progress)
