"""Where the program's own files are, from a source tree and from a bundle alike."""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec


class Locations(msgspec.Struct, frozen=True):
    """Folders that come with the program: read-only for it."""

    root: Path

    @property
    def plans(self) -> Path:
        """One folder a plan."""
        return self.root / "plans"

    @property
    def resources(self) -> Path:
        """Catalogues, rulebooks, words, themes, signs, web files, the demo."""
        return self.root / "resources"

    @property
    def duty_sample(self) -> Path:
        """The sample of a responsibility list."""
        return self.resources / "responsibility" / "sample" / "list.yaml"

    @property
    def demo(self) -> Path:
        """The fictional township."""
        return self.resources / "demo" / "data"


def program_files() -> Locations:
    """The folders of this very program."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Locations(Path(bundle) if bundle else Path(__file__).resolve().parents[2])
