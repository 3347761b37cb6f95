"""A bug is said, written down and survived: the journal is already safe, a restart replays it."""

from __future__ import annotations

import logging
import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

from PySide6 import __version__ as qt_version
from PySide6.QtWidgets import QWidget

from app import __version__
from app.kernel.errors import Fault, Refusal
from app.ui.kit import tasks
from app.ui.kit.dialogs import tell
from app.ui.kit.i18n import translate

_log = logging.getLogger(__name__)


class CrashSink:
    """Where every uncaught exception ends: a report file, a log line, and a dialog if a window stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._window: QWidget | None = None
        self._telling = False
        self.reports: list[Path] = []

    def attach(self, window: QWidget | None) -> None:
        """Tell through this window from now on."""
        self._window = window

    def __call__(self, problem: BaseException, where: str) -> None:
        """Write the problem down and say so once; further ones are only written while the dialog is open."""
        _log.error("uncaught in %s", where, exc_info=problem)
        path = self._write(problem, where)
        if self._window is None or self._telling:
            return
        self._telling = True
        tasks.run(self._tell(problem, path, self._window), self._window)

    def _write(self, problem: BaseException, where: str) -> Path | None:
        at = datetime.now(UTC)
        lines = [
            f"Zhishou {__version__}, Qt {qt_version}, Python {platform.python_version()}, {platform.platform()}",
            f"{at.isoformat()} in {where}",
            "".join(traceback.format_exception(problem)),
        ]
        path = self._folder / f"crash-{at:%Y%m%d-%H%M%S-%f}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines), encoding="utf-8")
        except OSError as error:
            _log.error("no crash report could be written: %s", error)
            return None
        self.reports.append(path)
        return path

    async def _tell(self, problem: BaseException, path: Path | None, window: QWidget) -> None:
        try:
            if isinstance(problem, Refusal | Fault):
                text = str(problem)
            else:
                safe = translate("Crash", "Something went wrong in the program. What was confirmed on screen is in the journal.")
                where = translate("Crash", "A report was written to %1").replace("%1", str(path)) if path else ""
                text = "\n".join(line for line in (safe, f"{type(problem).__name__}: {problem}", where) if line)
            await tell(window, translate("Crash", "Unexpected error"), text)
        finally:
            self._telling = False
