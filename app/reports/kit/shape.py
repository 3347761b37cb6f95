"""Hostile text → characters with a face and a width each. What no face has becomes a visible 〔U+XXXX〕."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from app.reports.kit.faces import FaceRole
from app.reports.kit.linebreak import HALF_AT_END, HALF_AT_START, squeezes

if TYPE_CHECKING:
    from app.reports.kit.fonts import Chain, FontLibrary, LoadedFace

INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff") | {chr(c) for c in range(0xFE00, 0xFE10)}
"""Joiners and selectors that have no form of their own: rightly printed as nothing (pasted chat text is
full of them)."""
_NEWLINES = {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_UNPRINTABLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_FULL_WIDTH = "WF"
_MARKS = HALF_AT_END | HALF_AT_START


class Run(msgspec.Struct, frozen=True):
    """A stretch of text inside a paragraph: another face, struck through (a corrected fact), underlined,
    red."""

    text: str
    role: FaceRole | None = None
    strike: bool = False
    underline: bool = False
    red: bool = False


TextLike = str | Run | Sequence[str | Run]
"""What every block takes as its text: plain text, one run, or several."""


class Shaped(msgspec.Struct, frozen=True):
    """Text ready to be broken: parallel sequences, one item for each printed character; widths in
    points."""

    text: str
    widths: list[float]
    extras: list[float]
    """The part of each width that is not the face's own: closer on the grid, half a square less between two marks."""
    cuts: list[float]
    """How much each may lose at the end of a line: half its square, where it is a closing mark that leaves it white."""
    faces: list[LoadedFace]
    runs: list[Run]
    missing: tuple[str, ...]


def as_runs(text: TextLike) -> tuple[Run, ...]:
    """``text`` as runs."""
    if isinstance(text, str):
        return (Run(text),)
    if isinstance(text, Run):
        return (text,)
    return tuple(Run(part) if isinstance(part, str) else part for part in text)


def plain_text(text: TextLike) -> str:
    """The characters of ``text`` without its runs."""
    return "".join(run.text for run in as_runs(text))


class Set(NamedTuple):
    """A character as it is set: its face, its width, the space in it beyond what the face gives, what it may lose at an end."""

    text: str
    face: LoadedFace
    width: float
    extra: float
    cut: float


def shape(runs: Iterable[Run], role: FaceRole, size_pt: float, tracking_pt: float, fonts: FontLibrary) -> Shaped:
    """Every character with its face (of its run, else of ``role``) and its width at ``size_pt``."""
    made: list[Set] = []
    owners: list[Run] = []
    missing: dict[str, None] = {}
    for run in runs:
        chain = fonts.chain(run.role or role)
        known = chain.known_at(size_pt, tracking_pt)
        for char in run.text.replace("\r\n", "\n"):
            if char not in known:
                known[char] = _set(char, chain, size_pt, tracking_pt)
            made += known[char]
            if char in chain.missing:
                missing[char] = None
        owners += [run] * (len(made) - len(owners))
    text = "".join(one.text for one in made)
    faces = [one.face for one in made]
    widths, extras, cuts = [one.width for one in made], [one.extra for one in made], [one.cut for one in made]
    for at, (before, after) in enumerate(pairwise(text)):
        if after not in _MARKS or not squeezes(before, after):
            continue
        white = (before, faces[at]) if before in HALF_AT_END else (after, faces[at + 1])  # whose white it is
        if white[0] in white[1].halves and widths[at] > size_pt / 2:
            widths[at] -= size_pt / 2
            extras[at] -= size_pt / 2
            cuts[at] = 0.0
    return Shaped(text, widths, extras, cuts, faces, owners, tuple(missing))


def _set(char: str, chain: Chain, size_pt: float, tracking_pt: float) -> tuple[Set, ...]:
    found = []
    for text, face in _printed(char, chain, chain.missing):
        own = 0.0 if text == "\n" else face.widths.get(ord(text), 1000) * size_pt / 1000
        extra = tracking_pt if unicodedata.east_asian_width(text) in _FULL_WIDTH else 0.0
        cut = size_pt / 2 if text in HALF_AT_END and text in face.halves else 0.0
        found.append(Set(text, face, own + extra, extra, cut))
    return tuple(found)


def missing_in(text: str, role: FaceRole, fonts: FontLibrary) -> tuple[str, ...]:
    """The characters of ``text`` that would be printed as a marker, each once, in order."""
    missing: dict[str, None] = {}
    for _ in _printed(text, fonts.chain(role), missing):
        pass
    return tuple(missing)


def visible(text: str) -> str:
    """``text`` as it may stand in a file of any format: line ends are newlines, tabs and odd blanks are blanks, joiners
    without form are gone, and what has no form at all (control characters, lone surrogates) is 〔U+XXXX〕."""
    shown: list[str] = []
    for char in text.replace("\r\n", "\n"):
        plain = _NEWLINES.get(char, char)
        if plain == "\n":
            shown.append(plain)
        elif plain == "\t":
            shown.append("    ")
        elif plain not in INVISIBLE:
            shown.append(_shown(plain))
    return "".join(shown)


def formless(text: str) -> tuple[str, ...]:
    """The characters of ``text`` that ``visible`` shows as 〔U+XXXX〕, each once, in order."""
    lost = (c for c in text if c not in INVISIBLE and c not in _NEWLINES and c not in "\n\t")
    return tuple(dict.fromkeys(c for c in lost if unicodedata.category(c) in _UNPRINTABLE))


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category in _UNPRINTABLE:
        return marker(char)
    return " " if category == "Zs" and char != "\u3000" else char


def marker(char: str) -> str:
    """What stands for a character that cannot be shown."""
    return f"〔U+{ord(char):04X}〕"


def _printed(text: str, chain: Chain, missing: dict[str, None]) -> Iterable[tuple[str, LoadedFace]]:
    first = chain.first
    for char in text.replace("\r\n", "\n"):
        plain = _NEWLINES.get(char, char)
        if plain == "\n":
            yield plain, first
        elif plain == "\t":
            yield from ((" ", first),) * 4
        elif plain in INVISIBLE:
            continue
        else:
            yield from _visible(plain, chain, first, missing)


def _visible(char: str, chain: Chain, first: LoadedFace, missing: dict[str, None]) -> Iterable[tuple[str, LoadedFace]]:
    category = unicodedata.category(char)
    if category == "Zs" and char != "\u3000":
        yield " ", first
        return
    face = None if category in _UNPRINTABLE else chain.pick(char)
    if face is not None:
        yield char, face
        return
    if char == "\u3000":
        yield from ((" ", first),) * 2
        return
    missing[char] = None
    for mark in marker(char):
        yield mark, chain.pick(mark) or first
