"""Says a sentence aloud where this machine can: an engine and a voice of the language are needed, and neither is ours."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QLocale, QObject

_log = logging.getLogger(__name__)

_LANGUAGES = {"zh": QLocale.Language.Chinese, "en": QLocale.Language.English}
_NOT_REAL = ("mock", "none")


class Speaker(QObject):
    """Loads QtTextToSpeech only when it is first asked for. ``missing`` says why nothing can be said."""

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self._engine: Any = None
        self._looked = False
        self.missing = ""
        """"": it can speak; else ``module``, ``engine`` or ``voice``: what this machine lacks."""

    @property
    def can_speak(self) -> bool:
        """Whether there is an engine with a voice of this language."""
        if not self._looked:
            self._looked = True
            self._engine = self._find()
        return self._engine is not None

    def say(self, text: str, volume: float = 1.0) -> bool:
        """Say it, after what is being said; whether it was begun."""
        if not self.can_speak:
            return False
        self._engine.setVolume(min(max(volume, 0.0), 1.0))
        self._engine.enqueue(text)
        return True

    def stop(self) -> None:
        """Fall silent."""
        if self._engine is not None:
            self._engine.stop()

    def _find(self) -> Any:
        try:
            from PySide6.QtTextToSpeech import QTextToSpeech  # noqa: PLC0415 - loads an engine, and needs system libraries
        except ImportError:
            self.missing = "module"
            return None
        self.missing = "engine"
        for name in QTextToSpeech.availableEngines():
            if name in _NOT_REAL:
                continue
            engine = QTextToSpeech(name, self)
            if engine.state() == QTextToSpeech.State.Error:
                engine.deleteLater()
                continue
            locale = next((one for one in engine.availableLocales() if one.language() == _LANGUAGES[self._lang]), None)
            if locale is not None:
                engine.setLocale(locale)
                self.missing = ""
                return engine
            self.missing = "voice"
            engine.deleteLater()
        return None
