"""Who commands: heads and deputies, the office, the post in the field."""

from __future__ import annotations

import re

import msgspec

from app.catalog.recognition_rules import Topic
from app.domain.plan.model import CommandStructure
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.lexicon import Hit, Lexicon, after, holds
from app.exchange.plan_document.plain import Span
from app.exchange.plan_document.recognise.context import Context, codes
from app.kernel.text import Text

HEAD, DEPUTY = "commanders", "deputies"
_WHERE = (Topic.COMMAND, Topic.GROUPS, Topic.UNITS, Topic.PURPOSE, None)
_CLAUSE_START = re.compile(r"[，。；：]")


class Command(msgspec.Struct):
    """The command as far as it was read."""

    commanders: list[str] = []
    deputies: list[str] = []
    office: str = ""
    field_post: str = ""
    keys: list[str] = []
    words: list[str] = []
    rule: str = "command.line"

    def add(self, sort: str, roles: tuple[str, ...]) -> None:
        """More heads or deputies."""
        known: list[str] = getattr(self, sort)
        known += [role for role in roles if role not in known]

    def note(self, key: str, words: str) -> None:
        """Where it was said."""
        if key not in self.keys:
            self.keys.append(key)
        if words not in self.words:
            self.words.append(words)


def find_command(ctx: Context, command: Command) -> None:
    """What the paragraphs say, added to what tables said; the part is added where anything was found."""
    words = ctx.rules.groups
    titles: Lexicon[str] = Lexicon([*((one, HEAD) for one in words.commanders), *((one, DEPUTY) for one in words.deputies)])
    for _, piece in ctx.bodies():
        around = piece.trail[-1] if piece.trail else ""
        if piece.topic not in _WHERE or (around.endswith(words.endings) and not holds(around, words.leading)):
            continue
        for span in ctx.sentences(piece):
            field = _field_post(ctx, span)
            if field:
                command.field_post = command.field_post or ctx.said(piece, span.start, span.end)
                command.note(piece.key, ctx.said(piece, span.start, span.end))
                ctx.claim(piece, span.start, span.end)
                continue
            named = _named(ctx, piece, span, titles, command)
            office = _office(ctx, span)
            if office and not command.office:
                command.office = office
            if named or office:
                command.note(piece.key, ctx.said(piece, span.start, span.end))
                ctx.claim(piece, span.start, span.end)
    if command.keys:
        value = CommandStructure(
            tuple(command.commanders), tuple(command.deputies), command.office, Text(command.field_post),
            ctx.basis(ctx.pieces[ctx.place(command.keys[0])]),
        )
        ctx.add("command", value, command.keys, "\n".join(command.words), command.rule)


def _named(ctx: Context, piece: Piece, span: Span, titles: Lexicon[str], command: Command) -> bool:
    """Whether the sentence says who is head or deputy."""
    text = span.text
    hits = list(titles.all(text))
    leading = piece.topic is Topic.COMMAND or holds(text, ctx.rules.groups.leading)
    found = False
    for at, hit in enumerate(hits):
        if hit.word in ("组长", "副组长") and not leading:
            continue
        stop = hits[at + 1].start if at + 1 < len(hits) else len(text)
        roles = _holders(ctx, text, hit, stop)
        if roles:
            command.add(hit.value, roles)
            found = True
    return found


def _holders(ctx: Context, text: str, hit: Hit[str], stop: int) -> tuple[str, ...]:
    """The roles that hold a title: 指挥长由…担任, 指挥长：…, …任指挥长, …双指挥长."""
    behind = text[hit.end :].lstrip()
    words = ctx.rules.groups
    if behind.startswith(("由", "：", "为", "是")):
        end = after(text, words.takes_office, hit.end)
        until = min(end if end > 0 else stop, stop)
        named = codes(ctx.roles_in(text, hit.end, until))
        return named or (("commander",) if hit.value == HEAD and behind.startswith("：") and len(behind) < 8 else ())
    ahead = text[: hit.start]
    ahead = next((ahead.removesuffix(rank) for rank in words.ranks if ahead.endswith(rank)), ahead)
    office = next((word for word in (*words.takes_office, "为", "双") if ahead.endswith(word)), None)
    if office is None:
        return ()
    start = max((found.end() for found in _CLAUSE_START.finditer(ahead)), default=0)
    return codes(ctx.roles_in(text, start, len(ahead) - len(office)))


def _office(ctx: Context, span: Span) -> str:
    words = ctx.rules.groups
    place = span.text.find("办公室")
    if place < 0:
        return ""
    stands = after(span.text, words.stands_at, place)
    if 0 < stands <= place + 14:
        return ctx.role_of(span.text[stands : stands + 24])
    head = after(span.text, words.office_head)
    return ctx.role_of(span.text[head : head + 24]) if head > 0 and "由" in span.text[head : head + 3] else ""


def _field_post(ctx: Context, span: Span) -> bool:
    words = ctx.rules.groups
    return holds(span.text, words.field_post) and holds(span.text, words.set_up) and len(span.text) > 10
