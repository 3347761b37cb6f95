"""Telephone numbers and materials that stand in lines of text; and what tables and lines have in common."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from app.catalog.recognition_rules import Topic
from app.domain.plan.model import PlanContact, PlanMaterial
from app.exchange.plan_document.chapters import Piece
from app.exchange.plan_document.ids import slug
from app.exchange.plan_document.lexicon import after, holds
from app.exchange.plan_document.plain import CONSIDERED, Span, plain, sentences, tight
from app.exchange.plan_document.recognise.context import Context

_SEPARATOR = re.compile(r"[，。；、：\n]|及其|以及")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_ITEM = (
    r"(?P<name>[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9（）/-]{{0,13}}?)"
    r"（?(?P<count>(?<![0-9])[0-9]{{1,9}}(?:\.[0-9]{{1,4}})?)(?P<unit>{units})(?![\u4e00-\u9fff])"
)
_LEADS = re.compile(r"^(?:和|及|现有|备有|配有|配备|储备|准备|其中){1,3}")
LONGEST_LABEL = 28


class Line(NamedTuple):
    """A telephone and whose it is."""

    organisation: str
    name: str
    post: str
    phone: str
    duty: str = ""
    deputy: bool = False


def add_contact(ctx: Context, line: Line, keys: list[str], words: str, rule: str) -> None:
    """A line of the telephone list; one that is known under the same number is only linked once more."""
    phone = _shown(line.phone)
    for at, part in enumerate(known := ctx.parts.get("contacts", [])):
        if part.value.phone == phone and (part.value.name == line.name or not line.name):
            known[at] = type(part)(part.field, part.value, tuple(dict.fromkeys((*part.keys, *keys))), part.words, part.rule)
            return
    role = ctx.role_of(plain(line.post)) or ctx.role_of(plain(line.organisation)) or ctx.role_of(plain(line.duty))
    value = PlanContact(
        id=slug(line.name or line.organisation), organisation=line.organisation, name=line.name,
        post=" ".join(word for word in (line.post, line.duty) if word), role=role, phone=phone, deputy=line.deputy,
    )
    ctx.add("contacts", value, keys, words, rule)


def add_material(ctx: Context, line: PlanMaterial, key: str, words: str, rule: str) -> None:
    """A line of the list of materials, its id made of its name."""
    value = msgspec.structs.replace(line, id=slug(line.name), phone=_shown(line.phone))
    ctx.add("materials", value, [key], words, rule)


def phone_pattern(ctx: Context) -> re.Pattern[str]:
    """What a telephone number looks like."""
    return re.compile("(?<![0-9])(?:" + "|".join(ctx.rules.lists.phones) + ")")


def phone_in(ctx: Context, text: str) -> str:
    """The first telephone number in the text as it stands there, "" for none."""
    found = phone_pattern(ctx).search(plain(text))
    return text[found.start() : found.end()] if found else ""


def split_name(ctx: Context, text: str) -> tuple[str, str]:
    """A person's name and post out of one cell or label (周海波 站长, 市场监管所所长梁建平), either may be ""."""
    words = plain(text).strip()
    parts = [part for part in re.split(r"[ 　/]+", words) if part]
    names = [part for part in parts if _is_name(ctx, part)]
    if names and len(parts) > 1:
        return names[0], " ".join(part for part in parts if part != names[0])
    for ending in sorted(ctx.rules.lists.post_endings, key=lambda word: -len(word)):
        place = words.rfind(ending)
        if place < 0:
            continue
        behind, ahead = words[place + len(ending) :], words[: place + len(ending)]
        if _is_name(ctx, behind):
            return behind, ahead
        if not behind and (found := _name_before(ctx, words, place)):
            return found, words[len(found) :]
    return (words, "") if _is_name(ctx, words) else ("", words)


def find_contacts(ctx: Context) -> None:
    """Every telephone number in the text, with whose it is by the words in front of it."""
    numbers = phone_pattern(ctx)
    for _, piece in ctx.bodies():
        for span in sentences(piece.words[:CONSIDERED], piece.start):
            found = list(numbers.finditer(span.text))
            start = 0
            for match in found:
                line = _line(ctx, piece, span, start, match)
                start = match.end()
                if line is not None:
                    words = ctx.said(piece, span.start, span.end)
                    add_contact(ctx, line, [piece.key], words, "contact.line")
                    ctx.claim(piece, span.start, span.start + match.end())


