"""Texts of a drafted scenario in both languages at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.catalog.wording import Wording
from app.domain.conditions import Facts
from app.kernel.text import Text

Both = Callable[[str], Wording]
"""The words in a language (``zh``, ``en``)."""


class Phrases:
    """Says codes as texts of two languages; texts among the facts are said in the language of each."""

    def __init__(self, words: Both) -> None:
        self._both = (words("zh"), words("en"))

    def say(self, code: str, **facts: Any) -> Text:
        """The text of a code."""
        return Text(*(self._said(wording, code, facts) for wording in self._both))

    def facts(self, told: Facts) -> Text:
        """Facts in one line: 死亡 3 人、有明火."""
        return Text(*(self._told(wording, told) for wording in self._both))

    def joined(self, texts: list[Text]) -> Text:
        """One after the other."""
        return Text(*(wording.say("list.separator").join(map(wording.text, texts)) for wording in self._both))

    def _said(self, wording: Wording, code: str, facts: dict[str, Any]) -> str:
        shown = {name: wording.text(value) if isinstance(value, Text) else value for name, value in facts.items()}
        return wording.say(code, **shown)

    def _told(self, wording: Wording, told: Facts) -> str:
        parts = []
        for name, value in told.items():
            label = wording.fact_label(name)
            parts.append(label if value is True else f"{label} {wording.fact_value(name, value)}")
        return wording.say("list.separator").join(parts)
