"""The blocks of a document as the draft's text: Markdown whose every paragraph carries the block's key as its anchor."""

from __future__ import annotations

import re

from app.exchange.plan_document.blocks import Block, Where
from app.exchange.plan_document.chapters import Piece

_HEADING_MARK = re.compile(r"^(\s*)(#{1,6}\s)", re.MULTILINE)
_LAST = 6


def prose(pieces: tuple[Piece, ...], title_key: str) -> str:
    """The whole text in order; the key of each block is that of a paragraph (``app.domain.plan.prose.paragraphs``)."""
    return "\n\n".join(_paragraph(piece, title_key) for piece in pieces) + "\n"


def _paragraph(piece: Piece, title_key: str) -> str:
    block = piece.block
    anchor = f"{{#{block.key}}}"
    if block.is_table:
        return f"{_table(block)} {anchor}"
    words = _HEADING_MARK.sub(r"\1\\\2", block.visible)
    if block.where not in (Where.BODY, Where.CONTENTS):
        return "\n".join(f"> {line}" for line in words.split("\n")) + f" {anchor}"
    if block.key == title_key:
        return f"# {_one_line(words)} {anchor}"
    if piece.heading:
        return f"{'#' * min(piece.heading + 1, _LAST)} {_one_line(words)} {anchor}"
    return f"{words} {anchor}"


def _table(block: Block) -> str:
    lines = []
    for at, row in enumerate(block.rows):
        cells = ("" if (at, place) in block.merged else _cell(cell) for place, cell in enumerate(row))
        lines.append(f"| {' | '.join(cells)} |")
        if not at:
            lines.append(f"|{' --- |' * len(row)}")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")


def _one_line(text: str) -> str:
    return "  ".join(text.split("\n"))
