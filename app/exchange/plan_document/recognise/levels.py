"""Response levels: under which conditions, who declares them, and the words of the conditions as facts."""

from __future__ import annotations

import re

import msgspec

from app.catalog.recognition_rules import Topic
from app.domain.conditions import Condition
from app.domain.plan.model import PlanLevel
from app.domain.words import ResponseLevel
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.level_words import Named
from app.exchange.plan_document.lexicon import holds
from app.exchange.plan_document.plain import Span
from app.exchange.plan_document.recognise.conditions import NEVER, Conditions, any_of
from app.exchange.plan_document.recognise.context import Context, trimmed
from app.kernel.text import Text

_LABEL = re.compile("^[\u4e00-\u9fff]{2,6}：")
_BY_WHOM = 26


class Draft(msgspec.Struct):
    """A level as far as it was read."""

    level: ResponseLevel
    name: str = ""
    colour_words: str = ""
    declared_by: str = ""
    conditions: list[str] = []
    when: list[Condition] = []
    keys: list[str] = []
    words: list[str] = []
    unfit: list[tuple[str, str]] = []
    rule: str = ""


class LevelBook:
    """Gathers what is said of each level, from tables and from paragraphs."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.reader = Conditions(ctx.rules.facts, ctx.reference, ctx.kinds)
        self.drafts: dict[ResponseLevel, Draft] = {}

    def of(self, level: ResponseLevel, rule: str) -> Draft:
        """What is known of the level."""
        draft = self.drafts.setdefault(level, Draft(level))
        draft.rule = draft.rule or rule
        return draft

    def condition(self, draft: Draft, words: str, text: str, key: str) -> None:
        """One more thing that reaches the level: the document's words, and the same in the compared form."""
        words = trimmed(words)
        if len(words) < 2 or words in draft.conditions:
            return
        draft.conditions.append(words)
        found = self.reader.read(text)
        if found is not None:
            draft.when.append(found)
        else:
            draft.unfit.append((key, words))
        self.note(draft, key, words)

    def note(self, draft: Draft, key: str, words: str) -> None:
        """Where something of the level is said."""
        if key not in draft.keys:
            draft.keys.append(key)
        if words not in draft.words:
            draft.words.append(words)

    def finish(self) -> None:
        """Add a part for every level that has conditions; a level without any is only told of."""
        for level in ResponseLevel:
            draft = self.drafts.get(level)
            if draft is None:
                continue
            if not draft.conditions:
                continue
            piece = self.ctx.pieces[self.ctx.place(draft.keys[0])]
            when = any_of(draft.when) if draft.when else NEVER
            if not draft.when:
                self.ctx.remark("import_level_without_facts", piece, level=level.value)
            self.ctx.no_fact += draft.unfit
            value = PlanLevel(
                level, Text(draft.name or level.value), self.ctx.levels.colour(draft.colour_words, level), when,
                draft.declared_by, Text("；".join(draft.conditions)), self.ctx.basis(piece),
            )
            rule = draft.rule if draft.when else "level.words_only"
            self.ctx.add("levels", value, draft.keys, "\n".join(draft.words), rule)


def find_levels(ctx: Context, book: LevelBook) -> None:
    """What headings and paragraphs say of the levels, added to what tables said."""
    for _, piece in enumerate(ctx.pieces):
        if piece.heading and len(named := ctx.levels.within(piece.title)) == 1:
            draft = book.of(named[0], "level.section")
            draft.name = draft.name or piece.title
            draft.colour_words += piece.title
            if piece.key not in draft.keys:
                draft.keys.append(piece.key)
    for _, piece in ctx.bodies():
        if piece.topic in (Topic.STOP, Topic.AFTERMATH, Topic.SCOPE, Topic.BASIS):
            continue
        _from_piece(ctx, piece, book)
    for draft in book.drafts.values():
        for key in draft.keys if draft.conditions else ():
            piece = ctx.pieces[ctx.place(key)]
            if piece.heading:
                ctx.claim(piece)
    book.finish()


def _from_piece(ctx: Context, piece: Piece, book: LevelBook) -> None:
    lead = ctx.pieces[piece.lead] if piece.lead is not None else None
    if lead is not None and (level := _opened_level(ctx, lead)) is not None:
        draft = book.of(level, "level.section")
        _declared(ctx, lead.words, draft)
        book.note(draft, lead.key, ctx.said(lead, lead.start, len(lead.words)))
        ctx.claim(lead)
        _all_conditions(ctx, piece, book, draft)
        return
    opener = _begins_with_level(ctx, piece)
    if opener is not None:
        _short_form(ctx, piece, book, opener)
        return
    section = piece.levels[0] if len(piece.levels) == 1 else None
    if section is not None and piece.topic is Topic.START:
        _all_conditions(ctx, piece, book, book.of(section, "level.section"))
        return
    for span in ctx.sentences(piece):
        _from_sentence(ctx, piece, span, book, section)


def _opened_level(ctx: Context, lead: Piece) -> ResponseLevel | None:
    """The level whose conditions the paragraph opens with its colon."""
    words = ctx.rules.levels
    if holds(lead.words, words.measures) or not holds(lead.words, words.conditions):
        return None
    named = ctx.levels.within(lead.words) or lead.levels
    return named[0] if len(named) == 1 else None


