"""A story as plain text, to be copied into a message or an old system: the same words in the same order.

Headings stand between blank lines, the cells of a row are parted by a bar; page numbers, contents and drawings are left
out. What was struck through says so. What has no form at all is 〔U+XXXX〕, as on paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import singledispatch

import msgspec

from app.reports.kit.blocks import Block, Drawing, DrawnPage, Ends, NewPage, Prose, Room, Rule, SignatureLine, Space, Together
from app.reports.kit.official import Imprint, Letterhead, Signature
from app.reports.kit.picture import Picture
from app.reports.kit.picture_row import PictureRow
from app.reports.kit.sections import Contents, Part
from app.reports.kit.shape import TextLike, as_runs, formless, visible
from app.reports.kit.tables import KeyValueGrid, Table

_BAR = " | "
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_INDENT = "\u3000\u3000"
_WIDE = "\u3000"
"""Where a heading was broken into lines: the gap that a title has there."""


class PlainText(msgspec.Struct, frozen=True):
    """A finished text. ``missing`` are the characters that have no form in any face, shown as 〔U+XXXX〕."""

    text: str
    missing: tuple[str, ...]


def write_plain(story: Sequence[Block]) -> PlainText:
    """The whole story; ends with a newline. ``TypeError`` for a block that has no words of its own and is not named here."""
    kept: list[str] = []
    missing: dict[str, None] = {}
    for raw in (raw for block in story for raw in said(block)):
        missing.update(dict.fromkeys(formless(raw)))
        for line in visible(raw).split("\n"):
            if line or (kept and kept[-1]):
                kept.append(line.rstrip())
    return PlainText("\n".join(kept).strip("\n") + "\n", tuple(missing))


@singledispatch
def said(block: Block) -> Iterable[str]:
    """The lines of a block."""
    raise TypeError(f"{type(block).__name__} has no plain text")


@said.register
def _(block: DrawnPage) -> Iterable[str]:
    return []


@said.register
def _(block: Prose) -> Iterable[str]:
    words = _words(block.text)
    if block.style.outline_level >= 0:
        return ["", _on_one_line(words, _WIDE), ""]
    indent = _INDENT if block.style.first_indent_chars > 0 else ""
    return [indent + line for line in _LINE_END.split(words)]


@said.register(Space)
@said.register(NewPage)
@said.register(Part)
@said.register(Rule)
def _(block: Block) -> Iterable[str]:
    return [""]


@said.register(Room)
@said.register(Contents)
def _(block: Block) -> Iterable[str]:
    return []


@said.register
def _(block: Together) -> Iterable[str]:
    return [line for one in block.blocks for line in said(one)]


@said.register
def _(block: Ends) -> Iterable[str]:
    return [_INDENT.join(part for part in (_words(block.left), _words(block.right)) if part)]


@said.register
def _(block: SignatureLine) -> Iterable[str]:
    return [_INDENT.join(f"{label}：________" for label in block.labels)]


@said.register
def _(block: Table) -> Iterable[str]:
    head = block.head()
    rows = [*([head] if head else []), *block.body()]
    return ["", *(_BAR.join(_cell(cell.text) for cell in row).rstrip(" |") for row in rows), ""]


@said.register
def _(block: KeyValueGrid) -> Iterable[str]:
    return ["", *(f"{name}：{_cell(value)}" for name, value in block.pairs), ""]


@said.register
def _(block: Drawing) -> Iterable[str]:
    return [block.caption] if block.caption else []


@said.register
def _(block: Picture) -> Iterable[str]:
    return [f"〔{block.caption}〕"] if block.caption else []


@said.register
def _(block: PictureRow) -> Iterable[str]:
    return [line for one in block.single() for line in said(one)]


@said.register
def _(block: Letterhead) -> Iterable[str]:
    signer = f"{block.signer_label}{block.signer}" if block.signer else ""
    return [*block.urgency, block.organ, f"{block.number}{_INDENT}{signer}".strip(), ""]


@said.register
def _(block: Signature) -> Iterable[str]:
    return ["", block.organ, block.date]


@said.register
def _(block: Imprint) -> Iterable[str]:
    copies = f"抄送：{block.copies_to}" if block.copies_to else ""
    return ["", copies, f"{_words(block.issuer)}{_INDENT}{_words(block.issued_on)}"]


def _words(text: TextLike) -> str:
    return "".join(f"〔划去：{run.text}〕" if run.strike else run.text for run in as_runs(text))


def _cell(text: TextLike) -> str:
    return _on_one_line(_words(text), " ")


def _on_one_line(words: str, gap: str) -> str:
    return gap.join(_LINE_END.split(words))
