"""One asyncio loop inside Qt: the start and the stop that were tried and found clean (qasync 0.28, Python
3.11 on)."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import qasync
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

ErrorSink = Callable[[BaseException, str], None]
"""Takes an exception that nobody caught and a word on where it came from; runs on the thread that raised
it."""


def log_sink(problem: BaseException, where: str) -> None:
    """The plainest sink: one log record with the traceback."""
    logging.getLogger("app.ui").error("uncaught in %s", where, exc_info=problem)


def main_loop(app: QApplication, main: Callable[[], Awaitable[int]], sink: ErrorSink = log_sink) -> int:
    """Run ``main`` on Qt's loop until it returns; its answer is the exit code.

    Afterwards every task is cancelled and has ended, async generators and the default executor are shut, the
    loop is closed, and the hooks that stood before stand again. Closing the last window does not end it:
    ``main`` decides (see ``CloseRequest``). Exceptions of slots, tasks, callbacks and threads all reach
    ``sink``; one raised by ``main`` itself reaches the caller.
    """
    app.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda _loop, context: _from_loop(context, sink))
    try:
        with _hooks(sink):
            return int(loop.run_until_complete(_run(main)))
    finally:
        asyncio.set_event_loop(None)
        loop.close()  # qasync's own close also waits for the threads of its executor


class CloseRequest(QObject):
    """Turns the closing of a window into something to await.

    The first close is refused and wakes ``wait``; the coroutine finishes its work and calls ``release``,
    which lets the window go. Closing again while waiting changes nothing.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._asked = asyncio.Event()
        self._released = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse to close until released."""
        if watched is self._window and event.type() == QEvent.Type.Close and not self._released:
            event.ignore()
            self._asked.set()
            return True
        return super().eventFilter(watched, event)

    async def wait(self) -> None:
        """Until somebody asks the window to close."""
        await self._asked.wait()

    def refuse(self) -> None:
        """The window stays (a person thought better of it): wait for the next request."""
        self._asked.clear()

    def release(self) -> None:
        """Close the window for good."""
        self._released = True
        self._window.close()


async def _run(main: Callable[[], Awaitable[int]]) -> int:
    try:
        return await main()
    finally:
        await _end_tasks()
        await asyncio.get_running_loop().shutdown_asyncgens()


async def _end_tasks() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def _hooks(sink: ErrorSink) -> Iterator[None]:
    before, before_thread = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            before(kind, problem, trace)
            return
        sink(problem, "slot")

    def thread_hook(args: Any) -> None:
        if args.exc_value is not None:
            sink(args.exc_value, f"thread {args.thread.name if args.thread else '?'}")

    sys.excepthook, threading.excepthook = hook, thread_hook
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before, before_thread


def _from_loop(context: dict[str, Any], sink: ErrorSink) -> None:
    problem = context.get("exception") or RuntimeError(str(context.get("message", "event loop")))
    sink(problem, str(context.get("message", "event loop")))
