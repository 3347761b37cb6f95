"""What can be searched: a module here that defines ``SOURCE`` is found."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

from app.desk.searching.model import Source


@lru_cache
def sources() -> tuple[Source, ...]:
    """Every source, by name."""
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    return tuple(sorted((one.SOURCE for one in modules), key=lambda source: source.name))
