"""The first page of a document: title, number, date, whose it is, and where the text begins."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from app.catalog.recognition_rules import RecognitionRules
from app.domain.plan.model import PlanType
from app.domain.reference import Reference
from app.exchange.plan_document.blocks import Block, Where
from app.exchange.plan_document.lexicon import Lexicon, holds
from app.exchange.plan_document.numerals import number
from app.exchange.plan_document.plain import plain, tight

LOOKED_AT = 40
"""Paragraphs at the beginning among which the title is looked for."""

LONGEST_TITLE = 60
_NAMED = re.compile(r"《([^《》]{4,60})》")
_SENTENCE = re.compile(r"[，。；！？：]")
_EDITION = re.compile(r"（[^（）]{1,16}）$")


class Front(msgspec.Struct, frozen=True):
    """What the first page says. ``length``: blocks that belong to it; ``used``: keys of those that something was taken from."""

    title: str = ""
    title_key: str = ""
    issued_no: str = ""
    issued_on: date | None = None
    owner: str = ""
    length: int = 0
    used: frozenset[str] = frozenset()


def read_front(blocks: tuple[Block, ...], rules: RecognitionRules) -> Front:
    """The first page of these blocks."""
    body = [(place, block) for place, block in enumerate(blocks) if block.where is Where.BODY and not block.is_table]
    head = body[:LOOKED_AT]
    title, keys, length = _title(head, rules)
    near = [block for place, block in head if place < length + 4] + [block for _, block in body[-4:]]
    used = set(keys)
    issued_no = owner = ""
    issued_on: date | None = None
    for block in near:
        words = plain(block.text)
        if block.key in keys or len(words) > LONGEST_TITLE:
            continue
        alone = tight(words)
        found_no = re.search(rules.sources.document_no, alone)
        found_on = re.search(rules.sources.date, words)
        rest = tight(re.sub(rules.sources.date, "", words)) if found_on else alone
        whose = _owner(rest, rules)
        if found_no and not issued_no and len(alone) < 30:
            issued_no, used = block.text[slice(*_span(block.text, found_no.group()))] or found_no.group(), used | {block.key}
        if found_on and issued_on is None and (whose or not rest.strip("（）")):
            issued_on, used = _day(found_on), used | {block.key}
        if whose and not owner:
            owner, used = whose, used | {block.key}
    return Front(title, keys[0] if keys else "", issued_no, issued_on, owner, length, frozenset(used))


def kinds_of(front: Front, first_words: str, rules: RecognitionRules, reference: Reference) -> tuple[str, ...]:
    """The kinds of incident that the plan is for, by its title; by its first paragraphs where the title names none."""
    if holds(front.title, rules.kinds.everything):
        return ("*",)
    words: Lexicon[str] = Lexicon((word, row.kind) for row in rules.kinds.kinds for word in row.words)
    found = tuple(dict.fromkeys(hit.value for hit in words.all(front.title) if hit.value in reference.kinds))
    return found or tuple(dict.fromkeys(hit.value for hit in words.all(first_words) if hit.value in reference.kinds))[:3]


def type_of(front: Front, kinds: tuple[str, ...], rules: RecognitionRules) -> PlanType:
    """What sort of plan it is: by its title and its author; a plan for certain kinds is a special one."""
    if re.search(rules.kinds.village_title, front.title):
        return PlanType.VILLAGE
    for row in rules.kinds.types:
        if holds(front.title, row.words) or holds(front.owner, row.words):
            return PlanType(row.code)
    return PlanType.OVERALL if kinds == ("*",) else PlanType.SPECIAL


def _title(head: list[tuple[int, Block]], rules: RecognitionRules) -> tuple[str, list[str], int]:
    """The title, the blocks it stands in, and how many blocks there are up to its end.

    A cover may say which sort of plan it is (专项预案) before its name; such a line is the title only where no other is found.
    """
    sorts = {*rules.kinds.document_words, *(word for row in rules.kinds.types for word in row.words)}
    for bare in (frozenset(sorts), frozenset[str]()):
        found = _named_line(head, rules, bare)
        if found[0]:
            return found
    for place, block in head:
        named = _NAMED.search(plain(block.text))
        if named and holds(block.text, rules.sources.issued) and named.group(1).endswith(tuple(rules.kinds.document_words)):
            return tight(named.group(1)), [block.key], place + 1
    return "", [], 0


def _named_line(
    head: list[tuple[int, Block]], rules: RecognitionRules, bare: frozenset[str]
) -> tuple[str, list[str], int]:
    ends = rules.kinds.document_words
    for at, (place, block) in enumerate(head):
        words = tight(_EDITION.sub("", plain(block.text)))
        if block.is_table or len(words) > LONGEST_TITLE or _SENTENCE.search(words) or "《" in words:
            continue
        if not words.endswith(tuple(ends)) or holds(words, rules.sources.issued):
            continue
        if words in ends and at:  # 柳溪镇防汛 / 应急预案 on two lines
            before = head[at - 1][1]
            return tight(plain(before.text)) + words, [before.key, block.key], place + 1
        if words not in bare:
            return words, [block.key], place + 1
    return "", [], 0


def _owner(words: str, rules: RecognitionRules) -> str:
    name = words.rpartition("：")[2]
    return name if name.endswith(rules.sources.owner_endings) and 4 < len(name) < 30 and not _SENTENCE.search(name) else ""


def _day(found: re.Match[str]) -> date | None:
    year, month, day = (number(part.replace("○", "〇").replace("O", "〇")) if part else None for part in found.groups())
    try:
        return date(int(year or 0), int(month or 1), int(day or 1))
    except ValueError:
        return None


def _span(text: str, words: str) -> tuple[int, int]:
    """Where words stand that were found in the text without its blanks."""
    place = tight(text).find(words)
    if place < 0:
        return 0, 0
    seen = [at for at, letter in enumerate(text) if not letter.isspace()]
    return seen[place], seen[place + len(words) - 1] + 1
