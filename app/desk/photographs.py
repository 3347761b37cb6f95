"""Photographs of an incident: taken in, read back, made ready for paper. Blocks nobody: bytes are worked on by jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from app.desk.jobs import Progress
from app.desk.workspace import Archive, Workspace
from app.domain.incident.commands import AttachPhotograph
from app.domain.incident.model import Incident, Photograph
from app.domain.incident.photographs import standing
from app.domain.record import Context
from app.kernel.errors import BadFile, Fault, Problem

BYTES_MOST = 40 * 1024 * 1024
"""No file is read further; the archive refuses what is larger."""

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
"""Names of files that are offered; what counts is what is in them."""


async def attach_file(workspace: Workspace, incident_id: str, path: Path, caption: str, context: Context) -> Photograph:
    """Take a file in as a photograph. ``BadFile``, ``Fault``, ``Refusal`` as ``attach_bytes``."""
    data = await workspace.jobs.run(lambda _progress: _read(path))
    return await attach_bytes(workspace, incident_id, data, path.name, caption, context)


async def attach_bytes(
    workspace: Workspace, incident_id: str, data: bytes, name: str, caption: str, context: Context
) -> Photograph:
    """Take bytes in as a photograph of the incident: cleaned, archived, then recorded; returns it as the desk has it.

    ``BadFile`` where it is no picture that may be kept, ``Fault`` where the disk refuses, ``Refusal`` where the desk does; bytes
    of a refused one stay in the archive without a name, which harms nobody. A camera's time that has not come yet, or lies
    before there were such cameras, is the slip of a clock that nobody set: it is left out.
    """
    desk = workspace.desk
    of = desk.state.incident(incident_id)
    sha256, kept = await workspace.jobs.run(lambda _progress: workspace.archive.keep_photograph(of.id, data, name))
    taken = kept.taken_at
    if taken is not None and (taken > desk.clock.now() or taken.year < _FIRST_YEAR):
        taken = None
    command = AttachPhotograph(
        incident_id=of.id, sha256=sha256, name=Path(name).name, kind=kept.kind, bytes_count=len(kept.data), caption=caption,
        taken_at=taken,
    )
    records = await desk.execute(command, context)
    made = records[0].stamp.command_id
    return next(one for one in desk.state.incidents[of.id].photographs if one.id == made)


_FIRST_YEAR = 2000


def for_paper(archive: Archive, of: Incident, document: str, progress: Progress) -> Mapping[str, bytes]:
    """The standing photographs that a document prints, as papers print them, by their SHA-256; none for the other documents.

    One is decoded at a time, so that many do not fill the memory. One that cannot be read is left out: the paper says so in its
    place. Slow: run it as a job.
    """
    choose = _CHOSEN.get(document)
    chosen = choose(standing(of)) if choose is not None else ()
    made: dict[str, bytes] = {}
    for number, one in enumerate(chosen):
        progress.report(number / len(chosen))
        try:
            made[one.sha256] = archive.photograph_for_paper(of.id, one.sha256, one.kind)
        except Fault:
            continue  # told on the paper itself: a lost picture must not cost the report
    return made


DOSSIER_MOST = 60
"""Photographs that a dossier prints; the archive has the others."""

BRIEF_MOST = 3
"""Photographs on a brief (facts file §4.2)."""

_CHOSEN: Mapping[str, Callable[[tuple[Photograph, ...]], tuple[Photograph, ...]]] = MappingProxyType({
    "incident_report": lambda every: every[:DOSSIER_MOST],
    "leader_brief": lambda every: every[-BRIEF_MOST:],
})
"""The first ones belong to the whole story, the newest ones to the latest word."""


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > BYTES_MOST:
            raise BadFile((Problem(path.name, 0, "", "photograph_too_large", {"most": str(BYTES_MOST // 1024 // 1024)}),))
        return path.read_bytes()
    except OSError as error:
        raise Fault("photograph_unreadable", {"path": str(path), "detail": error.strerror or str(error)}) from error
