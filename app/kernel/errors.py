"""The three families of what can go wrong (ARCHITECTURE §4); anything else is a bug."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec


class Refusal(Exception):  # noqa: N818 - a Refusal is an answer, not an error
    """The domain says no: expected, shown beside the control, and nothing has changed.

    ``code`` names the reason (worded by ``resources/i18n/words.yaml`` under ``refusal.<code>``), ``facts`` fill its
    placeholders, ``source`` is the clause it rests on ("" where it is our own rule).
    """

    def __init__(self, code: str, facts: Mapping[str, Any] | None = None, source: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Any] = dict(facts or {})
        self.source = source

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class Fault(Exception):  # noqa: N818 - the architecture's own word
    """The world fails us (disk, network, printer): the desk says so and goes on.

    ``code`` is worded under ``fault.<code>``; ``facts`` fill the placeholders.
    """

    def __init__(self, code: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Any] = dict(facts or {})

    def __str__(self) -> str:
        return f"{self.code} {self.facts}" if self.facts else self.code


class Problem(msgspec.Struct, frozen=True):
    """One thing wrong in a file that a person wrote: where, which field, what is wrong, and the mend.

    ``code`` is worded under ``problem.<code>`` with ``facts`` as placeholders; ``line`` counts from 1 (0: whole file).
    """

    file: str
    line: int
    field: str
    code: str
    facts: dict[str, str] = {}


class BadFile(Exception):  # noqa: N818
    """A file cannot be used; carries every problem found, so that they can be mended in one go."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"{p.file}:{p.line} {p.field} {p.code}" for p in problems))
        self.problems = problems
