"""How the words of a warning name its kind (``resources/catalog/warning_kinds.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from app.catalog.yaml_source import read_source

OTHER = "other"
"""The kind of what no word names."""


class WarningKinds:
    """The words, the longest first: 雷暴大风 is asked before 大风."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        pairs = [(word.lower(), code) for code, given in words.items() for word in given]
        self._pairs = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))

    def of(self, text: str) -> str:
        """The code of the kind that these words name; ``other`` where they name none."""
        plain = text.lower()
        return next((code for word, code in self._pairs if word in plain), OTHER)


def read_warning_kinds(folder: Path) -> WarningKinds:
    """The words of this folder's ``warning_kinds.yaml``. Raises ``BadFile``."""
    return WarningKinds(read_source(folder / "warning_kinds.yaml").convert(dict[str, tuple[str, ...]]))
