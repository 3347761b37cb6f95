"""A Word file as blocks. python-docx opens the package; what it would leave out is walked through here.

Content controls, insertions that were tracked, fields and text boxes hold words that a reader of the page sees, so they
are read; deletions, comments, notes, headers and footers are collected beside the text.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError, PackageNotFoundError
from docx.oxml import parse_xml

from app.desk.jobs import Progress
from app.exchange.plan_document.blocks import Block, Cleaner, Counter, Reading, Where
from app.exchange.plan_document.flaws import bad
from app.exchange.plan_document.numbering import BULLET, Numbering, W
from app.exchange.plan_document.steps import Steps
from app.exchange.plan_document.styles import Style, Styles, centred, list_of, outline_of
from app.exchange.plan_document.word_runs import Gathered, Runs
from app.exchange.plan_document.word_table import grid

_AROUND = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_BESIDE = (
    ("/header", Where.HEADER), ("/footer", Where.FOOTER), ("/footnotes", Where.NOTE), ("/endnotes", Where.NOTE),
    ("/comments", Where.COMMENT),
)  # fmt: skip


def read_word(name: str, raw: bytes, progress: Progress) -> Reading:
    """The blocks of a Word package that ``safety`` let pass. Raises ``BadFile`` where it is none after all."""
    try:
        document = docx.Document(io.BytesIO(raw))
        root = document.element.body
        styles = Styles(document.styles.element)
    except (OpcError, PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        strict = b"purl.oclc.org/ooxml" in raw
        raise bad(name, "import_strict_format" if strict else "import_not_word", detail=str(error)[:80]) from error
    except RecursionError as error:
        raise bad(name, "import_bomb") from error
    reader = _Reader(document.part, styles, progress)
    try:
        return reader.read(root)
    except RecursionError as error:
        raise bad(name, "import_bomb") from error
    except SyntaxError as error:
        raise bad(name, "import_damaged", detail=str(error)[:80]) from error


class _Reader:
    def __init__(self, part: Any, styles: Styles, progress: Progress) -> None:
        self._part = part
        self._styles = styles
        self._progress = progress
        self._cleaner = Cleaner()
        self._counter = Counter()
        self._runs = Runs(styles)
        self._numbering = Numbering(_numbering_of(part))
        self._blocks: list[Block] = []
        self._tracked = 0

    def read(self, body: Any) -> Reading:
        """All blocks: the body in its order, then what stands beside it."""
        elements = list(_blocks_below(body))
        steps = Steps(self._progress, 0.05, 0.3, len(elements))
        for element, where in elements:
            steps.step()
            if element.tag == f"{W}tbl":
                self._table(element, where)
            elif element.tag == f"{W}p":
                self._paragraph(element, where)
            else:
                self._add(Where.EMBEDDED, element.tag.rpartition("}")[2])
        for root, where in self._beside():
            for paragraph in root.iter(f"{W}p"):
                self._add(where, self._runs.gather(paragraph).text)
        external = sum(1 for rel in self._part.rels.values() if rel.is_external and "hyperlink" not in rel.reltype)
        return Reading(tuple(self._blocks), self._cleaner.removed, external, self._tracked)

    def _paragraph(self, element: Any, where: Where) -> None:
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self._styles.of(named.get(f"{W}val") if named is not None else None)
        gathered = self._runs.gather(element, bold=style.bold)
        text = self._cleaner.clean(gathered.text)
        if text:
            number = self._number(properties, style, named.get(f"{W}val", "") if named is not None else "")
            outline = outline_of(properties)
            middle = centred(properties)
            is_centred = style.centred if middle is None else middle
            place = Where.CONTENTS if style.contents and where is Where.BODY else where
            self._blocks.append(
                Block(
                    key=self._counter.key(place),
                    text=text,
                    where=place,
                    number="" if number == BULLET else number,
                    outline=style.outline if outline is None else outline,
                    title=style.title,
                    emphatic=gathered.bold or is_centred,
                    centred=is_centred,
                    listed=bool(number),
                )
            )
        self._beside_of(gathered)

    def _number(self, properties: Any | None, style: Style, style_id: str) -> str:
        list_id, depth = list_of(properties)
        if list_id is None:
            by_style = self._numbering.by_style.get(style_id)
            list_id = style.list_id or (by_style[0] if by_style and style.list_id else "")
            if depth is None:
                depth = style.depth if style.depth is not None else by_style[1] if by_style else None
        return self._numbering.next(list_id, depth or 0) if list_id and list_id != "0" else ""

    def _table(self, element: Any, where: Where) -> None:
        rows, merged, gathered = grid(element, self._runs, self._cleaner)
        if any(cell for row in rows for cell in row):
            key = self._counter.key(where)
            words = "\n".join("\t".join(row) for row in rows)
            self._blocks.append(Block(key, words, where, rows=rows, merged=merged))
        for one in gathered:
            self._beside_of(one)

    def _beside_of(self, gathered: Gathered) -> None:
        """What hangs on a paragraph: text boxes, pictures, objects, deleted words."""
        self._tracked += gathered.tracked
        for box in gathered.boxes:
            for paragraph in box.iter(f"{W}p"):
                self._add(Where.TEXT_BOX, self._runs.gather(paragraph).text)
        for picture in gathered.pictures:
            self._add(Where.IMAGE, picture or "image")
        for embedded in gathered.embedded:
            self._add(Where.EMBEDDED, embedded or "object")
        if gathered.deleted:
            self._add(Where.DELETED, gathered.deleted)

    def _add(self, where: Where, text: str) -> None:
        words = self._cleaner.clean(text)
        if words:
            self._blocks.append(Block(self._counter.key(where), words, where))

    def _beside(self) -> Iterator[tuple[Any, Where]]:
        for rel in self._part.rels.values():
            where = next((place for ending, place in _BESIDE if rel.reltype.endswith(ending)), None)
            if where is not None and not rel.is_external:
                yield parse_xml(rel.target_part.blob), where


def _numbering_of(part: Any) -> Any | None:
    for rel in part.rels.values():
        if rel.reltype.endswith("/numbering") and not rel.is_external:
            return parse_xml(rel.target_part.blob)
    return None


def _blocks_below(element: Any, where: Where = Where.BODY) -> Iterator[tuple[Any, Where]]:
    """Paragraphs and tables in order, out of whatever is wrapped around them."""
    for child in element.iterchildren("*"):
        if child.tag in (f"{W}p", f"{W}tbl", f"{W}altChunk"):
            yield child, where
        elif child.tag in _AROUND:
            yield from _blocks_below(child, Where.CONTENTS if _is_contents(child) else where)


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "table of contents" in gallery.get(f"{W}val", "").lower()
