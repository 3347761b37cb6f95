"""The bytes of a document as blocks: a Word package, or text in UTF-8 or GB18030 (plain or Markdown)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from app.desk.jobs import Progress
from app.exchange.plan_document.blocks import LONGEST, Block, Cleaner, Counter, Reading, Where
from app.exchange.plan_document.flaws import bad
from app.exchange.plan_document.steps import Steps
from app.exchange.plan_document.word import read_word

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
_BOLD = re.compile(r"(?:\*\*|__)([^*_]{1,60})(?:\*\*|__)$")
_ITEM = re.compile(r"[-*+•●◆■]\s+")
_RULE = re.compile(r"\s*(?:[-=*_~][ ]?){3,}\s*$")
_ROW = re.compile(r"\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?$")
_ENCODINGS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
MOST_CONTROL = 0.02
"""Share of control characters above which bytes are no text."""

FEW_CONTROL = 64
"""So many are borne in any text, however short."""

MOST_BLOCKS = 60_000


def read_document(name: str, raw: bytes, is_word: bool, progress: Progress) -> Reading:
    """The blocks of the document. Raises ``BadFile`` where it cannot be read, ``Cancelled`` where somebody wants it to stop."""
    reading = read_word(name, raw, progress) if is_word else _read_text(name, raw, progress)
    blocks = tuple(piece for block in reading.blocks for piece in _bounded(block))
    if not any(block.where is Where.BODY for block in blocks):
        raise bad(name, "import_empty")
    if len(blocks) > MOST_BLOCKS:
        raise bad(name, "import_too_many_blocks", most=MOST_BLOCKS)
    return Reading(blocks, reading.unseen, reading.external, reading.tracked, reading.encoding)


def decoded(name: str, raw: bytes) -> tuple[str, str]:
    """The text and the encoding it was in. UTF-8 first, then GB18030. Raises ``BadFile`` where it is neither."""
    for mark, encoding in _ENCODINGS:
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise bad(name, "import_not_text") from error
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = sum(1 for letter in text[:20_000] if letter < " " and letter not in "\t\r\n\x0b\x0c")
        if controls > max(MOST_CONTROL * min(len(text), 20_000), FEW_CONTROL):
            break
        return text, encoding
    raise bad(name, "import_not_text")


def _read_text(name: str, raw: bytes, progress: Progress) -> Reading:
    text, encoding = decoded(name, raw)
    cleaner, counter = Cleaner(), Counter()
    lines = cleaner.clean(text).split("\n")
    blocks: list[Block] = []
    steps = Steps(progress, 0.05, 0.3, len(lines))
    for rows, line in _tables_and_lines(lines):
        steps.step()
        if rows:
            words = "\n".join("\t".join(row) for row in rows)
            blocks.append(Block(counter.key(Where.BODY), words, rows=rows))
        elif line and not _RULE.match(line):
            blocks.append(_block(counter.key(Where.BODY), line))
    return Reading(tuple(blocks), cleaner.removed, encoding=encoding)


def _block(key: str, line: str) -> Block:
    heading = _HEADING.match(line)
    if heading:
        return Block(key, heading.group(2) or line, outline=len(heading.group(1)))
    bold = _BOLD.match(line)
    item = _ITEM.match(line)
    words = bold.group(1) if bold else line[item.end():] if item else line.removeprefix("> ")
    return Block(key, words or line, emphatic=bool(bold), listed=bool(item))


def _tables_and_lines(lines: list[str]) -> Iterator[tuple[tuple[tuple[str, ...], ...], str]]:
    """Rows of each table (written with ``|`` or with tabs), or else the next line."""
    at = 0
    while at < len(lines):
        for split in (_piped, _tabbed):
            rows, end = _rows_from(lines, at, split)
            if len(rows) > 1:
                yield rows, ""
                at = end
                break
        else:
            yield (), lines[at]
            at += 1


def _rows_from(
    lines: list[str], at: int, split: Callable[[str], tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], ...], int]:
    rows: list[tuple[str, ...]] = []
    while at < len(lines):
        line = lines[at]
        if rows and _ROW.match(line):
            at += 1
            continue
        cells = split(line)
        if len(cells) < 2 or len(cells) > 64:
            break
        rows.append(cells)
        at += 1
    width = max((len(row) for row in rows), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in rows), at


def _piped(line: str) -> tuple[str, ...]:
    if line.count("|") < 2 or not line.startswith("|"):
        return ()
    return tuple(cell.strip().replace("\x00", "|") for cell in line.replace("\\|", "\x00").strip("|").split("|"))


def _tabbed(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("\t")) if "\t" in line else ()


def _bounded(block: Block) -> Iterator[Block]:
    """The block, in pieces where it is longer than a paragraph can be."""
    if len(block.text) <= LONGEST or block.is_table:
        yield block
        return
    for piece, start in enumerate(range(0, len(block.text), LONGEST)):
        key = block.key if not piece else f"{block.key}.{piece}"
        yield Block(key, block.text[start : start + LONGEST], block.where)
