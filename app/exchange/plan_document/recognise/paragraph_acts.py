"""The reports, notices and tasks of all paragraphs, each looked at as its chapter allows."""

from __future__ import annotations

import msgspec

from app.catalog.recognition_rules import Topic
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.lexicon import holds
from app.exchange.plan_document.plain import Span
from app.exchange.plan_document.recognise.context import Context
from app.exchange.plan_document.recognise.limits import ActBook, Setting
from app.exchange.plan_document.recognise.short_reports import ShortReports

_NEVER = (Topic.SCOPE, Topic.BASIS, Topic.PURPOSE, Topic.STOP, Topic.UPKEEP, Topic.CONTACTS, Topic.MATERIALS, Topic.CONTENTS)
_MEASURES = (Topic.MEASURES, Topic.LEVELS, Topic.EVACUATION)
_ITEMS = ("han_paren", "paren", "dot", "circled", "bullet")


def find_acts(ctx: Context) -> None:
    """The reports, notices and tasks of all paragraphs."""
    book = ActBook(ctx)
    short = ShortReports(ctx, book)
    for _, piece in ctx.bodies():
        if piece.topic in _NEVER:
            continue
        book.start()
        setting = _setting(ctx, piece)
        for span in ctx.sentences(piece):
            if span.text.endswith("："):
                continue
            if piece.topic in (Topic.AFTERMATH, Topic.NONE, Topic.GROUPS, Topic.UNITS) and not _is_strict(book, span):
                continue
            one = msgspec.structs.replace(setting, words=ctx.said(piece, span.start, span.end))
            book.only_reports = piece.topic is Topic.AFTERMATH
            taken = short.take(piece, span, one) if _is_note(book, piece, span) else []
            for start, end in taken or book.take(span, piece.block.text[span.start : span.end], one):
                ctx.claim(piece, span.start + start, span.start + end)


def _is_note(book: ActBook, piece: Piece, span: Span) -> bool:
    """Whether the sentence may name reports in note form: in a chapter on reporting, without a limit written out."""
    return piece.topic is Topic.REPORTING and book.acts.limit(span.text) is None


def _is_strict(book: ActBook, span: Span) -> bool:
    """Whether the sentence names a limit: nothing less is taken where measures are not the subject."""
    return book.acts.limit(span.text) is not None


def _setting(ctx: Context, piece: Piece) -> Setting:
    lead = ctx.pieces[piece.lead] if piece.lead is not None else None
    levels = ctx.levels_of(piece)
    opened = lead is not None and holds(lead.words, ctx.rules.levels.measures)
    own = ctx.levels.within(piece.words[: 40]) if not levels else ()
    measures = piece.topic in _MEASURES or opened or (bool(piece.levels) and piece.topic is not Topic.START)
    if opened and lead is not None:
        ctx.claim(lead)
    keys = (piece.key, lead.key) if opened and lead is not None else (piece.key,)
    return Setting(
        piece=piece, keys=keys, levels=levels or own, measures=measures, activated=bool(levels),
        listed=piece.mark in _ITEMS or lead is not None or (bool(piece.run_in) and piece.topic is Topic.MEASURES), words="",
    )
