"""What all tests share: Qt without a screen, how hard Hypothesis tries, and the shipped catalogue, read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings

from app.catalog import demo, kept, reference, wording, yaml_source
from app.catalog.locations import program_files

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

_SLOW_IS_FINE = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("dev", max_examples=50, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile("thorough", max_examples=1000, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def _read_shipped_files_once() -> None:
    """What the program's own YAML files say is read once in this process, whoever asks and wherever it would be kept.

    Reading them takes a second, and hundreds of tests open a desk. Everything read is frozen. Folders of a test's own (copies,
    broken plans, a desk's rulebooks) are read as ever; that keeping works at all is shown in ``tests/catalog/test_kept.py``.
    """
    files = program_files()
    shipped = (files.plans, files.resources)
    known: dict[tuple[str, tuple[Path, ...]], Any] = {}

    def remembered(cache_dir: Path | None, name: str, kind: type[Any], folders: Iterable[Path], make: Callable[[], Any]) -> Any:
        asked = tuple(folders)
        if not all(any(folder.is_relative_to(one) for one in shipped) for folder in asked):
            return kept.remembered(cache_dir, name, kind, asked, make)
        if (name, asked) not in known:
            known[name, asked] = make()
        return known[name, asked]

    for module in (reference, wording):
        vars(module)["remembered"] = remembered
    # The same bytes of the same name are the same document, wherever the file lies (who fills gaps in one fills them alike).
    vars(yaml_source)["_source"] = lru_cache(maxsize=4096)(vars(yaml_source)["_source"])
    vars(demo)["_yaml"] = cache(vars(demo)["_yaml"])  # only the program's own township is ever read


_read_shipped_files_once()
