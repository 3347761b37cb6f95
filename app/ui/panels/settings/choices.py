"""The user's choices and how they are kept. No Qt."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from app.desk.settings import Language, Settings, SettingsStore


class Choices:
    """Saves one choice at a time; another language waits for the next start."""

    def __init__(self, store: SettingsStore) -> None:
        self._store = store
        self._running = store.current.language
        self._chosen = store.current.language

    @property
    def current(self) -> Settings:
        """What is in force now."""
        return self._store.current

    @property
    def language(self) -> Language:
        """The language that was chosen, in force or waiting."""
        return self._chosen

    @property
    def language_waits(self) -> bool:
        """Whether another language begins with the next start."""
        return self._chosen is not self._running

    def save(self, **changes: Any) -> None:
        """Keep these choices; ``Fault("settings_not_saved")`` where the disk refuses, then everything is as it was."""
        before = self._store.current
        chosen = changes.pop("language", self._chosen)
        self._store.save(replace(before, language=chosen, **changes))
        self._chosen = chosen
        # The file has the chosen language; this window goes on in the one it was opened in.
        self._store.current = replace(self._store.current, language=self._running)
