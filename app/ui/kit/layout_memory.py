"""Remembers how a person arranged the windows: geometry, splitters, columns, in one small file of the data
folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QWidget

from app.ui.kit.tasks import alive

_VERSION = 1


class LayoutMemory:
    """Restores what it is shown and writes it back at ``save``. A lost or broken file only means the default
    layout."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)
        if int(self._settings.value("version", _VERSION)) != _VERSION:
            self._settings.clear()
        self._settings.setValue("version", _VERSION)
        self._kept: dict[str, QWidget] = {}

    def keep_window(self, key: str, window: QWidget) -> bool:
        """Restore a window's place and size now and remember it from now on; whether there was something to
        restore."""
        self._kept[f"window/{key}"] = window
        geometry = self._bytes(f"window/{key}")
        found = geometry is not None and window.restoreGeometry(geometry)
        state = self._bytes(f"window/{key}.state")
        if state is not None and isinstance(window, QMainWindow):
            window.restoreState(state)
        return found

    def keep_splitter(self, key: str, splitter: QSplitter) -> bool:
        """The same for the places of a splitter."""
        self._kept[f"splitter/{key}"] = splitter
        state = self._bytes(f"splitter/{key}")
        sizes = splitter.count()
        return state is not None and splitter.restoreState(state) and splitter.count() == sizes

    def keep_header(self, key: str, header: QHeaderView) -> bool:
        """The same for widths, order and sorting of columns; ignored when the number of columns has changed
        since."""
        self._kept[f"header/{key}"] = header
        state = self._bytes(f"header/{key}")
        columns = int(self._settings.value(f"header/{key}.count", -1))
        return state is not None and columns == header.count() and header.restoreState(state)

    def value(self, key: str, default: str = "") -> str:
        """A small choice of the window (theme, text size, last tab)."""
        return str(self._settings.value(f"choice/{key}", default))

    def set_value(self, key: str, value: str) -> None:
        """Remember a small choice."""
        self._settings.setValue(f"choice/{key}", value)

    def save(self) -> bool:
        """Write down what still exists; whether the file took it."""
        for key, widget in self._kept.items():
            if alive(widget):
                self._write(key, widget)
        self._settings.sync()
        return self._settings.status() == QSettings.Status.NoError

    def _write(self, key: str, widget: Any) -> None:
        if key.startswith("window/"):
            self._settings.setValue(key, widget.saveGeometry())
            if isinstance(widget, QMainWindow):
                self._settings.setValue(f"{key}.state", widget.saveState())
            return
        self._settings.setValue(key, widget.saveState())
        if isinstance(widget, QHeaderView):
            self._settings.setValue(f"{key}.count", widget.count())

    def _bytes(self, key: str) -> QByteArray | None:
        found = self._settings.value(key)
        return found if isinstance(found, QByteArray) and not found.isEmpty() else None
