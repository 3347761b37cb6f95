"""What a written report has to hold, by stage (``resources/catalog/report_elements.yaml``)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.situation.model import ReportElement
from app.domain.soundness import FieldPath, Found
from app.kernel.errors import BadFile

FIELDS = (
    "kind", "source", "aware_at", "occurred_at", "place", "point", "narrative", "severity", "closure", "ended", "stable",
)
PERSONS = ("leader", "officer", "signer")
WORK = ("forces", "response", "tasks")


def read_report_elements(folder: Path, facts: Collection[str], kinds: Collection[str]) -> tuple[ReportElement, ...]:
    """The elements in the file's order; none where the folder has no such file. Raises ``BadFile``."""
    path = folder / "report_elements.yaml"
    if not path.exists():
        return ()
    source = read_source(path)
    rows: tuple[ReportElement, ...] = source.convert(tuple[ReportElement, ...])
    problems = tuple(source.problem(one) for one in _findings(rows, facts, kinds))
    if problems:
        raise BadFile(problems)
    return rows


def _findings(rows: tuple[ReportElement, ...], facts: Collection[str], kinds: Collection[str]) -> Iterator[Found]:
    yield from soundness.unique((row.code for row in rows), (), "code")
    yield from soundness.statutory_verified(rows, ())
    for index, row in enumerate(rows):
        yield from soundness.kind_patterns(row.kinds, kinds, (index, "kinds"))
        if not row.any_of and not row.all_of:
            yield (index, "any_of"), "element_without_source", {"element": row.code}
        for name in ("any_of", "all_of"):
            for place, one in enumerate(getattr(row, name)):
                yield from _source(one, facts, (index, name, place))


def _source(source: str, facts: Collection[str], where: FieldPath) -> Iterator[Found]:
    family, _, name = source.partition(":")
    if family == "answer" or (family == "section" and name):
        return
    choices = {"field": FIELDS, "fact": tuple(facts), "person": PERSONS, "work": WORK}.get(family)
    if choices is None:
        yield where, "not_one_of", {"value": source, "choices": "field:, fact:, person:, work:, section:, answer"}
    elif family == "fact":
        yield from soundness.known(name, facts, where, "unknown_fact")
    elif name not in choices:
        yield where, "not_one_of", {"value": name, "choices": ", ".join(choices)}
