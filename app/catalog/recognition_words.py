"""The words of recognition, one value for each file of ``resources/recognition``."""

from __future__ import annotations

import msgspec


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Listed(_Part, frozen=True):
    """Words that stand for one code."""

    code: str
    words: tuple[str, ...]


class RoleWords(_Part, frozen=True):
    """Words of plans for a role of the contact book."""

    role: str
    words: tuple[str, ...]


class KindWords(_Part, frozen=True):
    """Words of titles for a kind of incident; ``slug`` is its part of an id."""

    kind: str
    slug: str
    words: tuple[str, ...]


class Kinds(_Part, frozen=True):
    """What a plan is for and what sort of plan it is, by its title."""

    kinds: tuple[KindWords, ...]
    everything: tuple[str, ...]
    types: tuple[Listed, ...]
    village_title: str
    document_words: tuple[str, ...]


class Figure(_Part, frozen=True):
    """Words beside a quantity that bounds a fact; ``present``: ``ge 1`` where they say something without one."""

    fact: str
    words: tuple[str, ...]
    units: dict[str, float]
    present: str


class Flag(_Part, frozen=True):
    """Words that set a yes-or-no fact."""

    fact: str
    words: tuple[str, ...]


class Choice(_Part, frozen=True, rename={"is_": "is"}):
    """Words that set a fact to one of its choices."""

    fact: str
    is_: str
    words: tuple[str, ...]


class Alerts(_Part, frozen=True):
    """How a warning in force is named: its word, its colour, what it warns of."""

    warn: tuple[str, ...]
    colours: tuple[Listed, ...]
    kinds: tuple[Listed, ...]


class Severity(_Part, frozen=True):
    """How the severity of an incident is named: a grade and what it grades, or with one of the words beside it."""

    grades: tuple[Listed, ...]
    judged: tuple[str, ...]
    judging: tuple[str, ...]
    of: tuple[str, ...]


class FactWords(_Part, frozen=True):
    """How conditions name facts, bounds, denial and joining."""

    figures: tuple[Figure, ...]
    flags: tuple[Flag, ...]
    choices: tuple[Choice, ...]
    alerts: Alerts
    severity: Severity
    bounds: tuple[Listed, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    denied: tuple[str, ...]
    together: tuple[str, ...]


class LevelWords(_Part, frozen=True):
    """How response levels are named, opened, declared; which colour each has where none is named."""

    names: tuple[Listed, ...]
    coloured: tuple[Listed, ...]
    cells: tuple[Listed, ...]
    response: tuple[str, ...]
    and_above: tuple[str, ...]
    colours: dict[str, str]
    conditions: tuple[str, ...]
    starts: tuple[str, ...]
    measures: tuple[str, ...]
    by: tuple[str, ...]
    declares: tuple[str, ...]


class LimitWords(_Part, frozen=True):
    """How time limits and reports are worded. ``immediate_min`` and ``undated_min`` are minutes of our own suggestion."""

    units: tuple[Listed, ...]
    within: tuple[str, ...]
    at_most: tuple[str, ...]
    at_once: tuple[str, ...]
    now: tuple[str, ...]
    report: tuple[str, ...]
    receives: tuple[str, ...]
    notify: tuple[str, ...]
    upwards: tuple[str, ...]
    explains: tuple[str, ...]
    asks: tuple[str, ...]
    fillers: tuple[str, ...]
    stages: tuple[Listed, ...]
    channels: tuple[Listed, ...]
    clocks: tuple[Listed, ...]
    every: tuple[str, ...]
    inside: tuple[str, ...]
    reporters: tuple[str, ...]
    superior: str
    reporter: str
    immediate_min: int
    undated_min: int
    longest_min: int


class GroupWords(_Part, frozen=True):
    """How functional groups and the command are worded."""

    ids: tuple[Listed, ...]
    endings: tuple[str, ...]
    lead: tuple[str, ...]
    members: tuple[str, ...]
    duties: tuple[str, ...]
    leads: tuple[str, ...]
    joins: tuple[str, ...]
    does: tuple[str, ...]
    commanders: tuple[str, ...]
    deputies: tuple[str, ...]
    office: tuple[str, ...]
    office_head: tuple[str, ...]
    stands_at: tuple[str, ...]
    field_post: tuple[str, ...]
    set_up: tuple[str, ...]
    takes_office: tuple[str, ...]
    ranks: tuple[str, ...]
    opens: tuple[str, ...]
    leading: tuple[str, ...]


class ListWords(_Part, frozen=True):
    """How lines of telephones and materials are written."""

    phones: tuple[str, ...]
    short_phones: tuple[str, ...]
    phone_labels: tuple[str, ...]
    person_labels: tuple[str, ...]
    post_endings: tuple[str, ...]
    surnames: str
    measures: tuple[str, ...]
    stored: tuple[str, ...]
    kept_by: tuple[str, ...]
    owned: tuple[str, ...]


class SourceWords(_Part, frozen=True):
    """How documents are cited and dated, and how often something is done again."""

    law_endings: tuple[str, ...]
    national: tuple[str, ...]
    local: tuple[str, ...]
    nation: str
    article: str
    document_no: str
    date: str
    owner_endings: tuple[str, ...]
    issued: tuple[str, ...]
    cites: tuple[str, ...]
    drill: tuple[str, ...]
    review: tuple[str, ...]
    every_year: tuple[str, ...]


class Phrases(_Part, frozen=True):
    """Patterns of whole phrases; what each is for stands beside it in ``phrases.yaml``."""

    applies: str
    every: str
    months: dict[str, int]
    ends: str
    declared: str
    done: str
    opened: str
    leads_over: tuple[str, ...]
    moves: str
    moved: str
    moves_how: str
    radius: str
    metres: dict[str, int]
    precondition: str
    daily: str
    hour: str
