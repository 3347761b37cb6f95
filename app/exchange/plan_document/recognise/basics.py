"""Scope, sources, upkeep, triggers, action card, aftermath, and what ends a response."""

from __future__ import annotations

import re

from app.catalog.recognition_rules import Topic
from app.domain.basis import Basis
from app.domain.plan.model import StopCondition, Upkeep
from app.domain.reference import Reference
from app.domain.words import Checked, RuleStatus
from app.exchange.plan_document.lexicon import holds
from app.exchange.plan_document.numerals import number
from app.exchange.plan_document.plain import CONSIDERED, Span, clauses, sentences, tight
from app.exchange.plan_document.recognise.context import Context, trimmed
from app.kernel.text import Text

_CITED = re.compile(r"《([^《》]{2,60})》")
_BRACKET = re.compile(r"（[^（）]{1,30}）")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def find_scope(ctx: Context) -> None:
    """What the plan covers: its own section, else the sentence that says so."""
    section = [piece for _, piece in ctx.bodies() if piece.topic is Topic.SCOPE]
    if section:
        words = "\n".join(trimmed(piece.block.text[piece.start :]) for piece in section)
        for piece in section:
            ctx.claim(piece)
        ctx.add("scope", Text(words), [piece.key for piece in section], words, "scope.section")
        return
    for _, piece in ctx.bodies():
        for span in ctx.sentences(piece):
            if re.search(ctx.rules.phrases.applies, span.text) and len(span.text) > 12:
                words = ctx.said(piece, span.start, span.end)
                ctx.claim(piece, span.start, span.end)
                ctx.add("scope", Text(words), [piece.key], words, "scope.sentence")
                return


def find_basis(ctx: Context) -> None:
    """The documents that the plan rests on, with their articles."""
    verified = _verified(ctx.reference, ctx.rules.sources.nation)
    known: dict[tuple[str, str], None] = {}
    for _, piece in ctx.bodies():
        own = piece.topic is Topic.BASIS
        for span in ctx.sentences(piece):
            cited = own or holds(span.text, ctx.rules.sources.cites)
            found = list(_cited(ctx, span, only_articles=not cited))
            for title, article, year in found:
                if (title, article) in known or title == ctx.front.title:
                    continue
                known[(title, article)] = None
                words = ctx.said(piece, span.start, span.end)
                ctx.add("basis", _source(ctx, title, article, year, verified), [piece.key], words, "basis.cited")
            if found and cited:
                ctx.claim(piece, span.start, span.end)


def find_upkeep(ctx: Context) -> None:
    """How often the plan is practised and assessed."""
    for _, piece in ctx.bodies():
        for span in ctx.sentences(piece):
            for clause in clauses(span.text):
                months = _months(clause.text, ctx)
                if months is None:
                    continue
                sorts = [("drill", ctx.rules.sources.drill), ("review", ctx.rules.sources.review)]
                for field, words in sorts:
                    if holds(clause.text, words) and not ctx.has(field):
                        value = Upkeep(months, ctx.basis(piece))
                        start = span.start + clause.start
                        ctx.claim(piece, start, start + len(clause.text))
                        ctx.add(field, value, [piece.key], ctx.said(piece, span.start, span.end), f"{field}.sentence")


def find_lists(ctx: Context) -> None:
    """Triggers, action card and aftermath, by their chapters."""
    sorts = ((Topic.START, "triggers", "trigger.section"), (Topic.CARD, "action_card", "card.section"))
    for _, piece in ctx.bodies():
        for topic, field, rule in sorts:
            if piece.topic is topic and not piece.levels:
                for span in ctx.sentences(piece):
                    words = ctx.said(piece, span.start, span.end)
                    ctx.claim(piece, span.start, span.end)
                    ctx.add(field, Text(words), [piece.key], words, rule)
        if piece.topic is Topic.AFTERMATH:
            words = ctx.said(piece, piece.start, len(piece.words))
            ctx.claim(piece)
            ctx.add("aftermath", Text(words), [piece.key], words, "aftermath.section")
        elif piece.topic is None:
            for span in sentences(piece.words[:CONSIDERED], piece.start):
                if re.search(ctx.rules.phrases.done, span.text[:16]):
                    words = ctx.said(piece, span.start, span.end)
                    ctx.claim(piece, span.start, span.end)
                    ctx.add("aftermath", Text(words), [piece.key], words, "aftermath.sentence")


