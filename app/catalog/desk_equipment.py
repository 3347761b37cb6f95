"""The equipment that a duty room is suggested to have, with suggested intervals of its tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.dutylog.model import EquipmentItem
from app.domain.soundness import Found
from app.kernel.errors import BadFile

LONGEST_H = 8_784
"""A year."""


def read_desk_equipment(folder: Path) -> Mapping[str, EquipmentItem]:
    """The items of ``desk_equipment.yaml`` by id; none where there is no such file. Raises ``BadFile``."""
    path = folder / "desk_equipment.yaml"
    if not path.exists():
        return {}
    source = read_source(path)
    rows: tuple[EquipmentItem, ...] = source.convert(tuple[EquipmentItem, ...])
    problems = tuple(source.problem(one) for one in _findings(rows))
    if problems:
        raise BadFile(problems)
    return {one.id: one for one in rows}


def _findings(rows: tuple[EquipmentItem, ...]) -> Iterator[Found]:
    yield from soundness.statutory_verified(rows, ())
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if row.id in seen:
            yield (index, "id"), "equipment_twice", {"id": row.id}
        seen.add(row.id)
        if not 0 <= row.every_h <= LONGEST_H:
            yield (index, "every_h"), "equipment_interval", {"value": str(row.every_h), "most": str(LONGEST_H)}
