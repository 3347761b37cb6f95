"""The rules of recognition as values: which words of a township's document stand for what."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from app.catalog.recognition_words import (
    FactWords,
    GroupWords,
    Kinds,
    LevelWords,
    LimitWords,
    Listed,
    ListWords,
    Phrases,
    RoleWords,
    SourceWords,
)


class Topic(StrEnum):
    """What a chapter of a plan is about; ``none``: something that the structured plan has no field for."""

    NONE = "none"
    PURPOSE = "purpose"
    BASIS = "basis"
    SCOPE = "scope"
    COMMAND = "command"
    GROUPS = "groups"
    UNITS = "units"
    REPORTING = "reporting"
    WARNING = "warning"
    LEVELS = "levels"
    START = "start"
    MEASURES = "measures"
    EVACUATION = "evacuation"
    STOP = "stop"
    AFTERMATH = "aftermath"
    CONTACTS = "contacts"
    MATERIALS = "materials"
    UPKEEP = "upkeep"
    CARD = "card"
    CONTENTS = "contents"


class TableSort(StrEnum):
    """What a table is, in the order in which they are tried."""

    LEVELS = "levels"
    REPORTS = "reports"
    TASKS = "tasks"
    GROUPS = "groups"
    UNITS = "units"
    STOP = "stop"
    MATERIALS = "materials"
    SHELTERS = "shelters"
    CONTACTS = "contacts"


RULES = (
    "scope.section", "scope.sentence", "basis.cited", "command.line", "command.table", "group.paragraph", "group.section",
    "group.table", "group.unit", "level.section", "level.sentence", "level.table", "level.words_only", "report.limit",
    "report.at_once", "report.repeat", "report.table", "task.table", "notify.limit", "notify.at_once", "task.limit", "task.at_once",
    "task.undated", "contact.table", "contact.line", "material.table", "material.line", "evacuate.section",
    "evacuate.sentence", "stop.section", "stop.sentence", "stop.table", "trigger.section", "aftermath.section",
    "aftermath.sentence", "card.section", "drill.sentence", "review.sentence",
)  # fmt: skip
"""Every way in which a part is found; ``rules.yaml`` says how sure each is, the words are ``recognition.<rule>``."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Rule(_Part, frozen=True):
    """How sure a way of finding is, 0 to 1."""

    id: str
    confidence: float


class NumberRule(_Part, frozen=True):
    """A way to number paragraphs. ``heading``: ``always``, ``short`` or ``never``."""

    id: str
    pattern: str
    heading: str


class Chapters(_Part, frozen=True):
    """How a document is divided and what its chapters are about; lengths are in characters."""

    numbers: tuple[NumberRule, ...]
    longest_heading: int
    longest_run_in: int
    topics: tuple[Listed, ...]


class Sort(_Part, frozen=True):
    """A sort of table: the columns that it must have (``a|b``: one of the two) and the headings of all it may have."""

    code: TableSort
    need: tuple[str, ...]
    columns: tuple[Listed, ...]


class TableWords(_Part, frozen=True):
    """How tables are told apart."""

    sorts: tuple[Sort, ...]
    ignored: tuple[str, ...]
    empty: tuple[str, ...]


class RecognitionRules(msgspec.Struct, frozen=True):
    """All of it."""

    chapters: Chapters
    roles: tuple[RoleWords, ...]
    kinds: Kinds
    facts: FactWords
    levels: LevelWords
    limits: LimitWords
    groups: GroupWords
    tables: TableWords
    lists: ListWords
    sources: SourceWords
    phrases: Phrases
    confidence: dict[str, float]