def find_stop(ctx: Context) -> None:
    """What must be true before the response ends."""
    ended, declared = re.compile(ctx.rules.phrases.ends), re.compile(ctx.rules.phrases.declared)
    for _, piece in ctx.bodies():
        lead = ctx.pieces[piece.lead] if piece.lead is not None else None
        listed = lead is not None and bool(ended.search(lead.words))
        if listed and lead is not None:
            ctx.claim(lead)
        own = piece.topic is Topic.STOP or listed
        for span in ctx.sentences(piece):
            ends = ended.search(span.text)
            by = declared.search(span.text)
            if not own and not (ends and by and 4 <= by.start() < ends.end()):
                continue
            if span.text.endswith("：") or (by and by.start() < 4):
                continue  # opens the list, or only says who declares it
            words = ctx.said(piece, span.start, span.start + by.start() if by else span.end)
            words = re.sub(r"[的时后]$", "", words)
            if len(words) > 3:
                ctx.claim(piece, span.start, span.end)
                value = StopCondition(Text(words), ctx.basis(piece))
                keys = [piece.key, lead.key] if listed and lead is not None else [piece.key]
                ctx.add("stop", value, keys, words, "stop.section" if own else "stop.sentence")


def _cited(ctx: Context, span: Span, *, only_articles: bool) -> list[tuple[str, str, int]]:
    """Title, article and year of every document that the sentence names."""
    found = []
    for match in _CITED.finditer(span.text):
        place = match.end()
        year = 0
        bracket = _BRACKET.match(span.text, place)
        if bracket:
            place = bracket.end()
            said = _YEAR.search(bracket.group())
            year = int(said.group()) if said else 0
        articles = _articles(span.text, place, re.compile(ctx.rules.sources.article))
        for article in articles or ([] if only_articles else [""]):
            found.append((tight(match.group(1)), article, year))
    return found


def _articles(text: str, place: int, pattern: re.Pattern[str]) -> list[str]:
    """The articles named from this place on; 第二十六条至第二十八条 is one."""
    found: list[str] = []
    through = False
    while article := pattern.match(text, place):
        said = tight(article.group())
        if through:
            found[-1] += f"至{said}"
        else:
            found.append(said)
        place = article.end()
        joint = text[place : place + 1]
        if joint not in ("、", "至", "和", "及"):
            break
        through, place = joint == "至", place + 1
    return found


def _source(ctx: Context, title: str, article: str, year: int, verified: dict[tuple[str, str], Basis]) -> Basis:
    """The document as a source: what the catalogue has verified, else local or a sample, unverified in any case."""
    words = ctx.rules.sources
    bare = title.removeprefix(words.nation)
    if article and (bare, article) in verified:
        return verified[(bare, article)]
    is_local = any(word in bare[:12] for word in words.local) and not title.startswith(words.national)
    status = RuleStatus.LOCAL if is_local else RuleStatus.SAMPLE
    return Basis(title, article, status, Checked.UNVERIFIED, year)


def _verified(reference: Reference, nation: str) -> dict[tuple[str, str], Basis]:
    """The statutory sources that the catalogue's plans cite and that were compared with the law, by title and article."""
    return {
        (basis.title.removeprefix(nation), basis.article): basis
        for plan in (reference.shipped or reference.plans).values()
        for basis in plan.basis
        if basis.status is RuleStatus.STATUTORY and basis.checked is Checked.VERIFIED and basis.article
    }


def _months(text: str, ctx: Context) -> int | None:
    found = re.search(ctx.rules.phrases.every, text)
    if found is None:
        return None
    count = number(found.group(1)) if found.group(1) else 1.0
    months = int((count or 0) * ctx.rules.phrases.months[found.group(2)])
    return months if 1 <= months <= 120 else None
