"""Imported layers on the disk: one file each, written whole or not at all; a removed one is laid aside, not destroyed."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from typing import TypeVar

import msgspec

from app.kernel.errors import BadFile, Fault, Problem, Refusal
from app.kernel.whole_file import write_atomically
from app.map.spatial.collector import bad
from app.map.spatial.model import Layer, LayerInfo

_ID = re.compile(r"own_[0-9a-f]{12}")
_FORMAT = 1


class _Stored(msgspec.Struct, frozen=True):
    """What a file holds. ``format`` is raised when a program of before could not read it any more."""

    format: int
    layer: Layer


class _InfoOnly(msgspec.Struct, frozen=True):
    info: LayerInfo


class _StoredInfo(msgspec.Struct, frozen=True):
    format: int
    layer: _InfoOnly


class _Format(msgspec.Struct, frozen=True):
    format: int


_T = TypeVar("_T", _Stored, _StoredInfo)


def new_id() -> str:
    """A name for a new layer: also its name on the map page and of its file."""
    return f"own_{secrets.token_hex(6)}"


class LayerStore:
    """The layers of one folder, which is made when the first one is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def infos(self) -> tuple[tuple[LayerInfo, ...], tuple[Problem, ...]]:
        """What layers there are, in drawing order, and files that cannot be read (they stay where they are)."""
        found: list[LayerInfo] = []
        problems: list[Problem] = []
        for path in sorted(self.folder.glob("own_*.json")):
            try:
                found.append(_decoded(path, _StoredInfo).layer.info)
            except BadFile as no:
                problems += no.problems
        return tuple(sorted(found, key=lambda info: (info.order, info.imported_at, info.id))), tuple(problems)

    def info(self, layer_id: str) -> LayerInfo:
        """What is known of one layer, without its features. Raises as ``load``."""
        path = self._path(layer_id)
        if not path.is_file():
            raise Refusal("layer_unknown", {"layer": layer_id})
        return _decoded(path, _StoredInfo).layer.info

    def load(self, layer_id: str) -> Layer:
        """The layer with this id. ``Refusal("layer_unknown")`` where there is none, ``BadFile`` where its file is damaged."""
        path = self._path(layer_id)
        if not path.is_file():
            raise Refusal("layer_unknown", {"layer": layer_id})
        return _decoded(path, _Stored).layer

    def find(self, words: str) -> LayerInfo:
        """The layer with this id or title. ``Refusal("layer_unknown")`` where there is none or more than one."""
        infos, _ = self.infos()
        named = [one for one in infos if words in (one.id, one.title)]
        if len(named) != 1:
            raise Refusal("layer_unknown", {"layer": words})
        return named[0]

    def save(self, layer: Layer) -> None:
        """Keep the layer, in the place of an earlier one with its id. ``Fault("layer_not_saved")`` where the disk refuses."""
        path = self._path(layer.info.id)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, msgspec.json.encode(_Stored(_FORMAT, layer)))
        except OSError as error:
            raise Fault("layer_not_saved", {"path": str(path), "why": error.strerror or str(error)}) from error

    def change(self, layer_id: str, **fields: object) -> LayerInfo:
        """Change what is said of a layer (title, pattern, order …); its features stay. The new info."""
        layer = self.load(layer_id)
        info = msgspec.structs.replace(layer.info, **fields)
        if info != layer.info:
            self.save(Layer(info, layer.columns, layer.features))
        return info

    def remove(self, layer_id: str) -> Path:
        """Take a layer off the map; its file is laid aside in ``removed``, and that is where it is found. Raises as ``save``."""
        path = self._path(layer_id)
        aside = self.folder / "removed" / path.name
        if not path.is_file():
            raise Refusal("layer_unknown", {"layer": layer_id})
        try:
            aside.parent.mkdir(exist_ok=True)
            os.replace(path, aside)
        except OSError as error:
            raise Fault("layer_not_saved", {"path": str(path), "why": error.strerror or str(error)}) from error
        return aside

    def _path(self, layer_id: str) -> Path:
        if not _ID.fullmatch(layer_id):
            raise Refusal("layer_unknown", {"layer": layer_id})
        return self.folder / f"{layer_id}.json"


def _decoded(path: Path, kind: type[_T]) -> _T:
    """The value in a file. ``BadFile`` where it is damaged, or made by a newer program."""
    try:
        data = path.read_bytes()
        if msgspec.json.decode(data, type=_Format).format > _FORMAT:
            raise bad(path.name, "stored_newer")
        return msgspec.json.decode(data, type=kind)
    except OSError as error:
        raise bad(path.name, "unreadable", detail=error.strerror or str(error)) from error
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise bad(path.name, "stored_broken", detail=str(error)[:120]) from error
