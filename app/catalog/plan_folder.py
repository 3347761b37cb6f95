"""A plan written out as the folder that it is read from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

from app.catalog.plans import FILES
from app.domain.plan.model import Plan
from app.domain.planning.model import PlanContent
from app.kernel.errors import Fault

_DEFAULTS = {
    field.encode_name: field.default for field in msgspec.structs.fields(Plan) if field.default is not msgspec.NODEFAULT
}


def write_plan_folder(folder: Path, content: PlanContent) -> tuple[Path, ...]:
    """The three files of a plan in this folder, made if it is missing; read again they give the same plan.

    The folder is named like the plan's id by whoever calls this, since the reader asks for it. ``Fault`` where the disk
    refuses, or where one of the files stands there already: nothing is overwritten.
    """
    plan = _plain({name: value for name, value in msgspec.to_builtins(content.plan).items() if value != _DEFAULTS.get(name)})
    plan.pop("hash", None)
    cases = _plain(msgspec.to_builtins(content.cases))
    texts = (_yaml(plan), content.text, _yaml(cases))
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in zip(FILES, texts, strict=True):
            with (folder / name).open("x", encoding="utf-8") as file:
                file.write(text)
            written.append(folder / name)
    except OSError as error:
        raise Fault("document_not_written", {"path": str(folder), "detail": error.strerror or str(error)}) from error
    return tuple(written)


def _yaml(value: Any) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=120)


def _plain(value: Any) -> Any:
    """Lists for tuples, and texts that YAML would take for something else kept as texts by the dumper."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
