"""One module a format: ``FORMAT``, ``SUFFIXES``, ``recognises(source)`` by content, and ``read(source, progress)``.

A newcomer adds a format by adding a module here; :func:`discover` finds it. The library of a format is imported inside
``read``, so that looking at a file costs nothing. ``read`` may raise what its library raises for broken bytes: the caller
turns that into ``BadFile``. ``RANK`` (50 unless said otherwise) orders the question who recognises a file: the strict first.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol

from app.desk.jobs import Progress
from app.map.spatial.model import SpatialData
from app.map.spatial.source import Source


class Reader(Protocol):
    """A module of this folder."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, source: Source) -> bool:
        """Whether the content (not the name) is of this format."""
        ...

    def read(self, source: Source, progress: Progress) -> tuple[tuple[SpatialData, ...], str]:
        """The tables and the encoding ("" where the format has only one)."""
        ...


@cache
def discover() -> tuple[Reader, ...]:
    """Every reader of this folder; those that recognise strictly come first."""
    found = [importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda one: (getattr(one, "RANK", 50), one.FORMAT)))


def suffixes() -> tuple[str, ...]:
    """The endings of all formats, for a file dialog."""
    return tuple(sorted({suffix for reader in discover() for suffix in reader.SUFFIXES}))