def _begins_with_level(ctx: Context, piece: Piece) -> Named | None:
    """The level that the paragraph begins with: Ⅲ级响应：…; without 响应 only in a chapter on the response."""
    named = ctx.levels.headed(piece.body)
    if named is None or named.end > 24:
        return None
    said = holds(piece.body[: named.end], ctx.rules.levels.response)
    return named if said or piece.topic in (Topic.LEVELS, Topic.MEASURES, Topic.START) else None


def _short_form(ctx: Context, piece: Piece, book: LevelBook, named: Named) -> None:
    draft = book.of(named.levels[0], "level.section")
    head = piece.start + named.end
    draft.name = draft.name or ctx.said(piece, piece.start + named.start, head)
    mark = re.compile("[：。]").search(piece.words, head)
    colon = mark.end() if mark else head
    draft.colour_words += piece.words[piece.start : colon]
    for span in ctx.sentences(piece, colon):
        if _is_declaration(ctx, span.text):
            _declared(ctx, span.text, draft)
            book.note(draft, piece.key, ctx.said(piece, span.start, span.end))
            ctx.claim(piece, span.start, span.end)
        elif not holds(span.text[:8], ctx.rules.levels.measures) and _is_condition(ctx, piece, span, book):
            _declared(ctx, span.text, draft)
            condition = _without_tail(ctx, span.text)
            book.condition(draft, ctx.said(piece, span.start, span.start + len(condition)), condition, piece.key)
            ctx.claim(piece, span.start, span.end)
    if draft.conditions:
        ctx.claim(piece, piece.start, colon)


def _is_condition(ctx: Context, piece: Piece, span: Span, book: LevelBook) -> bool:
    """Whether a sentence behind a level's name says when it starts, even if no fact fits its words."""
    if book.reader.leaves(span.text):
        return True
    probe = Draft(ResponseLevel.IV)
    _declared(ctx, span.text, probe)
    return bool(probe.declared_by) or piece.topic is Topic.LEVELS


def _all_conditions(ctx: Context, piece: Piece, book: LevelBook, draft: Draft) -> None:
    for span in ctx.sentences(piece):
        if _is_declaration(ctx, span.text):
            _declared(ctx, span.text, draft)
            book.note(draft, piece.key, ctx.said(piece, span.start, span.end))
        elif not span.text.endswith("："):
            book.condition(draft, ctx.said(piece, span.start, span.end), span.text, piece.key)
        ctx.claim(piece, span.start, span.end)


def _from_sentence(ctx: Context, piece: Piece, span: Span, book: LevelBook, section: ResponseLevel | None) -> None:
    """A sentence that says when a level starts, or in a level's section who declares it."""
    words = ctx.rules.levels
    for named in ctx.levels.all(span.text):
        if len(named.levels) != 1 or not holds(span.text[max(0, named.start - 14) : named.start], words.starts):
            continue
        if span.text[named.end : named.end + 2].startswith(("后", "期间", "的，", "时")):
            continue
        draft = book.of(named.levels[0], "level.sentence")
        draft.name = draft.name or ctx.said(piece, span.start + named.start, span.start + named.end)
        draft.colour_words += span.text[named.start : named.end + 8]
        condition = _without_tail(ctx, span.text[: named.start])
        opened = re.match(ctx.rules.phrases.opened, condition)
        start = opened.end() if opened else 0
        if book.reader.leaves(condition[start:]):
            shown = ctx.said(piece, span.start + start, span.start + len(condition))
            book.condition(draft, shown, condition[start:], piece.key)
        _declared(ctx, span.text, draft)
        if not span.text.endswith("："):
            ctx.claim(piece, span.start, span.end)
        return
    if section is not None and _is_declaration(ctx, span.text):
        draft = book.of(section, "level.section")
        _declared(ctx, span.text, draft)
        book.note(draft, piece.key, ctx.said(piece, span.start, span.end))
        ctx.claim(piece, span.start, span.end)


def _without_tail(ctx: Context, text: str) -> str:
    """The condition without the words that lead over to the level (…的，由镇长宣布)."""
    while True:
        cut = text.rstrip(" ，、。；")
        word = next((one for one in ctx.rules.phrases.leads_over if cut.endswith(one) and not cut.endswith("小时")), "")
        cut = cut[: len(cut) - len(word)]
        by = cut.rfind("由", max(0, len(cut) - _BY_WHOM))
        if by >= 0 and not re.search("[，。；]|^由于", cut[by:]):
            cut = cut[:by]
        if cut == text:
            return cut
        text = cut


def _is_declaration(ctx: Context, text: str) -> bool:
    """Whether the sentence only says who declares: 由镇长决定启动。"""
    words = ctx.rules.levels
    said = _LABEL.sub("", text)
    return said.startswith(words.by) and len(text) < 40 and holds(text, words.declares)


def _declared(ctx: Context, text: str, draft: Draft) -> None:
    """Who declares it, where the text says so."""
    words = ctx.rules.levels
    for found in re.finditer("|".join(map(re.escape, words.by)), text):
        behind = re.split("[，。；：]", text[found.end() : found.end() + _BY_WHOM])[0]
        places = [place for word in words.declares if (place := behind.find(word)) > 0]
        who = behind[: min(places)] if places else ""
        role = ctx.role_of(who)
        if not role and holds(who, ctx.rules.groups.office_head) and ctx.has("command"):
            role = ctx.parts["command"][0].value.office
        if role and not draft.declared_by:
            draft.declared_by = role
