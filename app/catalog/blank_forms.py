"""The blank forms to be written on by hand (``resources/catalog/forms/<id>.yaml``), one file each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain.paper.model import BlankForm
from app.domain.soundness import Found
from app.kernel.errors import BadFile, Problem

MOST_ROWS = 40
MOST_LINES = 20


def read_blank_forms(folder: Path) -> Mapping[str, BlankForm]:
    """The forms by id in their order; none where there is no such folder. Raises ``BadFile`` with everything that is wrong."""
    forms: list[BlankForm] = []
    problems: list[Problem] = []
    for path in sorted((folder / "forms").glob("*.yaml")):
        try:
            forms.append(read_blank_form(path))
        except BadFile as bad:
            problems += bad.problems
    if problems:
        raise BadFile(tuple(problems))
    return {one.id: one for one in sorted(forms, key=lambda one: (one.order, one.id))}


def read_blank_form(path: Path) -> BlankForm:
    """One form. Raises ``BadFile``."""
    source = read_source(path, f"forms/{path.name}")
    form = source.convert(BlankForm)
    found = tuple(source.problem(one) for one in _findings(form, path.stem))
    if found:
        raise BadFile(found)
    return form


def _findings(form: BlankForm, name: str) -> Iterator[Found]:
    if form.id != name:
        yield ("id",), "form_misnamed", {"id": form.id, "file": name}
    if not form.fields and form.table is None:
        yield (), "form_empty", {}
    for part in ("fields", "after"):
        for index, one in enumerate(getattr(form, part)):
            if not 0 <= one.lines <= MOST_LINES:
                yield (part, index, "lines"), "form_too_many", {"value": str(one.lines), "most": str(MOST_LINES)}
    if form.table is None:
        return
    if not 0 < form.table.rows <= MOST_ROWS:
        yield ("table", "rows"), "form_too_many", {"value": str(form.table.rows), "most": str(MOST_ROWS)}
    for index, column in enumerate(form.table.columns):
        if column.width <= 0:
            yield ("table", "columns", index, "width"), "form_width", {"value": str(column.width)}
