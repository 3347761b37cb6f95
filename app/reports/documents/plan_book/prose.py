"""The prose of a plan (Markdown) → passages of an official document. Pure.

Understood: headings, paragraphs, lists, quotations, tables, ``**strong**`` and `` `code` ``; all else is text as it stands.
Marks ``{#key}`` are dropped. A level of headings that carries no numbers gets the official ones: 一、（一）1.（1）.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from app.catalog.wording import Wording
from app.domain.plan.prose import Paragraph, paragraphs, without_anchors

_DEEPEST = 4
_TABLE_RULE = re.compile(r"^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$")
_CELL_END = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"^\s*[-*+]\s+")
_QUOTE = re.compile(r"^\s*>\s?")
_LINE_ACROSS = re.compile(r"^\s*([-*_])(\s*\1){2,}\s*$")
_MARKED = re.compile(r"\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*|`(?P<code>[^`]+)`")
_NUMBERED = re.compile(
    r"^\s*(第[零〇一二三四五六七八九十百\d]+[章节条编部分]|[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十百\d]+[)）]"
    r"|\d+([.．]\d+)*[、.．\s]|\d+([.．]\d+)+|[①-⑳]|附[件录表则])"
)


class Kind(StrEnum):
    """What a passage is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    TABLE = "table"


class Span(msgspec.Struct, frozen=True):
    """A stretch of text; ``strong`` is set in another face."""

    text: str
    strong: bool = False


class Passage(msgspec.Struct, frozen=True):
    """A heading (``depth`` 1 is the highest), a paragraph, an item, a note, or a table (``rows``; the first may be its head)."""

    kind: Kind
    spans: tuple[Span, ...] = ()
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    headed: bool = False

    @property
    def text(self) -> str:
        """The words without their setting."""
        return "".join(span.text for span in self.spans)


class Body(msgspec.Struct, frozen=True):
    """The prose as a document: its own title ("" where it has none) and what follows."""

    title: str
    passages: tuple[Passage, ...]


def body_of(text: str, wording: Wording) -> Body:
    """The passages of a Markdown text."""
    blocks = paragraphs(text)
    title = _title(blocks)
    rest = blocks[1:] if title else blocks
    highest = min((one.heading for one in rest if one.heading), default=1)
    passages = [passage for one in rest for passage in _passages(one, highest)]
    return Body(title, tuple(_numbered(passages, wording)))


def _title(blocks: tuple[Paragraph, ...]) -> str:
    """The first heading, where it has no number and all others are below it."""
    if not blocks or not blocks[0].heading or _NUMBERED.match(blocks[0].text):
        return ""
    first = blocks[0].heading
    others = [one.heading for one in blocks[1:] if one.heading]
    return blocks[0].text.strip() if all(level > first for level in others) else ""


def _passages(block: Paragraph, highest: int) -> Iterator[Passage]:
    if block.heading:
        yield Passage(Kind.HEADING, _spans(block.text.strip()), min(block.heading - highest + 1, _DEEPEST))
        return
    lines = without_anchors(block.text).split("\n")
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].strip().startswith("|"):
            end += 1
        if end > at + 1 or (end > at and len(_cells(lines[at])) > 1):
            yield _table(lines[at:end])
            at = end
            continue
        yield from _line(lines[at])
        at += 1


def _line(line: str) -> Iterator[Passage]:
    if not line.strip() or _LINE_ACROSS.match(line):
        return
    for kind, sign in ((Kind.NOTE, _QUOTE), (Kind.ITEM, _ITEM)):
        found = sign.match(line)
        if found:
            words = line[found.end() :].strip()
            if words:
                yield Passage(kind, _spans(words))
            return
    yield Passage(Kind.TEXT, _spans(line.strip()))


def _table(lines: list[str]) -> Passage:
    headed = len(lines) > 1 and bool(_TABLE_RULE.match(lines[1].strip()))
    rows = [_cells(line) for number, line in enumerate(lines) if not (headed and number == 1)]
    return Passage(Kind.TABLE, rows=tuple(rows), headed=headed)


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple("".join(span.text for span in _spans(cell.replace("\\|", "|").strip())) for cell in _CELL_END.split(inner))


def _spans(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for found in _MARKED.finditer(text):
        if found.start() > at:
            spans.append(Span(text[at : found.start()]))
        strong = found["strong"]
        spans.append(Span(strong, strong=True) if strong else Span(found["code"]))
        at = found.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)


def _numbered(passages: list[Passage], wording: Wording) -> Iterator[Passage]:
    headings = [one for one in passages if one.kind is Kind.HEADING]
    bare = {depth for depth in range(1, _DEEPEST + 1) if not any(_NUMBERED.match(h.text) for h in headings if h.depth == depth)}
    count: Counter[int] = Counter()
    for one in passages:
        if one.kind is not Kind.HEADING:
            yield one
            continue
        count[one.depth] += 1
        for deeper in range(one.depth + 1, _DEEPEST + 1):
            count[deeper] = 0
        if one.depth not in bare:
            yield one
            continue
        number = count[one.depth]
        sign = wording.say(f"planbook.number.{one.depth}", number=wording.ordinal(number) if one.depth <= 2 else number)
        yield msgspec.structs.replace(one, spans=(Span(sign), *one.spans))
