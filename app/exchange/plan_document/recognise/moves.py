"""Who leaves by default, and how far from the place."""

from __future__ import annotations

import re

from app.catalog.recognition_rules import Topic
from app.domain.plan.model import Evacuation
from app.exchange.plan_document.numerals import number
from app.exchange.plan_document.plain import CONSIDERED, plain, sentences
from app.exchange.plan_document.recognise.context import Context
from app.kernel.text import Text

MOST_SENTENCES = 6
_OUT = (Topic.SCOPE, Topic.BASIS, Topic.PURPOSE, Topic.STOP, Topic.AFTERMATH, Topic.GROUPS, Topic.UNITS, Topic.CONTACTS)


def find_evacuation(ctx: Context) -> None:
    """The chapter on moving people; without one the sentences that say who is moved first or how far."""
    words = ctx.rules.phrases
    moves, moved, how = (re.compile(pattern) for pattern in (words.moves, words.moved, words.moves_how))
    section: list[tuple[str, str]] = []
    loose: list[tuple[str, str]] = []
    for _, piece in ctx.bodies():
        if piece.topic is Topic.EVACUATION:
            section.append((piece.key, ctx.said(piece, piece.start, len(piece.words))))
            ctx.claim(piece)
        elif piece.topic not in _OUT:
            for span in sentences(piece.words[:CONSIDERED], piece.start):
                if moves.search(span.text) and moved.search(span.text) and how.search(span.text):
                    loose.append((piece.key, ctx.said(piece, span.start, span.end)))
    for part in ctx.parts.get("tasks", ()) if not section and not loose else ():
        if moves.search(part.value.text.zh) and moved.search(part.value.text.zh):
            loose.append((part.keys[0], part.value.text.zh))
    found = section or loose[:MOST_SENTENCES]
    if not found:
        return
    if not section:
        for key, said in found:
            piece = ctx.pieces[ctx.place(key)]
            place = piece.block.text.find(said)
            if place >= 0 and not piece.block.is_table:
                ctx.claim(piece, place, place + len(said))
    text = "；".join(dict.fromkeys(said for _, said in found))
    radii = [_metres(match, words.metres) for match in re.finditer(words.radius, plain(text))]
    piece = ctx.pieces[ctx.place(found[0][0])]
    value = Evacuation(Text(text), ctx.basis(piece), max(radii, default=0))
    ctx.add("evacuate", value, [key for key, _ in found], text, "evacuate.section" if section else "evacuate.sentence")


def _metres(match: re.Match[str], metres: dict[str, int]) -> int:
    value = number(match.group(1))
    return round((value or 0) * metres[match.group(2)])
