"""One folder a feed: ``protocol.py`` turns bytes into values (no I/O) and names itself ``FEED``; ``samples/`` are real messages."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

import app.network.feeds as feeds_package
from app.network.feeds.contract import Feed


@lru_cache(maxsize=1)
def discover() -> tuple[Feed, ...]:
    """Every feed that has a folder here, by name."""
    names = [one.name for one in pkgutil.iter_modules(feeds_package.__path__) if one.ispkg]
    modules = [importlib.import_module(f"{feeds_package.__name__}.{name}.protocol") for name in sorted(names)]
    return tuple(module.FEED for module in modules)
