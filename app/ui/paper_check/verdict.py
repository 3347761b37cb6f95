"""What is known of a file: issued here, changed since, or unknown to this desk. No Qt."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.issued import Issue, issues
from app.domain.state import State
from app.kernel.clock import to_local
from app.ui.panels.papers.make import is_inside
from app.ui.paper_check.reading import FileRead


class Origin(StrEnum):
    """Where a file comes from, as far as the journal tells."""

    ISSUED = "issued"
    """Its bytes are those of a paper that this desk issued."""
    CHANGED = "changed"
    """It bears the check code of such a paper, but its bytes are others: edited, converted, scanned or saved anew."""
    UNKNOWN = "unknown"


class Verdict(msgspec.Struct, frozen=True):
    """``found`` are the issuings it is or claims to be, the latest first; none for one that is unknown."""

    file: FileRead
    origin: Origin
    found: tuple[Issue, ...]


def verdict(state: State, file: FileRead) -> Verdict:
    """What the journal says of this file."""
    known = issues(state)
    same = tuple(one for one in known if one.paper.sha256 == file.sha256)
    if same:
        return Verdict(file, Origin.ISSUED, same)
    claimed = tuple(one for one in known if one.paper.code and one.paper.code in file.codes)
    return Verdict(file, Origin.CHANGED if claimed else Origin.UNKNOWN, claimed)


def told(found: Verdict, state: State, describer: Describer, words: Wording) -> tuple[str, ...]:
    """The verdict in sentences: what it is, then each issuing, then what the check code is for."""
    lines = [words.say(f"papers.check.{found.origin}")]
    lines += [_issuing(one, state, describer, words) for one in found.found[:_MOST]]
    if len(found.found) > _MOST:
        lines.append(words.say("papers.check.more", count=len(found.found) - _MOST))
    code = next((one.paper.code for one in found.found if one.paper.code), "")
    if code:
        lines.append(words.say("papers.check.code", code=code))
    elif found.file.codes and found.origin is Origin.UNKNOWN:
        lines.append(words.say("papers.check.foreign_code", code=min(found.file.codes)))
    lines.append(f"SHA-256 {found.file.sha256}")
    return tuple(lines)


def _issuing(one: Issue, state: State, describer: Describer, words: Wording) -> str:
    paper = one.paper
    masked = words.say("papers.inside" if is_inside(paper.document) else "papers.masked")
    if paper.unmasked:
        masked = words.say("papers.check.unmasked", reason=paper.reason)
    return words.say(
        "papers.check.issuing", document=words.say(f"document.{paper.document}"),
        about=f"{one.number} {describer.where(one.incident_id, state)}".strip(), at=f"{to_local(paper.at):%Y-%m-%d %H:%M}",
        by=paper.by, format=words.say(f"paper_format.{paper.format}"), masked=masked,
    )  # fmt: skip


_MOST = 4
