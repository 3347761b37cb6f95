"""What headings are about, and the table of contents that says them again."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from app.catalog.recognition_rules import Chapters, Topic
from app.exchange.plan_document.blocks import Block, Where
from app.exchange.plan_document.lexicon import Lexicon
from app.exchange.plan_document.plain import tight

_LEADER = re.compile(r"(?:…+|[.．·]{3,}|-{4,}|_{3,}|\t)\s*[0-9]{0,3}$| {2,}[0-9]{1,3}$")
_PAGE = re.compile(r"[\s.．·…\-_]*[0-9]{0,3}$")
LONGEST_CONTENTS = 60


class Topics:
    """What a heading is about."""

    def __init__(self, chapters: Chapters) -> None:
        self.exact = {tight(word): Topic(row.code) for row in chapters.topics for word in row.words}
        self._words: Lexicon[Topic] = Lexicon(self.exact.items())

    def of(self, title: str) -> Topic | None:
        """The subject of the heading by its exact words, else by the longest usual name in it."""
        if title in self.exact:
            return self.exact[title]
        hit = self._words.longest(title)
        return hit.value if hit and len(hit.word) > 1 else None


def mark_contents(blocks: tuple[Block, ...], chapters: Chapters) -> tuple[Block, ...]:
    """The blocks, those of a table of contents marked as such: it says again what the headings say."""
    names = {tight(word) for row in chapters.topics if row.code == Topic.CONTENTS.value for word in row.words}
    seen = Counter(_entry(block.visible) for block in blocks if block.where is Where.BODY)
    marked: list[Block] = []
    inside = False
    for block in blocks:
        if block.where is Where.BODY and not block.is_table:
            words = tight(block.text)
            if words in names:
                inside = True
                marked.append(msgspec.structs.replace(block, where=Where.CONTENTS))
                continue
            again = seen[_entry(block.visible)] > 1
            dotted = len(words) <= LONGEST_CONTENTS and bool(_LEADER.search(block.text.rstrip()))
            inside = inside and (again or dotted) and len(words) <= LONGEST_CONTENTS
            if inside:
                seen[_entry(block.visible)] -= 1
                marked.append(msgspec.structs.replace(block, where=Where.CONTENTS))
                continue
        marked.append(block)
    return tuple(marked)


def _entry(text: str) -> str:
    """What a contents line and its heading have in common; the first characters of anything longer."""
    return _PAGE.sub("", tight(text[:LONGEST_CONTENTS]))
