"""The headings of a document, however they are made, and for each paragraph what its chapter is about.

Headings are known by the style, by their number (第一章, 一、, （一）, 1.2, 1.), by standing out (bold, in the middle), or by
being nothing but the name of a usual chapter. Which kind of number stands under which is learnt from the document: a kind
seen before closes everything that was opened since.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from app.catalog.recognition_rules import RecognitionRules, Topic
from app.domain.words import ResponseLevel
from app.exchange.plan_document.blocks import Block, Where
from app.exchange.plan_document.headings import Topics, mark_contents
from app.exchange.plan_document.level_words import Levels
from app.exchange.plan_document.lexicon import Lexicon
from app.exchange.plan_document.numerals import number
from app.exchange.plan_document.plain import plain, tight

_STOPS = re.compile("[。；！？]")
_INNER = re.compile("[，。；！？]")
_VALUE = re.compile(r"[零一二三四五六七八九十百]+|[0-9]+(?=[^0-9]*$)")
_RUN_IN = re.compile(r"[。：]|(?<=\S) (?=\S)")
_AFTER_NUMBER = " 　\t、.．"
_LISTS = ("paren", "dot", "han_paren", "decimal3", "decimal4")


class Piece(msgspec.Struct, frozen=True):
    """A block with its place in the document.

    ``words`` are the block's words in the compared form (same length); they begin to matter at ``start`` (behind a typed
    number and a heading that runs into its paragraph). ``heading`` is its depth (0: body), ``title`` its words without
    number. ``topic`` is what the nearest chapter with a known subject is about, ``outer`` the same without a heading's own
    words. ``trail``: titles of the headings above.
    ``levels``: the response levels of the section. ``lead``: place of the paragraph whose list this is an item of.
    """

    block: Block
    words: str = ""
    mark: str = ""
    start: int = 0
    heading: int = 0
    title: str = ""
    run_in: str = ""
    topic: Topic | None = None
    trail: tuple[str, ...] = ()
    levels: tuple[ResponseLevel, ...] = ()
    lead: int | None = None
    article: str = ""
    outer: Topic | None = None

    @property
    def key(self) -> str:
        """The key of its block."""
        return self.block.key

    @property
    def body(self) -> str:
        """The words that matter."""
        return self.words[self.start :]

    @property
    def is_body(self) -> bool:
        """Whether it is a paragraph of the text itself: no heading, no table, nothing beside the text."""
        return self.block.where is Where.BODY and not self.heading and not self.block.is_table


class _Open(msgspec.Struct):
    """A heading whose section goes on."""

    mark: str
    value: int
    title: str
    topic: Topic | None
    levels: tuple[ResponseLevel, ...]


def divide(
    blocks: tuple[Block, ...], rules: RecognitionRules, front: int, step: Callable[[], None]
) -> tuple[Piece, ...]:
    """The blocks with their places. The first ``front`` blocks (cover, title) have no headings. ``step``: a block is done."""
    return _Division(blocks, rules, front).run(step)


class _Division:
    def __init__(self, blocks: tuple[Block, ...], rules: RecognitionRules, front: int) -> None:
        self._blocks = mark_contents(blocks, rules.chapters)
        self._rules = rules.chapters
        self._numbers = [(rule, re.compile(rule.pattern)) for rule in rules.chapters.numbers]
        self._topics = Topics(rules.chapters)
        self._levels = Levels(rules.levels)
        self._group_endings = rules.groups.endings
        self._roles: Lexicon[str] = Lexicon((word, row.role) for row in rules.roles for word in row.words)
        self._front = front
        self._stack: list[_Open] = []
        self._lead: tuple[int, str] | None = None
        self._article = ""

    def run(self, step: Callable[[], None]) -> tuple[Piece, ...]:
        """All pieces, in order."""
        pieces: list[Piece] = []
        for place, block in enumerate(self._blocks):
            step()
            pieces.append(self._piece(place, block))
        return tuple(self._judged(piece, pieces[place + 1 : place + 2]) for place, piece in enumerate(pieces))

    def _judged(self, piece: Piece, following: list[Piece]) -> Piece:
        """A short item of a list looks like a heading; with nothing below it it is none."""
        if not piece.heading or piece.block.outline or not piece.mark.startswith(_LISTS) or piece.levels != ():
            return piece
        below = following and (not following[0].heading or following[0].heading > piece.heading)
        if below or piece.title in self._topics.exact:
            return piece
        return msgspec.structs.replace(piece, heading=0, title="", topic=piece.outer)

    def _piece(self, place: int, block: Block) -> Piece:
        words = plain(block.text)
        if block.where is not Where.BODY or place < self._front:
            return Piece(block, words)
        if block.is_table:
            self._lead = None
            return self._placed(Piece(block, words))
        mark, start, value = self._number(block, words)
        piece = Piece(block, words, mark, start)
        if self._is_item(mark, block):
            return self._placed(piece, lead=self._lead[0] if self._lead else None)
        if mark == "article":
            self._article = words[:start].strip() or block.number
            self._lead = None
        piece = self._headed(piece, value)
        if not piece.heading and piece.body.rstrip().endswith("："):
            self._lead = (place, mark)
        elif piece.heading or not mark or (self._lead and mark == self._lead[1]):
            self._lead = None
        return piece

    def _headed(self, piece: Piece, value: int) -> Piece:
        """The piece as a heading, as a paragraph with its own small heading, or as it is."""
        title = tight(piece.body).rstrip("：")
        mark = self._heading_mark(piece, title, value)
        if mark and self._opens(mark, value):
            self._push(mark, value, title)
            return self._placed(
                msgspec.structs.replace(piece, heading=len(self._stack), title=title), above=self._stack[:-1]
            )
        head, end = self._run_in(piece)
        if not head:
            self._close(piece.mark, value)
            return self._placed(piece)
        topic = self._topic(head)
        if piece.mark and self._opens(piece.mark, value) and piece.mark not in ("article", "circled", "bullet"):
            self._push(piece.mark, value, head)
            return self._placed(msgspec.structs.replace(piece, run_in=head, start=end), above=self._stack[:-1], topic=topic)
        return self._placed(msgspec.structs.replace(piece, run_in=head, start=end), topic=topic)

    def _placed(
        self, piece: Piece, lead: int | None = None, above: list[_Open] | None = None, topic: Topic | None = None
    ) -> Piece:
        around = self._stack if above is None else above
        topics = [one.topic for one in self._stack if one.topic]
        levels = [one.levels for one in self._stack if one.levels]
        return msgspec.structs.replace(
            piece,
            topic=topic or (topics[-1] if topics else None),
            trail=tuple(one.title for one in around),
            levels=levels[-1] if levels else (),
            lead=lead,
            article=self._article,
            outer=next((one.topic for one in reversed(around) if one.topic), None),
        )

    def _number(self, block: Block, words: str) -> tuple[str, int, int]:
        """How the paragraph is numbered, where its words begin, and the number's value (0: none)."""
        typed = block.number or words
        shown = plain(f"{typed} ") if block.number else typed
        for rule, pattern in self._numbers:
            found = pattern.match(shown)
            if found is None:
                continue
            depth = len(re.findall(r"\.\s?[0-9]", found.group())) + 1 if rule.id == "decimal" else 1
            mark = f"decimal{depth}" if rule.id in ("decimal", "bare") else rule.id
            values = _VALUE.findall(found.group())
            start = 0 if block.number else found.end()
            while not block.number and start < len(words) and words[start] in _AFTER_NUMBER:
                start += 1
            return mark, start, int(number(values[-1]) or 0) if values else 0
        digits = re.match(r"[0-9]{1,2}(?=[^0-9])", words)
        if digits and not block.number and tight(words[digits.end() :]) in self._topics.exact:
            return "decimal1", digits.end(), int(digits.group())
        return ("bullet" if block.listed else ""), 0, 0

    def _is_item(self, mark: str, block: Block) -> bool:
        """Whether the paragraph goes on with the list that a paragraph ending in a colon opened."""
        if self._lead is None or not mark or block.outline or mark in ("article", "chapter", "section", "annex"):
            return False
        return mark != self._lead[1] and all(one.mark != mark for one in self._stack)

    def _heading_mark(self, piece: Piece, title: str, value: int) -> str:
        """By what the piece is a heading, "" where it is none."""
        block, mark = piece.block, piece.mark
        longest = self._rules.longest_heading
        if not title or "\n" in block.text:
            return ""
        if block.outline and len(title) <= longest * 2 and not _STOPS.search(title):
            return f"h{block.outline}"
        if len(title) > longest or _STOPS.search(title) or (title[0] == "（" and title[-1] == "）"):
            return ""
        rule = next((one for one in self._rules.numbers if one.id == mark.rstrip("12345")), None)
        kind = "short" if mark.startswith("decimal") else rule.heading if rule else ""
        known = title in self._topics.exact
        if kind == "always" or (kind == "short" and self._is_short(piece, title, value)):
            return mark
        if not mark and (known or (block.emphatic and not _INNER.search(title) and len(title) * 3 <= longest * 2)):
            return "plain" if not block.emphatic else "centred" if block.centred else "bold"
        return ""

    def _is_short(self, piece: Piece, title: str, value: int) -> bool:
        if _INNER.search(title) or "：" in title or len(title) * 10 > self._rules.longest_heading * 8:
            return False
        if piece.mark == "decimal1" and not piece.block.emphatic:
            before = next((one.value for one in self._stack if one.mark == "decimal1"), -1)
            return self._topics.of(title) is not None or value == before + 1
        return not title[:1].isdigit()

    def _opens(self, mark: str, value: int) -> bool:
        """Whether a heading of this kind may stand here: a count that starts again inside its own section is a list."""
        known = next((one for one in reversed(self._stack) if one.mark == mark), None)
        if known is None or known is self._stack[-1] or not value or not known.value:
            return True
        return value != 1 or mark in ("chapter", "section", "annex") or mark.startswith("h")

    def _push(self, mark: str, value: int, title: str) -> None:
        places = [place for place, one in enumerate(self._stack) if one.mark == mark]
        if places:
            del self._stack[places[-1] :]
        elif mark in ("chapter", "annex"):
            self._stack.clear()
        elif mark.startswith("h") or mark.startswith("decimal"):
            family, depth = mark.rstrip("123456789"), int(re.sub(r"\D", "", mark) or 0)
            deeper = [
                place for place, one in enumerate(self._stack)
                if one.mark.startswith(family) and one.mark != family and int(re.sub(r"\D", "", one.mark) or 0) >= depth
            ]
            if deeper:
                del self._stack[deeper[0] :]
        if mark in ("chapter", "section", "annex"):
            self._article = ""
        self._lead = None
        self._stack.append(_Open(mark, value, title, self._topic(title), self._levels.within(title)))

    def _close(self, mark: str, value: int) -> None:
        """A paragraph that goes on counting where a heading counted (4.15 after 4.14) closes that heading's section."""
        for place, one in enumerate(self._stack):
            if one.mark == mark and (mark.startswith("decimal") or (value and value == one.value + 1)):
                del self._stack[place:]
                return

    def _topic(self, title: str) -> Topic | None:
        """What a heading is about; the name of a group (监测预警组) says only that it is one."""
        topic = self._topics.of(title)
        if title.endswith(self._group_endings) and topic not in (Topic.GROUPS, Topic.COMMAND, Topic.UNITS):
            return None
        return topic

    def _run_in(self, piece: Piece) -> tuple[str, int]:
        """A usual heading that runs into its paragraph (``1.1 编制目的。为…``), and where the words behind it begin."""
        limit = piece.start + self._rules.longest_run_in
        found = _RUN_IN.search(piece.words, piece.start, limit)
        if found is None or found.end() >= len(piece.words.rstrip()):
            return "", piece.start
        if found.group() == " " and not piece.mark:
            return "", piece.start
        head = tight(piece.words[piece.start : found.start()])
        small = found.group() == "。" and piece.mark.startswith("decimal") and not _INNER.search(head)
        if head in self._topics.exact or (small and not head.endswith(self._group_endings) and not self._roles.first(head)):
            return head, found.end()
        return "", piece.start
