"""A batch of findings as a file: what a drill's evaluation proposes, carried from its desk to the live one.

JSON: ``source`` (kind, ref, title, on, scenario_id, journal_hash) and ``findings`` (description, nature, gravity, cause, objective,
item, evidence, plan_ids). Read like anything from outside: bounded, strict, and nothing is taken before a person agrees.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.domain.improvement.commands import RecordFindings
from app.domain.improvement.decide import MOST_FINDINGS
from app.domain.improvement.model import FindingSource, ProposedFinding
from app.kernel.errors import BadFile, Problem
from app.kernel.whole_file import write_atomically

MOST_BYTES = 2 * 1024 * 1024
MOST_WORDS = 2_000
"""Characters of one text in a batch."""


class FindingsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in the file."""

    source: FindingSource
    findings: tuple[ProposedFinding, ...]


def read_findings(path: Path) -> RecordFindings:
    """The batch in this file. ``BadFile`` where it is too large, no such file in form, or its texts are too long."""
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadFile((Problem(path.name, 0, "", "too_large", {"most": str(MOST_BYTES)}),))
    try:
        read = msgspec.json.decode(data, type=FindingsFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadFile((Problem(path.name, 0, _field(str(error)), "findings_file", {"detail": str(error)}),)) from error
    problems = [
        Problem(path.name, 0, f"findings[{place}]", "findings_text_long", {"most": str(MOST_WORDS)})
        for place, one in enumerate(read.findings)
        if max(map(len, (one.description, *one.evidence, one.item, one.objective, *one.plan_ids))) > MOST_WORDS
    ]
    if not 0 < len(read.findings) <= MOST_FINDINGS:
        problems.append(Problem(path.name, 0, "findings", "findings_number", {"most": str(MOST_FINDINGS)}))
    if problems:
        raise BadFile(tuple(problems))
    return RecordFindings(source=read.source, findings=read.findings)


def write_findings(path: Path, batch: RecordFindings) -> None:
    """Write a batch, whole or not at all."""
    body = msgspec.json.encode(FindingsFile(batch.source, batch.findings))
    write_atomically(path, msgspec.json.format(body, indent=2) + b"\n")


def _field(detail: str) -> str:
    """The place that the decoder names: ``... - at `$.source.on```."""
    return detail.rpartition("`$.")[2].rstrip("`") if "`$." in detail else ""
