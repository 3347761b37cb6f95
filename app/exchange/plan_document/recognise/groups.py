"""Functional groups: who leads, who belongs to them, what they do; and units with duties of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.catalog.recognition_rules import Topic
from app.domain.plan.model import Group
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.ids import named
from app.exchange.plan_document.lexicon import holds
from app.exchange.plan_document.plain import Span, clauses, plain, tight
from app.exchange.plan_document.recognise.context import Context, codes, trimmed
from app.kernel.text import Text

_BEHIND = r"(?=[】：。，\s（]|由|$)"
_WHERE = (Topic.GROUPS, Topic.COMMAND, Topic.UNITS, Topic.MEASURES, None)
_COUNTED = "[一二三四五六七八九十]{1,2}是|（[0-9一二三四五六七八九十]{1,2}）|[①-⑳]"
LONGEST_NAME = 14
LONGEST_OPENING = 40


class Described(NamedTuple):
    """What the words of a group say of it."""

    lead: str
    members: tuple[str, ...]
    duties: str
    unknown: tuple[str, ...]


def find_groups(ctx: Context) -> None:
    """Every group: one that its own paragraph or sentence describes, or a heading with paragraphs below it."""
    pattern = _name_pattern(ctx)
    for place, piece in enumerate(ctx.pieces):
        if piece.heading:
            _from_section(ctx, place, piece, pattern)
    for _, piece in ctx.bodies():
        if piece.topic in _WHERE:
            _from_paragraph(ctx, piece, pattern)
    for _, piece in ctx.bodies():
        if piece.topic in (Topic.UNITS, Topic.GROUPS, Topic.COMMAND):
            _unit(ctx, piece)


def add_group(ctx: Context, name: str, said: Described, keys: list[str], words: str, rule: str) -> None:
    """A group was found."""
    group = Group(named(name, ctx.rules.groups.ids), Text(name), said.lead, said.members, Text(said.duties))
    ctx.add("groups", group, keys, words, rule)
    for unknown in said.unknown:
        ctx.remark("import_role_unknown", ctx.pieces[ctx.place(keys[0])], name=unknown, group=name)


def describe(ctx: Context, text: str, source: str) -> Described:
    """What a stretch of words says of a group: ``text`` in the compared form, ``source`` as the document has it."""
    labelled = _labelled(ctx, text, source)
    if labelled is not None:
        return labelled
    words = ctx.rules.groups
    lead = ""
    members: list[str] = []
    unknown: list[str] = []
    duty_from = -1
    for clause in clauses(text):
        body = clause.text
        leads = next((place for word in words.leads if (place := body.find(word)) >= 0), -1)
        joins = next((place for word in words.joins if (place := body.find(word)) > 0), -1)
        if not lead and leads > 0 and (found := codes(ctx.roles_in(body, 0, leads))):
            lead, rest = found[0], found[1:]
            members += rest
            if leads + 4 < len(body.rstrip("，。；：")) and duty_from < 0 and holds(body[leads:], ("负责",)):
                duty_from = clause.start + leads
        elif not (lead or unknown) and 2 <= leads <= LONGEST_NAME and duty_from < 0:
            unknown.append(trimmed(body[:leads]).removeprefix("由"))
        elif joins > 0 and duty_from < 0 and not body.startswith(words.does):
            members += codes(ctx.roles_in(body, 0, joins))
        elif duty_from < 0 and (holds(body, words.does) or lead or unknown):
            duty_from = clause.start
    duties = trimmed(source[duty_from:]) if duty_from >= 0 else ""
    return Described(lead, tuple(dict.fromkeys(members)), duties, tuple(unknown))


def _labelled(ctx: Context, text: str, source: str) -> Described | None:
    """What labels say (组长：… 成员：… 职责：…); ``None`` where there are none."""
    words = ctx.rules.groups
    marks: list[tuple[int, int, str]] = []
    for sort, labels in (("lead", words.lead), ("members", words.members), ("duties", words.duties)):
        for label in labels:
            for found in re.finditer(re.escape(label) + r"\s?(?:（[^（）]{1,12}）)?[：]", text):
                marks.append((found.start(), found.end(), sort))
    kept: list[tuple[int, int, str]] = []
    for mark in sorted(marks, key=lambda one: (one[0], -one[1])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    if not kept:
        return None
    said: dict[str, list[str]] = {"lead": [], "members": [], "duties": []}
    unknown: list[str] = []
    for at, (_, start, sort) in enumerate(kept):
        end = kept[at + 1][0] if at + 1 < len(kept) else len(text)
        if sort == "duties":
            said[sort].append(trimmed(source[start:end]))
        else:
            roles = codes(ctx.roles_in(text, start, end))
            said[sort] += roles
            if not roles and trimmed(source[start:end]):
                unknown.append(trimmed(source[start:end])[:24])
    first = describe_unlabelled(ctx, text[: kept[0][0]])
    leads = said["lead"] or first
    duties = "；".join(said["duties"])
    members = tuple(dict.fromkeys([*leads[1:], *said["members"]]))
    return Described(leads[0] if leads else "", members, duties, tuple(unknown))


def describe_unlabelled(ctx: Context, text: str) -> list[str]:
    """The roles that lead and join in words before the first label (专职消防队牵头，应急管理所参加。任务：…)."""
    found: list[str] = []
    for clause in clauses(text):
        for word in (*ctx.rules.groups.leads, *ctx.rules.groups.joins):
            place = clause.text.find(word)
            if place > 0:
                found += codes(ctx.roles_in(clause.text, 0, place))
                break
    return found


def _name_pattern(ctx: Context) -> re.Pattern[str]:
    endings = "|".join(sorted(map(re.escape, ctx.rules.groups.endings), key=lambda word: -len(word)))
    return re.compile(f"(?:{_COUNTED})?【?(?P<name>[\\u4e00-\\u9fff、]{{2,{LONGEST_NAME}}}?(?:{endings})){_BEHIND}】?[：。，\\s]?")


def _from_section(ctx: Context, place: int, piece: Piece, pattern: re.Pattern[str]) -> None:
    found = pattern.match(piece.title)
    if found is None or piece.topic not in _WHERE:
        return
    below = []
    for later in ctx.pieces[place + 1 :]:
        if later.heading or later.block.is_table or not later.is_body or pattern.match(later.body):
            break
        below.append(later)
    if not below and "：" not in piece.title and "（" not in piece.title:
        return
    rest = piece.title[found.end() :].strip("（）")
    source = "\n".join([rest, *(later.block.text[later.start :] for later in below)])
    said = describe(ctx, plain(source), source)
    if not said.lead and not said.duties:
        return
    ctx.claim(piece)
    for later in below:
        ctx.claim(later)
    words = "\n".join([piece.block.visible, *(later.block.visible for later in below)])
    add_group(ctx, found["name"], said, [piece.key, *(later.key for later in below)], words, "group.section")


def _from_paragraph(ctx: Context, piece: Piece, pattern: re.Pattern[str]) -> None:
    """Groups that a paragraph describes, from its beginning or one in each of its sentences."""
    spans = list(ctx.sentences(piece))
    if not spans:
        return
    starts = [start for span in spans if (start := _start(ctx, span, pattern)) is not None]
    for at, (span, found) in enumerate(starts):
        # a paragraph that begins with a group goes on about the last one that it names
        last = len(piece.words) if starts[0][0].start == spans[0].start else span.end
        end = starts[at + 1][0].start if at + 1 < len(starts) else last
        begin = span.start + found.end()
        said = describe(ctx, piece.words[begin:end], piece.block.text[begin:end])
        if said.lead or said.duties:
            ctx.claim(piece, span.start, end)
            keys = [piece.key]
            if piece.lead is not None:
                keys.append(ctx.pieces[piece.lead].key)
                ctx.claim(ctx.pieces[piece.lead])
            add_group(ctx, found["name"], said, keys, ctx.said(piece, span.start, end), "group.paragraph")


def _start(ctx: Context, span: Span, pattern: re.Pattern[str]) -> tuple[Span, re.Match[str]] | None:
    """The group that a sentence begins with, also behind words that open the whole list (成立五个工作组：一是…)."""
    found = pattern.match(span.text)
    if found and _describes(ctx, span.text, found):
        return span, found
    colon = span.text.find("：", 0, LONGEST_OPENING) + 1
    if not colon:
        return None
    rest = Span(span.start + colon, span.end, span.text[colon:])
    found = pattern.match(rest.text)
    return (rest, found) if found and _describes(ctx, rest.text, found) else None


def _describes(ctx: Context, text: str, found: re.Match[str]) -> bool:
    words = ctx.rules.groups
    rest = text[found.end() :]
    if holds(found["name"], (*words.leading, *words.opens)):
        return False
    behind = text[found.end("name") : found.end()].strip("】")
    if not rest:
        return behind in ("：", "。")
    return bool(behind) or holds(rest[:24], (*words.leads, *words.lead)) or rest.startswith("由")


def _unit(ctx: Context, piece: Piece) -> None:
    """A unit with its duties: 派出所：负责…; in a chapter on the member units also without the colon."""
    body = piece.body
    hit = ctx.roles.first(body)
    if hit is None or hit.start > 2 or ctx.is_claimed(piece, piece.start, piece.start + hit.end):
        return
    rest = body[hit.end :]
    named_by_colon = rest.startswith(("：", "（")) or (hit.end < 16 and "：" in rest[:6])
    in_units = piece.topic is Topic.UNITS and holds(rest[:6], ctx.rules.groups.does)
    if not (named_by_colon or in_units) or len(rest) < 6:
        return
    cut = rest.find("：") + 1 if named_by_colon and "：" in rest[:20] else 0
    if not holds(rest[cut:], (*ctx.rules.groups.does, "，", "。", "；")):
        return
    start = piece.start + hit.end + cut
    name = tight(body[: hit.end])
    duties = ctx.said(piece, start, len(piece.words))
    ctx.claim(piece)
    words = ctx.said(piece, piece.start, len(piece.words))
    add_group(ctx, name, Described(hit.value, (), duties, ()), [piece.key], words, "group.unit")
