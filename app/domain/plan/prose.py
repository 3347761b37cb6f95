"""The prose of a plan as paragraphs that can be pointed at. Pure.

A paragraph's key is what ``Plan.links`` names: a trailing ``{#key}``, else the number it starts with (``4.5``), else its
place in the text (``¶12``). The second of two equal keys is written ``4.5~2``.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

_ANCHOR = re.compile(r"\s*\{#([\w.-]+)\}\s*$")
_NUMBER = re.compile(r"^(\d+(?:\.\d+)+)(?=\D|$)")
_HEADING = re.compile(r"^(#{1,6})\s+")


class Paragraph(msgspec.Struct, frozen=True):
    """One block of the text: its key, its words without anchor, heading depth (0: body), the line (from 1) it starts on."""

    key: str
    text: str
    heading: int
    line: int


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The blocks of a Markdown text in order: headings stand alone, other blocks are separated by empty lines."""
    found: list[Paragraph] = []
    seen: Counter[str] = Counter()
    for line, block in _blocks(text):
        heading = _HEADING.match(block)
        words = block[heading.end():] if heading else block
        anchor = _ANCHOR.search(words)
        words = words[: anchor.start()] if anchor else words
        number = _NUMBER.match(words)
        key = anchor.group(1) if anchor else number.group(1) if number else f"¶{len(found) + 1}"
        seen[key] += 1
        unique = key if seen[key] == 1 else f"{key}~{seen[key]}"
        found.append(Paragraph(unique, words, len(heading.group(1)) if heading else 0, line))
    return tuple(found)


def without_anchors(text: str) -> str:
    """The text as people read it, without ``{#key}`` marks."""
    return "\n".join(_ANCHOR.sub("", line) for line in text.split("\n"))


def _blocks(text: str) -> list[tuple[int, str]]:
    blocks: list[tuple[int, str]] = []
    open_block: list[str] = []
    start = 0
    for number, raw in enumerate([*text.splitlines(), ""], 1):
        line = raw.rstrip()
        alone = bool(_HEADING.match(line))
        if open_block and (not line or alone):
            blocks.append((start, "\n".join(open_block)))
            open_block = []
        if alone:
            blocks.append((number, line))
        elif line:
            start = start if open_block else number
            open_block.append(line)
    return blocks
