"""The words and rules of the intake (``resources/catalog/intake/*.yaml``), checked against the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from app.catalog.intake.text import expanded
from app.catalog.intake.times import TimeWords
from app.catalog.yaml_source import read_source
from app.domain import soundness
from app.domain.incident.model import FactDef, IncidentKind
from app.domain.soundness import Found
from app.kernel.errors import BadFile


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind: those that outdo others' (``sure``), that decide, that count, that only tip the scale.

    ``not_between``: what no gap of theirs may hold (山…着火 is no forest fire where a house lies between)."""

    sure: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    not_between: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every word that is a word by itself (neither with a gap nor one of a pair)."""
        whole = (one for one in (*self.sure, *self.strong, *self.usual, *self.weak) if "…" not in one and "&" not in one)
        return tuple(word for one in whole for word in expanded(one))


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``kinds.yaml``."""

    frequent: tuple[str, ...]
    kinds: dict[str, KindWords]
    over: tuple[tuple[str, str], ...] = ()
    denied_before: tuple[str, ...] = ()
    denied_close: tuple[str, ...] = ()
    denied_behind: tuple[str, ...] = ()


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure with a unit: ``units`` are factors into the unit of the fact; ``close``: the words stand at the unit;
    ``unless``: with one of these in the clause it is something else; ``signed``: it may be below nought; ``weak``: it gives
    way to any other figure for the fact."""

    fact: str
    units: dict[str, float]
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    decimals: int = 2
    close: bool = False
    unless: tuple[str, ...] = ()
    signed: bool = False
    weak: bool = False


class Implied(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure that is said without a number."""

    fact: str
    value: float
    words: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    weak: bool = False


class Alone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people are counted as of whom only the number is said, in an incident of these kinds (with one of ``words`` in the
    text, if there are any): at least ``least`` of them; ``only`` where nothing else is said of people; ``one``: a person who is
    only named is one."""

    kinds: tuple[str, ...]
    fact: str
    words: tuple[str, ...] = ()
    least: int = 1
    only: bool = False
    one: bool = False


class AllOf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say that a fact is as many as another (已全部转移: all who were threatened)."""

    fact: str
    of: str
    words: tuple[str, ...]


class Figures(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``figures.yaml``. ``hurt`` and ``faint`` are no facts: people who are hurt, without "how badly"; who lost their senses,
    which is what the kind of incident makes of it."""

    counters: tuple[str, ...]
    people: tuple[str, ...]
    counted: dict[str, tuple[str, ...]]
    other: tuple[str, ...]
    settled: dict[str, tuple[str, ...]]
    nobody: dict[str, tuple[str, ...]]
    somebody: tuple[str, ...]
    earlier: tuple[str, ...]
    instead_of: tuple[str, ...]
    update: tuple[str, ...]
    follow_up: tuple[str, ...]
    among: tuple[str, ...]
    fillers: tuple[str, ...]
    measured: tuple[Measured, ...]
    implied: tuple[Implied, ...] = ()
    instead: dict[str, dict[str, str]] = {}
    not_numbers: tuple[str, ...] = ()
    not_of_them: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    total: tuple[str, ...] = ()
    one_person: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    alone: tuple[Alone, ...] = ()
    all_of: tuple[AllOf, ...] = ()


class Flags(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``flags.yaml``."""

    said: dict[str, tuple[str, ...]]
    denied: tuple[str, ...] = ()


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``people.yaml``."""

    surnames: str
    forms: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    organisations: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    labels: tuple[str, ...]
    phone_words: tuple[str, ...]
    channels: dict[str, tuple[str, ...]]
    categories: dict[str, tuple[str, ...]]
    remarks: dict[str, tuple[str, ...]]
    not_names: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    of_a_village: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    presenting: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    asking: tuple[str, ...] = ()
    remark_denied: tuple[str, ...] = ()
    happened_all_the_same: tuple[str, ...] = ()


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``places.yaml``."""

    cues: tuple[str, ...]
    villages: tuple[str, ...]
    nouns: tuple[str, ...]
    tails: tuple[str, ...]
    stops: tuple[str, ...]
    not_there_before: tuple[str, ...]
    not_there_behind: tuple[str, ...]
    near_nouns: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    no_places: tuple[str, ...] = ()
    of_the_village: tuple[str, ...] = ()
    may_report: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True):
    """All of them."""

    kinds: Kinds
    times: TimeWords
    figures: Figures
    flags: Flags
    people: People
    places: PlaceWords

    @property
    def frequent(self) -> tuple[str, ...]:
        """The kinds in the order in which they usually come."""
        return self.kinds.frequent

    def kind_words(self, code: str) -> tuple[str, ...]:
        """The everyday words of a kind."""
        known = self.kinds.kinds.get(code)
        return known.all if known is not None else ()


