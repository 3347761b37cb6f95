"""What a survival pack is made from, and what it says: frozen values."""

from __future__ import annotations

import msgspec

from app.reports.documents.phrases import Pair


class Grid(msgspec.Struct, frozen=True):
    """A table in words: its title ("" for none), its heads with their shares of the width, its rows; ``empty`` is said where there
    are none. ``blank`` rows stand empty below, to be written in."""

    title: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str = ""
    blank: int = 0


class CaseSheet(msgspec.Struct, frozen=True):
    """An open incident: what it is, what is known, what runs, what is to be done, who is out, what was told."""

    id: str
    title: str
    basics: tuple[Pair, ...]
    narrative: str
    facts: Grid
    responses: tuple[str, ...]
    tasks: Grid
    units: Grid
    reports: Grid
    notes: tuple[str, ...]


class CallSheet(msgspec.Struct, frozen=True):
    """A list to be called by hand: what it is for, how far it has come, whom to call."""

    title: str
    note: str
    people: Grid


class Pack(msgspec.Struct, frozen=True):
    """The whole pack in words."""

    title: str
    place: str
    lead: tuple[str, ...]
    basics: tuple[Pair, ...]
    contents: str
    how_title: str
    steps: tuple[str, ...]
    first_calls: Grid
    clocks: Grid
    cases_title: str
    cases: tuple[CaseSheet, ...]
    no_cases: str
    cards_title: str
    calls_title: str
    calls: tuple[CallSheet, ...]
    contacts_title: str
    contacts: tuple[Grid, ...]
    roster: Grid
    slips: Grid
