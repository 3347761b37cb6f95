"""Problems of a document as the house words them."""

from __future__ import annotations

from typing import Any

from app.kernel.errors import BadFile, Problem


def bad(file: str, code: str, **facts: Any) -> BadFile:
    """The whole file cannot be used, for one reason (``problem.<code>``)."""
    return BadFile((remark(file, code, **facts),))


def remark(file: str, code: str, line: int = 0, field: str = "", **facts: Any) -> Problem:
    """Something a person should know of the file; ``line`` is the number of the paragraph."""
    return Problem(file, line, field, code, {name: str(value) for name, value in facts.items()})
