"""Long work with its progress in a dialog, and a way to stop it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from app.desk.jobs import Jobs, Progress
from app.ui.kit.bars import ProgressStrip
from app.ui.kit.dialogs import KitDialog
from app.ui.kit.tasks import alive

_T = TypeVar("_T")

PATIENCE_S = 0.3
"""Work that is done sooner shows no dialog: a flash on the screen only makes people wonder."""


async def working(jobs: Jobs, parent: QWidget | None, title: str, work: Callable[[Progress], _T]) -> _T:
    """The result of the work, done in a job's thread.

    Raises what the work raises; ``asyncio.CancelledError`` where a person stopped it (Escape or the button).
    """
    return await watched(parent, title, lambda tell: jobs.run(work, tell))


async def watched(
    parent: QWidget | None, title: str, begin: Callable[[Callable[[float, str], None]], Coroutine[Any, Any, _T]]
) -> _T:
    """The result of a coroutine that says how far it is; raises as ``working``."""
    strip = ProgressStrip()
    task = asyncio.create_task(
        begin(lambda share, words: strip.show_progress(words, share) if alive(strip) else None), name="working"
    )
    dialog: KitDialog | None = None
    try:
        done, _ = await asyncio.wait((task,), timeout=PATIENCE_S)
        if not done:
            dialog = KitDialog(parent, title)
            dialog.content.addWidget(strip)
            strip.cancelled.connect(dialog.reject)
            dialog.finished.connect(lambda _code: task.cancel())
            dialog.open()
        return await task
    finally:
        if dialog is not None and alive(dialog):
            dialog.finished.disconnect()
            dialog.close()
            dialog.deleteLater()
        elif alive(strip):
            strip.deleteLater()
        if not task.done():
            task.cancel()
