"""A text, understood: the readers of the single fields, one after the other, each blind to what the earlier ones took."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from app.catalog.gazetteer import Gazetteer
from app.catalog.intake.figures import FigureReader
from app.catalog.intake.kinds import KindReader
from app.catalog.intake.lexicon import Flags, Lexicon
from app.catalog.intake.model import Parsed, PlaceFound, Understood
from app.catalog.intake.people import PeopleReader
from app.catalog.intake.places import PlaceReader
from app.catalog.intake.text import VEIL, clause_of, masked, one_of, plain_letters
from app.catalog.intake.times import Times
from app.domain.conditions import FactScalar
from app.domain.incident.model import FactDef, IncidentKind

LONGEST_TEXT = 1_200
"""Letters that are read; a longer paste is a document, of which the beginning says what happened."""

MOST_TOKENS = 8
"""Words in Latin letters that are looked up as pinyin of a place; a text with more of them is no note in pinyin."""

_LETTERS = re.compile(r"[A-Za-z][A-Za-z]{1,15}")

_RUMOURS = ("S-OPN",)
"""Kinds that stay what they are when the news turns out to be untrue."""

_SEARCHES = ("S-MIS",)
"""Kinds that are over when nobody is missing any longer."""

_CATALOGUED = ("warning", "instruction")


class IntakeParser:
    """Understands texts by these words, for these kinds and facts. Made once; reading does not change it."""

    def __init__(self, lexicon: Lexicon, kinds: Mapping[str, IncidentKind], facts: Mapping[str, FactDef]) -> None:
        self.lexicon = lexicon
        self.facts = frozenset(facts)
        self._kinds = KindReader(lexicon.kinds, kinds)
        self._times = Times(lexicon.times)
        self._figures = FigureReader(lexicon.figures, facts)
        self._flags = _FlagReader(lexicon.flags)
        self._people = PeopleReader(lexicon.people)
        self._places = PlaceReader(lexicon.places, lexicon.people.surnames)
        self._follow_up = re.compile(one_of(lexicon.figures.follow_up))

    def parse(self, text: str, now: datetime, gazetteer: Gazetteer) -> Parsed:
        """What the text says at this moment (aware); the text itself is the narrative. Never raises."""
        plain = plain_letters(text[:LONGEST_TEXT])
        phones = self._people.phones(plain)
        blotted = masked(plain, ((one.start, one.end) for one in phones))
        occurred_at, times = self._times.read(blotted, now)
        blotted = masked(blotted, times)
        caller = self._people.caller(blotted)
        kind, kind_spans, denied = self._kinds.read(blotted)
        place = self._places.read(blotted, gazetteer, (*kind_spans, *times), (caller.start, caller.end) if caller else None)
        if kind is None and not denied:
            kind = self._kinds.by_letters(blotted)
        if place is None:
            place = _by_letters(blotted, gazetteer, kind)
        placed = [(place.start, place.end)] if place is not None else []
        counted = masked(masked(blotted, placed, VEIL), _posts(blotted), VEIL)
        code = kind.value if kind is not None else ""
        facts = {**self._figures.read(counted, code), **self._flags.read(blotted)}
        channel = self._people.channel(blotted, caller)
        remarks = self._remarks(blotted, denied)
        if kind is not None and self._is_no_event(blotted, kind, place, facts, remarks):
            kind, facts, occurred_at = None, {}, None
        elif "drill" in remarks:
            facts, occurred_at = {}, None
        found = facts.get("missing")
        if kind is not None and kind.value in _SEARCHES and found is not None and found.value == 0:
            kind = None  # all are found: what is told is the end of an incident and not a new one
        if kind is None and place is not None and _is_a_guess(place, said=self._people.category(blotted) is not None):
            place = None
        category = self._category(blotted, kind, channel)
        parsed = Parsed(
            narrative=text.strip(),
            kind=kind,
            occurred_at=occurred_at,
            place=place,
            facts=facts,
            caller=caller,
            phone=phones[0] if phones else None,
            channel=channel,
            category=category,
            remarks=remarks,
        )
        return _in_letters_given(parsed, text)

    def _is_no_event(
        self,
        text: str,
        kind: Understood[str],
        place: Understood[PlaceFound] | None,
        facts: Mapping[str, object],
        remarks: Mapping[str, object],
    ) -> bool:
        """Whether the kind is only spoken of: practised, taken back, asked about. A rumour is an event of its own."""
        if "drill" in remarks:
            return True
        if "false_alarm" in remarks and kind.value not in _RUMOURS:
            return not self._people.happened_all_the_same(text)
        said = self._people.category(text)
        if said is None or said.value not in ("enquiry", "misdial") or facts:
            return False
        return place is None or said.value == "misdial" or self._people.asks(text, kind)

    def _category(self, text: str, kind: Understood[str] | None, channel: Understood[str] | None) -> Understood[str] | None:
        """What the call is: what its words say, unless an incident with figures is reported in them."""
        said = self._people.category(text)
        if said is not None and said.value in _CATALOGUED:
            official = channel is not None and channel.value in ("superior", "monitor")
            said = said if official or kind is None else None
        if said is not None:
            return said
        return Understood("incident", kind.text, kind.start, kind.end, kind.confidence) if kind is not None else None

    def _remarks(self, text: str, denied: tuple[tuple[int, int], ...]) -> dict[str, Understood[bool]]:
        remarks = self._people.remarks(text)
        if denied:
            start, end = denied[0]
            remarks["denied"] = Understood(True, text[start:end], start, end, 0.8)
        update = self._follow_up.search(text)
        if update is not None:
            remarks["update"] = Understood(True, update[0], *update.span(), 0.9)
        return remarks


class _FlagReader:
    """Sets flags by words that are not denied in their clause."""

    def __init__(self, words: Flags) -> None:
        self._said = [(name, re.compile(one_of(group), re.IGNORECASE)) for name, group in words.said.items()]
        self._denied = re.compile(rf"(?:{one_of(words.denied)})[^,。;、]{{0,3}}$", re.IGNORECASE)

    def read(self, text: str) -> dict[str, Understood[FactScalar]]:
        """The flags that the text sets; none is ever set to no."""
        flags: dict[str, Understood[FactScalar]] = {}
        for name, pattern in self._said:
            for found in pattern.finditer(text):
                begin, _ = clause_of(text, found.start())
                if not self._denied.search(text[begin : found.start()]):
                    flags[name] = Understood(True, found[0], *found.span(), 0.85)
                    break
        return flags


def _is_a_guess(place: Understood[PlaceFound], said: bool) -> bool:
    """Whether a place is too little to be told where nothing has happened: a mere word for a place, or one in a question."""
    return place.value.entry is None and (said or place.confidence < 0.5 or place.value.words.startswith("全"))


def _posts(text: str) -> list[tuple[int, int]]:
    """Numbers of roads, posts, houses and storey units, which count nobody."""
    return [one.span() for one in re.finditer(r"[A-Za-z]\d+|\d+号(?!人)(?:楼|院)?|\d+\+\d+|第[\d一二三四五六七八九十]+", text)]


def _by_letters(text: str, gazetteer: Gazetteer, kind: Understood[str] | None) -> Understood[PlaceFound] | None:
    """The place that Latin letters name: initials (qsc) or pinyin."""
    for token in islice(_LETTERS.finditer(text), MOST_TOKENS):
        if kind is not None and token.start() < kind.end and kind.start < token.end():
            continue
        found = gazetteer.find(token[0], 1)
        if found:
            return Understood(PlaceFound(found[0].name.zh, found[0]), token[0], token.start(), token.end(), 0.6)
    return None


def _in_letters_given(parsed: Parsed, text: str) -> Parsed:
    """The same with the words as they were typed (full-width letters and all)."""

    def given(one: Understood) -> Understood:  # type: ignore[type-arg]
        return Understood(one.value, text[one.start : one.end], one.start, one.end, one.confidence, one.alternatives)

    return Parsed(
        narrative=parsed.narrative,
        facts={name: given(one) for name, one in parsed.facts.items()},
        remarks={name: given(one) for name, one in parsed.remarks.items()},
        **{
            name: given(one) if (one := getattr(parsed, name)) is not None else None
            for name in ("kind", "occurred_at", "place", "caller", "phone", "channel", "category")
        },
    )
