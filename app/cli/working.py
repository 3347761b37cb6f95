"""Long work of a verb: in a thread, so that Ctrl+C is heard at once and stops it, and saying how far it is on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from app.cli.session import Session
from app.desk.jobs import Jobs, Progress

_T = TypeVar("_T")
_SOON, _SELDOM = 0.002, 0.05
_WIDE = 40


async def working(session: Session, work: Callable[[Progress], _T], words: str = "") -> _T:
    """The result of ``work``. Ctrl+C cancels this call: the job is told to stop, and it is waited for until it has.

    ``words`` is the code of what is being done where the work itself says nothing that is a code.
    """
    jobs, teller = Jobs(), _Teller(session, words)
    try:
        return await jobs.run(work, teller.tell)
    finally:
        jobs.close()
        teller.done()


class _Teller:
    """Says how far it is: on one line of a terminal, else a line now and then; nothing where a machine reads along."""

    def __init__(self, session: Session, words: str) -> None:
        self._say = session.wording.say
        self._words = words
        self._terminal = sys.stderr.isatty()
        self._silent = session.out.as_json and not self._terminal
        self._last = -1.0

    def tell(self, share: float, words: str) -> None:
        """One step further; work that comes to a second round does not count backwards."""
        if self._silent or share - self._last < (_SOON if self._terminal else _SELDOM):
            return
        self._last = share
        line = f"{share:4.0%}  {self._say(self._words or words)}"
        print(f"\r{line:<{_WIDE}}" if self._terminal else line, end="" if self._terminal else "\n", file=sys.stderr, flush=True)

    def done(self) -> None:
        """The line of the terminal is free again for what comes next."""
        if self._terminal and self._last >= 0:
            print(f"\r{'':{2 * _WIDE}}\r", end="", file=sys.stderr, flush=True)