def find_materials(ctx: Context) -> None:
    """Enumerations of things with their number: 铁锹30把、编织袋500条."""
    units = "|".join(sorted(map(re.escape, ctx.rules.lists.measures), key=lambda word: -len(word)))
    item = re.compile(_ITEM.format(units=units))
    for _, piece in ctx.bodies():
        for span in ctx.sentences(piece):
            own = piece.topic is Topic.MATERIALS or holds(span.text, ctx.rules.lists.owned)
            found = list(item.finditer(span.text))
            if not own or not found or (len(found) < 2 and piece.topic is not Topic.MATERIALS):
                continue
            place, keeper = _kept(ctx, piece, span)
            for match in found:
                name = _LEADS.sub("", _cut(ctx, match["name"]))
                if len(name) > 1:
                    words = ctx.said(piece, span.start, span.end)
                    line = PlanMaterial("", name, float(match["count"]), match["unit"], place, keeper)
                    add_material(ctx, line, piece.key, words, "material.line")
            ctx.claim(piece, span.start, span.end)


def _line(ctx: Context, piece: Piece, span: Span, start: int, match: re.Match[str]) -> Line | None:
    said = span.text[start : match.start()].strip(" ，。；、：（）/")
    label = said
    for word in ctx.rules.lists.person_labels:
        label = label.replace(f"{word}：", " ").replace(word, " ")
    for word in ctx.rules.lists.phone_labels:
        label = label.replace(word, " ")
    label = label.strip(" ，。；、：（）/")
    if len(label) == 1 and said != label:  # 镇值班电话
        label = said.removesuffix("电话")
    before = label
    label = [part for part in _SEPARATOR.split(label) if part.strip()][-1].strip() if _SEPARATOR.search(label) else label
    if not label or len(label) > LONGEST_LABEL:
        label = before[-LONGEST_LABEL:] if before and piece.topic is Topic.CONTACTS else ""
    if not label and "办公室" in before:
        return Line("办公室", "", _office_words(ctx, span), match.group())
    if not label:
        return None
    name, post = split_name(ctx, label)
    role = ctx.roles.first(label)
    stands = "办公室" in label and holds(label, ctx.rules.groups.stands_at)
    if not name and "办公室" in label and (role is None or stands):
        return Line("办公室", "", _office_words(ctx, span), match.group())
    organisation = tight(label) if not name else ""
    if not name and role is None and piece.topic is not Topic.CONTACTS:
        return None
    return Line(organisation, name, post if name else "", match.group())


def _office_words(ctx: Context, span: Span) -> str:
    """Where the office stands, as the post of its telephone: 办公室设在镇应急管理所，联系电话…"""
    stands = after(span.text, ctx.rules.groups.stands_at)
    hit = ctx.roles.first(span.text, max(stands, 0))
    return hit.word if hit else ""


def _kept(ctx: Context, piece: Piece, span: Span) -> tuple[str, str]:
    words = ctx.rules.lists

    def behind(labels: tuple[str, ...]) -> str:
        start = after(span.text, labels)
        if start < 0:
            return ""
        end = _SEPARATOR.search(span.text, start)
        return ctx.said(piece, span.start + start, span.start + (end.start() if end else len(span.text)))

    return behind(words.stored), behind(words.kept_by)


def _cut(ctx: Context, name: str) -> str:
    """The thing itself, without the words that own it (镇卫生院储备洗胃机 → 洗胃机)."""
    end = max((name.find(word) + len(word) for word in ctx.rules.lists.owned if word in name), default=0)
    return name[end:] if end < len(name) else name


def _is_name(ctx: Context, text: str) -> bool:
    if not _NAME.fullmatch(text) or text[0] not in ctx.rules.lists.surnames:
        return False
    return len(text) <= 3 and not text.endswith(ctx.rules.lists.post_endings) and ctx.roles.first(text) is None


def _name_before(ctx: Context, words: str, place: int) -> str:
    """A name that the words begin with, in front of a post (周海波站长)."""
    for length in (3, 2):
        if length <= place and _is_name(ctx, words[:length]):
            return words[:length]
    return ""


def _shown(phone: str) -> str:
    """A telephone number in half-width signs, as it stands otherwise."""
    return plain(phone).replace(" ", "").replace("/", " / ").strip(" /")
