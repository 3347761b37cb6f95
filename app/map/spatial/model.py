"""What every reader makes of a file, whatever its format, and what is kept of it as a layer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.kernel.errors import Problem
from app.map.features import Geometry

Value = str | float | int | bool | None
"""An attribute: text, number, truth value, or nothing."""

Shapes = tuple[Geometry, ...]
"""The parts of one feature: more than one for a multi-geometry or a collection."""


class ColumnKind(StrEnum):
    """What an attribute holds in every feature that has it."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"


class Column(msgspec.Struct, frozen=True):
    """One attribute, in the order of the file."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT


class SpatialFeature(msgspec.Struct, frozen=True):
    """One thing of a file. ``number`` is its place there (feature, row or line, from 1); ``values`` follow the columns.

    The shapes' coordinates are the file's own (x or longitude first) until they are placed.
    """

    number: int
    shapes: Shapes
    values: tuple[Value, ...]


class SpatialData(msgspec.Struct, frozen=True, kw_only=True):
    """One table, sheet or layer of a file. ``name_column`` is a guess ("" for none).

    ``frame_hint`` is the code of the coordinate system that the file itself states ("" where it says nothing that we know),
    ``frame_words`` what it says literally. ``dropped`` are features that could not be used, ``remarks`` what a person should
    know; both with the feature's number as line.
    """

    name: str
    columns: tuple[Column, ...]
    features: tuple[SpatialFeature, ...]
    name_column: str = ""
    frame_hint: str = ""
    frame_words: str = ""
    dropped: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    vertices: int = 0

    def place_of(self, column: str) -> int:
        """Where this column stands; -1 for one that is not there."""
        return next((at for at, one in enumerate(self.columns) if one.name == column), -1)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A whole file: its tables, how it was read, its SHA-256 (hex), and remarks on the file as such."""

    file: str
    format: str
    sha256: str
    encoding: str
    tables: tuple[SpatialData, ...]
    remarks: tuple[Problem, ...] = ()


class Pattern(StrEnum):
    """How a layer is drawn: lines, fills and points differ by form, none by colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DOUBLE = "double"
    HATCHED = "hatched"


class LayerKind(StrEnum):
    """What an imported layer is about."""

    BOUNDARY = "boundary"
    GRID = "grid"
    WATER = "water"
    HAZARD = "hazard"
    CAMERA = "camera"
    SCHOOL = "school"
    ROAD = "road"
    FACILITY = "facility"
    FOREST = "forest"
    PIPELINE = "pipeline"
    OTHER = "other"


class LayerInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of an imported layer without its features.

    ``frame`` is the coordinate system that the file was in; the features are kept in WGS-84. ``swapped``: its axes stood in
    the other order. ``review_number`` is the 审图号 of a map that needs one. ``order``: a larger one is drawn above a smaller.
    ``notes``: what was repaired or left out on import.
    """

    id: str
    title: str
    kind: LayerKind
    file: str
    format: str
    sha256: str
    frame: str
    swapped: bool = False
    imported_at: datetime
    imported_by: str = ""
    attribution: str = ""
    review_number: str = ""
    name_column: str = ""
    label_column: str = ""
    pattern: Pattern = Pattern.SOLID
    min_zoom: float = 0.0
    order: int = 0
    on: bool = True
    features: int = 0
    points: int = 0
    lines: int = 0
    areas: int = 0
    notes: tuple[Problem, ...] = ()


class Layer(msgspec.Struct, frozen=True):
    """An imported layer with its features, in WGS-84."""

    info: LayerInfo
    columns: tuple[Column, ...]
    features: tuple[SpatialFeature, ...]

    def value(self, feature: SpatialFeature, column: str) -> Value:
        """What this feature has in this column; ``None`` for a column that is not there."""
        for one, value in zip(self.columns, feature.values, strict=True):
            if one.name == column:
                return value
        return None
