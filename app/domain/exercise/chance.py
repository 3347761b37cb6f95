"""Chance that is the same for the same seed, whenever and in whatever order it is asked for. Pure."""

from __future__ import annotations

import hashlib


def share(seed: int, *names: str) -> float:
    """A number from 0 (included) to 1 (not included) for these names under this seed."""
    digest = hashlib.sha256("\x1f".join((str(seed), *names)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def between(least: float, most: float, seed: int, *names: str) -> float:
    """A number between these two for these names under this seed."""
    return least + (most - least) * share(seed, *names)
