"""A story in, a Word file out: the same blocks as on paper, with real headings, fields and repeated table heads.

Geometry and type of GB/T 9704-2012: A4, text 156 by 225 mm, 22 lines of 28 characters on a document grid, 16 pt in a
fixed line of 28.95 pt, faces by the names that the standard means (仿宋_GB2312, 黑体, 楷体_GB2312, 方正小标宋简体). No macros.
Decision: python-docx carries the package (parts, pictures, properties); the XML of the body is written by ourselves, since
its object model has neither fields nor East Asian faces nor parts with their own page numbers.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml import parse_xml

from app.reports.kit.blocks import Block
from app.reports.kit.docx_blocks import write
from app.reports.kit.docx_body import Body, page_margins
from app.reports.kit.docx_furniture import Furniture
from app.reports.kit.docx_styles import StyleBook, document_grid, font_table_xml, settings_xml
from app.reports.kit.docx_text import NAMESPACES
from app.reports.kit.press import RenderStopped
from app.reports.kit.render import headings_of
from app.reports.kit.shape import visible
from app.reports.kit.sheet import Margins, Meta, PageSetup, PartSetup
from app.reports.kit.style import OFFICIAL, Styles

_ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PROPERTY_CHARS = 255
_LEFT_OUT = ("stylesWithEffects", "thumbnail", "customXml", "numbering", "webSettings", "fontTable", "extended-properties")
"""Parts of python-docx's template that a paper has no use for, by the end of their relation's type."""


class Written(msgspec.Struct, frozen=True):
    """A finished Word file. ``missing`` are the characters that have no form in any face, shown as 〔U+XXXX〕."""

    docx: bytes
    missing: tuple[str, ...]


def _never() -> bool:
    return False


def write_docx(
    story: Sequence[Block],
    page_setup: PageSetup,
    meta: Meta,
    *,
    pages: Sequence[str] = (),
    styles: Styles = OFFICIAL,
    should_stop: Callable[[], bool] = _never,
) -> Written:
    """Writes ``story`` as a Word file. The same arguments give the same bytes.

    ``pages`` are the page numbers of the headings, as ``render`` found them for the same story: the table of contents is
    filled with them until Word renews it. Raises ``RenderStopped`` soon after ``should_stop`` first says yes, and
    ``TypeError`` for a block that has no form in Word.
    """

    def check() -> None:
        if should_stop():
            raise RenderStopped

    document = Document()
    _strip(document)
    book = StyleBook(styles)
    furniture = Furniture(document, page_setup, book)
    full = page_setup.margins == Margins()

    def section(part: PartSetup, first: bool) -> str:
        kind = "" if first else f'<w:type w:val="{"oddPage" if part.on_right else "nextPage"}"/>'
        references, special_first = furniture.of(part)
        numbers = '<w:pgNumType w:start="1"/>'
        title_page = "<w:titlePg/>" if special_first else ""
        grid = document_grid() if full else ""
        return f"<w:sectPr>{references}{kind}{page_margins(page_setup)}{numbers}{title_page}{grid}</w:sectPr>"

    def image(data: bytes) -> str:
        relation, _ = document.part.get_or_add_image(io.BytesIO(data))
        return str(relation)

    headings = headings_of(story)
    body = Body(book, page_setup, headings, pages, section, image, check)
    for block in story:
        check()
        write(block, body)
    xml = body.xml()
    element = document.element.body
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")):
        element.append(child)
    _replace(document.styles.element, book.xml())
    _replace(document.settings.element, settings_xml())
    _add_fonts(document)
    _describe(document, meta)
    made = io.BytesIO()
    document.save(made)
    return Written(_packed(made.getvalue()), tuple(body.missing))


def _replace(element: object, xml: str) -> None:
    """The children of an element of the template, replaced by those of ``xml``."""
    old: list[object] = list(element)  # type: ignore[call-overload]
    for child in old:
        element.remove(child)  # type: ignore[attr-defined]
    for child in list(parse_xml(xml)):
        element.append(child)  # type: ignore[attr-defined]


def _strip(document: WordDocument) -> None:
    for rels in (document.part.rels, document.part.package.rels if document.part.package else {}):
        for key, relation in list(rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _LEFT_OUT:
                del rels[key]


def _add_fonts(document: WordDocument) -> None:
    package = document.part.package
    if package is None:
        raise ValueError("a document without a package")
    part = PackagePart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, font_table_xml().encode(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _describe(document: WordDocument, meta: Meta) -> None:
    properties = document.core_properties
    moment = datetime.fromtimestamp(meta.created_at_epoch_s, UTC) if meta.created_at_epoch_s else _ALWAYS
    properties.title = _property(meta.title)
    properties.author = properties.last_modified_by = _property(meta.author)
    properties.subject = _property(meta.subject)
    properties.keywords = _property(meta.keywords)
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = moment.replace(tzinfo=None)
    properties.revision = 1


def _property(text: str) -> str:
    return visible(text).replace("\n", " ")[:_PROPERTY_CHARS]


def _packed(raw: bytes) -> bytes:
    """The package again with one date on all its files, so that the same paper is the same file."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(name))
    return made.getvalue()
