"""A text in the two languages of the desk."""

from __future__ import annotations

import msgspec


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):  # strings hold no circles: not the collector's work
    """The same words in Chinese and in English; English may be missing where nobody wrote it."""

    zh: str
    en: str = ""

    def of(self, lang: str) -> str:
        """The words in the language asked for (``zh`` or ``en``), Chinese where English is missing."""
        return self.en if lang == "en" and self.en else self.zh

    def written(self, zh: str) -> Text:
        """The text with these Chinese words: itself where they are the same, else without English, which nobody wrote."""
        return self if self.zh == zh else Text(zh)
