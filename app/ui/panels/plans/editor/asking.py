"""How a field of a plan is asked: the shape of the forms that ``schema`` lists. No Qt."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Ask(StrEnum):
    """How a field is asked, and what stands in the plan."""

    LINE = "line"  # a str in one line
    WORDS = "words"  # a str in several lines
    WHOLE = "whole"  # an int
    NUMBER = "number"  # a float
    DAY = "day"  # a date, or None
    ONE = "one"  # one of ``choices``
    MANY = "many"  # a tuple of ``choices``, picked
    LEVELS = "levels"  # a tuple of response levels
    TICK = "tick"  # a bool
    BASIS = "basis"  # where a rule comes from
    WHEN = "when"  # a condition
    LINKS = "links"  # paragraphs of the prose
    SPECIAL = "special"  # see ``values``: something that stands elsewhere than the field


class FieldSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One field. ``key`` is its path in the element, joined by dots (``text.zh``).

    ``choices`` names a source in ``choices``; ``measure`` names the word ``plan_unit.<measure>`` behind the editor;
    ``empty_zero``: nought is shown as nothing; ``english`` fields are shown when English is asked for; ``needed`` marks what
    must not be empty; ``fixed`` fields can be changed only until the draft is kept for the first time; ``special`` names what
    ``values`` does with it, with the shape ``ask`` says.
    """

    key: str
    ask: Ask = Ask.LINE
    choices: str = ""
    measure: str = ""
    wide: bool = False
    small: bool = False
    lines: int = 2
    least: float | None = 0
    empty_zero: bool = False
    english: bool = False
    needed: bool = False
    fixed: bool = False
    special: str = ""


class ListSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A list of a plan as a table: ``columns`` are words of ``rows``; ``timed`` lists can be sorted by time."""

    field: str
    columns: tuple[str, ...]
    fields: tuple[FieldSpec, ...]
    timed: bool = False


class PartSpec(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the outline: a form, a list, both, or a page of its own (``page``).

    ``single`` names the part of the plan that the form edits as a whole ("" for fields of the plan itself); ``optional``
    single parts can be taken out.
    """

    id: str
    form: tuple[FieldSpec, ...] = ()
    single: str = ""
    optional: bool = False
    list: ListSpec | None = None
    page: str = ""