HURT = "hurt"
"""What ``counted`` calls the hurt of whom nobody says how badly."""
FAINT = "faint"
"""What ``counted`` calls those who lost their senses."""


def read_lexicon(folder: Path, kinds: Mapping[str, IncidentKind], facts: Mapping[str, FactDef]) -> Lexicon:
    """The words of ``folder/intake``; kinds and facts that they name must exist. Raises ``BadFile`` with every problem."""
    sources = {name: read_source(folder / "intake" / f"{name}.yaml") for name in _FILES}
    lexicon = Lexicon(
        kinds=sources["kinds"].convert(Kinds),
        times=sources["times"].convert(TimeWords),
        figures=sources["figures"].convert(Figures),
        flags=sources["flags"].convert(Flags),
        people=sources["people"].convert(People),
        places=sources["places"].convert(PlaceWords),
    )
    found = tuple(
        source.problem(one) for name, source in sources.items() for one in _FINDINGS.get(name, _none)(lexicon, kinds, facts)
    )
    if found:
        raise BadFile(found)
    return lexicon


_FILES = ("kinds", "times", "figures", "flags", "people", "places")

_TURNS = ("early", "late", "night", "noon")


def _kind_findings(of: Lexicon, kinds: Mapping[str, IncidentKind], _: Mapping[str, FactDef]) -> Iterator[Found]:
    for place, code in enumerate(of.kinds.frequent):
        yield from soundness.known(code, kinds, ("frequent", place), "unknown_kind")
    for code in of.kinds.kinds:
        yield from soundness.known(code, kinds, ("kinds", code), "unknown_kind")
    for place, pair in enumerate(of.kinds.over):
        for at, code in enumerate(pair):
            yield from soundness.known(code, kinds, ("over", place, at), "unknown_kind")


def _figure_findings(of: Lexicon, kinds: Mapping[str, IncidentKind], facts: Mapping[str, FactDef]) -> Iterator[Found]:
    counted = {*facts, HURT, FAINT}
    for name in of.figures.counted:
        yield from soundness.known(name, counted, ("counted", name), "unknown_fact")
    for group, told in (("settled", of.figures.settled), ("nobody", of.figures.nobody)):
        for names in told:
            for name in names.split("+"):
                yield from soundness.known(name, facts, (group, names), "unknown_fact")
    for code, changes in of.figures.instead.items():
        yield from soundness.known(code, kinds, ("instead", code), "unknown_kind")
        for name in changes.values():
            yield from soundness.known(name, facts, ("instead", code, name), "unknown_fact")
    for place, rule in enumerate(of.figures.measured):
        yield from soundness.known(rule.fact, facts, ("measured", place, "fact"), "unknown_fact")
        for at, code in enumerate(rule.kinds):
            yield from soundness.known(code, kinds, ("measured", place, "kinds", at), "unknown_kind")
    for place, one in enumerate(of.figures.implied):
        yield from soundness.known(one.fact, facts, ("implied", place, "fact"), "unknown_fact")
    for place, alone in enumerate(of.figures.alone):
        yield from soundness.known(alone.fact, facts, ("alone", place, "fact"), "unknown_fact")
        for at, code in enumerate(alone.kinds):
            yield from soundness.known(code, kinds, ("alone", place, "kinds", at), "unknown_kind")
    for place, all_of in enumerate(of.figures.all_of):
        yield from soundness.known(all_of.fact, facts, ("all_of", place, "fact"), "unknown_fact")
        yield from soundness.known(all_of.of, facts, ("all_of", place, "of"), "unknown_fact")


def _flag_findings(of: Lexicon, _: Mapping[str, IncidentKind], facts: Mapping[str, FactDef]) -> Iterator[Found]:
    for name in of.flags.said:
        yield from soundness.known(name, facts, ("said", name), "unknown_fact")


def _time_findings(of: Lexicon, _: Mapping[str, IncidentKind], __: Mapping[str, FactDef]) -> Iterator[Found]:
    for turn in of.times.turns:
        if turn not in _TURNS:
            yield ("turns", turn), "not_one_of", {"value": turn, "choices": ", ".join(_TURNS)}


def _none(*_: object) -> Iterator[Found]:
    yield from ()


_FINDINGS = {"kinds": _kind_findings, "figures": _figure_findings, "flags": _flag_findings, "times": _time_findings}
