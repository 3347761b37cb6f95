"""Finished files get their names, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from app.kernel.errors import Fault


def keep(files: Mapping[Path, Path], work: Path) -> None:
    """Put each finished file (value) under its name (key); earlier files of these names go. ``Fault("osm_not_written")``
    where one cannot be replaced (on Windows: it is open); then all earlier files are back in their places."""
    aside: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for target, made in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with open(made, "rb+") as stream:
                os.fsync(stream.fileno())
        for number, target in enumerate(files):
            if target.exists():
                old = work / f"old-{number}"
                os.replace(target, old)
                aside[target] = old
        for target, made in files.items():
            os.replace(made, target)
            placed.append(target)
    except OSError as error:
        for target in placed:
            target.unlink(missing_ok=True)
        for target, old in aside.items():
            os.replace(old, target)
        raise Fault("osm_not_written", {"path": str(error.filename or work), "why": error.strerror or str(error)}) from error
