"""What of a document became no part of the plan, and why. Together with the linked paragraphs it is all of the document."""

from __future__ import annotations

from app.catalog.recognition_rules import TableSort, Topic
from app.domain.planning.model import Unread
from app.exchange.plan_document.blocks import Where
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.plain import CONSIDERED, clauses, sentences
from app.exchange.plan_document.recognise.context import Context

WHYS = (
    "title", "front", "toc", "heading", "text_box", "image", "header", "footer", "note", "comment", "deleted", "embedded",
    "no_field", "table", "row", "rest", "too_long", "no_fact", "general",
)  # fmt: skip
"""Every reason; the words are ``unread.<why>``."""

LONGEST_WORDS = 600
_NO_FIELD = (Topic.NONE, Topic.PURPOSE)
_SHORTEST = 4
_HEADING = 14


def unread_of(ctx: Context, linked: frozenset[str]) -> tuple[Unread, ...]:
    """Everything that is not linked, and the rest of what is linked only in part, in the order of the document."""
    found: list[Unread] = []
    for place, piece in enumerate(ctx.pieces):
        found += _of_piece(ctx, place, piece, piece.key in linked)
    found += [Unread(key, _short(words), "no_fact") for key, words in ctx.no_fact]
    order = {piece.key: place for place, piece in enumerate(ctx.pieces)}
    return tuple(sorted(found, key=lambda one: order[one.paragraph]))


def _of_piece(ctx: Context, place: int, piece: Piece, is_linked: bool) -> list[Unread]:
    block = piece.block
    if block.is_table and block.where is Where.BODY:
        return _of_table(ctx, piece, is_linked)
    if is_linked:
        rest = _rest(ctx, piece)
        return [Unread(piece.key, _short(rest), "rest")] if rest else []
    return [Unread(piece.key, _short(block.visible), _why(ctx, place, piece))]


def _why(ctx: Context, place: int, piece: Piece) -> str:
    block = piece.block
    if block.where is not Where.BODY:
        return block.where.value
    if piece.key == ctx.front.title_key:
        return "title"
    if place < ctx.front.length or piece.key in ctx.front.used:
        return "front"
    if piece.heading:
        return "heading"
    if len(piece.words) > CONSIDERED:
        return "too_long"
    return "no_field" if piece.topic in _NO_FIELD else "general"


def _of_table(ctx: Context, piece: Piece, is_linked: bool) -> list[Unread]:
    grids = ctx.grids.of(piece.block)
    claimed = ctx.rows_claimed(piece)
    if not grids or not (claimed or is_linked):
        known = bool(grids) and grids[0].sort is TableSort.SHELTERS
        return [Unread(piece.key, _short(piece.block.text), "no_field" if known else "table")]
    rows = (row for row in grids[0].rows() if row not in claimed)
    return [Unread(piece.key, _short(" | ".join(cell for cell in piece.block.rows[row] if cell)), "row") for row in rows]


def _rest(ctx: Context, piece: Piece) -> str:
    """The words of a paragraph that nothing was made of."""
    if piece.heading:
        return ""
    rest: list[str] = []
    words = piece.words[:CONSIDERED]
    for span in sentences(words, piece.start):
        if span.start == piece.start and piece.mark and len(span.text) <= _HEADING and "，" not in span.text:
            continue  # a small heading that runs into its paragraph
        for clause in clauses(span.text):
            start = span.start + clause.start
            if not ctx.is_claimed(piece, start, start + len(clause.text)) and len(clause.text.strip("，。；：、 ")) >= _SHORTEST:
                rest.append(piece.block.text[start : start + len(clause.text)])
    rest.append(piece.block.text[CONSIDERED:])
    return "".join(rest).strip()


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"
