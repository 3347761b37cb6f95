"""What all finders share: the pieces, the words to look for, what was found, and which words are spoken for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from app.catalog.recognition_rules import RecognitionRules
from app.domain.basis import Basis
from app.domain.reference import Reference
from app.domain.words import Checked, ResponseLevel, RuleStatus
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.flaws import remark
from app.exchange.plan_document.front import Front
from app.exchange.plan_document.level_words import Levels
from app.exchange.plan_document.lexicon import Hit, Lexicon
from app.exchange.plan_document.plain import CONSIDERED, Span, sentences
from app.exchange.plan_document.recognise.grids import Tables
from app.kernel.errors import Problem

_EDGES = " \t\n\u3000\u00a0、，。；：,;"
MOST_PARTS = 2_000
"""Parts of one sort that are taken; a document with more is no plan of a township."""


class Part(msgspec.Struct, frozen=True):
    """A part of the plan that was found: which list it belongs to, its value, the paragraphs and words it rests on."""

    field: str
    value: Any
    keys: tuple[str, ...]
    words: str
    rule: str


class Context:
    """The work of reading one document."""

    def __init__(
        self, file: str, pieces: tuple[Piece, ...], front: Front, kinds: tuple[str, ...], rules: RecognitionRules,
        reference: Reference, tell: Callable[[], None],
    ) -> None:
        self.file = file
        self.pieces = pieces
        self.front = front
        self.kinds = kinds
        self.rules = rules
        self.reference = reference
        self.roles: Lexicon[str] = Lexicon((word, row.role) for row in rules.roles for word in row.words)
        self.levels = Levels(rules.levels)
        self.grids = Tables(rules.tables)
        self.parts: dict[str, list[Part]] = {}
        self.remarks: list[Problem] = []
        self.no_fact: list[tuple[str, str]] = []
        self._tell = tell
        self._places = {piece.key: place for place, piece in enumerate(pieces)}
        self._claims: dict[str, list[tuple[int, int]]] = {}
        self._rows: dict[str, set[int]] = {}

    # --- pieces and sentences ---------------------------------------------------------------------------------------

    def bodies(self) -> Iterator[tuple[int, Piece]]:
        """Place and piece of every paragraph of the text; cancelling is possible between two."""
        for place, piece in enumerate(self.pieces):
            self._tell()
            if piece.is_body and place >= self.front.length:
                yield place, piece

    def tables(self) -> Iterator[tuple[int, Piece]]:
        """Place and piece of every table."""
        for place, piece in enumerate(self.pieces):
            self._tell()
            if piece.block.is_table:
                yield place, piece

    def place(self, key: str) -> int:
        """The place of the piece with this key."""
        return self._places[key]

    def sentences(self, piece: Piece, start: int | None = None) -> Iterator[Span]:
        """The sentences of the piece that nobody claimed; what lies beyond the longest paragraph is not looked at."""
        words = piece.words[:CONSIDERED]
        for span in sentences(words, piece.start if start is None else start):
            if not self.is_claimed(piece, span.start, span.end):
                yield span

    def said(self, piece: Piece, start: int, end: int) -> str:
        """The words of a stretch as the document has them, without punctuation at the ends."""
        return trimmed(piece.block.text[start:end])

    # --- claims -----------------------------------------------------------------------------------------------------

    def claim(self, piece: Piece, start: int | None = None, end: int | None = None) -> None:
        """Speak for a stretch of the piece (all of it without limits)."""
        whole = (piece.start if start is None else start, len(piece.words) if end is None else end)
        self._claims.setdefault(piece.key, []).append(whole)

    def is_claimed(self, piece: Piece, start: int, end: int) -> bool:
        """Whether any of the stretch is spoken for."""
        return any(start < to and at < end for at, to in self._claims.get(piece.key, ()))

    def claims(self, piece: Piece) -> list[tuple[int, int]]:
        """The stretches that are spoken for, in order."""
        return sorted(self._claims.get(piece.key, ()))

    def claim_row(self, piece: Piece, row: int) -> None:
        """Speak for a row of a table."""
        self._rows.setdefault(piece.key, set()).add(row)

    def rows_claimed(self, piece: Piece) -> set[int]:
        """The rows that are spoken for."""
        return self._rows.get(piece.key, set())

    # --- findings ---------------------------------------------------------------------------------------------------

    def add(self, field: str, value: Any, keys: Iterable[str], words: str, rule: str) -> None:
        """A part was found."""
        found = self.parts.setdefault(field, [])
        if len(found) < MOST_PARTS:
            found.append(Part(field, value, tuple(dict.fromkeys(keys)), words.strip(), rule))

    def has(self, field: str) -> bool:
        """Whether a part of this sort was found."""
        return bool(self.parts.get(field))

    def remark(self, code: str, piece: Piece | None = None, **facts: Any) -> None:
        """Something a person should know; the line is the number of the paragraph."""
        line = self._places[piece.key] + 1 if piece is not None else 0
        found = remark(self.file, code, line, piece.key if piece is not None else "", **facts)
        if found not in self.remarks:
            self.remarks.append(found)

    # --- words ------------------------------------------------------------------------------------------------------

    def roles_in(self, text: str, start: int = 0, end: int | None = None) -> list[Hit[str]]:
        """The roles that a stretch of text names, in order."""
        return list(self.roles.all(text, start, end))

    def role_of(self, text: str) -> str:
        """The first role that the text names, "" for none."""
        hit = self.roles.first(text)
        return hit.value if hit else ""

    def levels_of(self, piece: Piece) -> tuple[ResponseLevel, ...]:
        """The response levels that a paragraph belongs to: those of the sentence that opened its list, else the section's."""
        if piece.lead is not None and (named := self.levels.within(self.pieces[piece.lead].words)):
            return named
        return piece.levels

    def basis(self, piece: Piece, *, ours: bool = False) -> Basis:
        """The document itself as a source, at this piece. ``ours``: the figure is not in it, we suggest it."""
        title, article = self.front.title or self.file, _clause(piece)
        if ours:
            return Basis(title, article, RuleStatus.SUGGESTED, Checked.DEFAULT)
        return Basis(title, article, RuleStatus.LOCAL, Checked.UNVERIFIED)


def _clause(piece: Piece) -> str:
    """Where in the document it stands: its article, its number, its chapter, else the number of its paragraph."""
    if piece.article:
        return piece.article
    if piece.mark.startswith("decimal"):
        return piece.block.number or piece.words[: piece.start].split(" ")[0].strip("、. ")
    return piece.trail[-1] if piece.trail else f"¶{piece.key[1:]}"


def trimmed(text: str) -> str:
    """The words without blanks and punctuation at the ends."""
    return text.strip(_EDGES)


def codes(hits: Iterable[Hit[str]]) -> tuple[str, ...]:
    """What was found, each once, in order."""
    return tuple(dict.fromkeys(hit.value for hit in hits))
