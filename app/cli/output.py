"""What a verb says: one JSON value on standard output, or lines for a person; refusals and remarks on standard error."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO

from app.kernel.clock import to_local


def iso(at: datetime | None) -> str | None:
    """A moment for machines: ISO 8601 on the Chinese wall clock, with its offset."""
    return None if at is None else to_local(at).isoformat()


def short(at: datetime | None) -> str:
    """A moment for people: ``2026-07-18 03:05`` on the Chinese wall clock; "-" for none."""
    return "-" if at is None else to_local(at).strftime("%Y-%m-%d %H:%M")


def table(rows: Iterable[Iterable[object]]) -> list[str]:
    """The rows as lines with aligned columns; a Chinese character counts as two columns."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(_width(row[at]) for row in cells if at < len(row)) for at in range(max(map(len, cells), default=0))]
    return ["  ".join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)).rstrip() for row in cells]


def _width(text: str) -> int:
    return sum(2 if ord(char) >= 0x2E80 else 1 for char in text)


class Output:
    """Writes the answer of one verb. Text is UTF-8 whatever the terminal says; what it cannot show becomes ``?``."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def answer(self, value: Any, lines: Iterable[str]) -> None:
        """The answer: ``value`` with ``--json``, else the lines."""
        self.lines([json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)] if self.as_json else lines)

    def lines(self, lines: Iterable[str]) -> None:
        """Lines as they are, on standard output."""
        for line in lines:
            print(line, file=sys.stdout)

    def remark(self, text: str) -> None:
        """Something that a person should know, on standard error."""
        print(text, file=sys.stderr, flush=True)

    def failure(self, value: dict[str, Any], text: str) -> None:
        """Why it was not done, on standard error."""
        print(json.dumps(value, ensure_ascii=False, default=str) if self.as_json else text, file=sys.stderr)


def settle_streams() -> None:
    """Make both streams able to say Chinese: nothing that is printed raises afterwards."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def leave_closed_pipe(stream: TextIO) -> None:
    """Somebody stopped listening (``| head``): let the interpreter end without a complaint."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):  # no file behind the stream: nothing to redirect
        return
