"""What a file is and whether it may be opened, before any parser of documents sees it.

A Word file is a ZIP of XML files: both can be bombs. The package is measured by its own table of contents first (the
reader of ZIP files never gives more bytes than the table declares), then every XML part runs through a parser that knows
no document type declaration and no entities, with a limit on depth and number of elements.
"""

from __future__ import annotations

import io
import posixpath
import re
import xml.sax
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from app.desk.jobs import Progress
from app.exchange.plan_document.flaws import bad

MOST_BYTES = 40_000_000
MOST_TEXT_BYTES = 8_000_000
MOST_PARTS = 3_000
MOST_UNPACKED = 300_000_000
MOST_PART = 80_000_000
"""One part; pictures of a plan are large, its text is not."""

MOST_XML_PART = 40_000_000
MOST_RATIO = 250
"""Unpacked to packed, for a whole package of more than ``RATIO_FROM`` bytes; office XML reaches about 30."""

RATIO_FROM = 4_000_000
MOST_DEPTH = 180
MOST_NODES = 4_000_000
TYPES = "[Content_Types].xml"

_DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_SCANNED = (".xml", ".rels")
_MACRO = re.compile(r"vbaproject|vbadata", re.IGNORECASE)
_ALIENS = (
    (b"%PDF", "import_is_pdf"),
    (b"{\\rtf", "import_is_rtf"),
    (b"\x1f\x8b", "import_is_archive"),
    (b"Rar!", "import_is_archive"),
    (b"7z\xbc\xaf", "import_is_archive"),
    (b"\x89PNG", "import_is_picture"),
    (b"\xff\xd8\xff", "import_is_picture"),
)


def read_checked(path: Path, progress: Progress) -> tuple[bytes, bool]:
    """The file's bytes, and whether they are a Word package (else text). Raises ``BadFile`` for whatever is neither."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise bad(path.name, "import_too_large", most=MOST_BYTES // 1_000_000)
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise bad(path.name, "file_missing") from error
    except OSError as error:
        raise bad(path.name, "file_unreadable", detail=error.strerror or str(error)) from error
    if not raw.strip(b"\x00 \t\r\n"):
        raise bad(path.name, "import_empty")
    if raw.startswith(_OLE):
        raise bad(path.name, _ole_flaw(raw))
    for magic, code in _ALIENS:
        if raw.startswith(magic):
            raise bad(path.name, code)
    if raw.startswith(_ZIP):
        check_package(path.name, raw, progress)
        return raw, True
    if path.suffix.lower() in (".docx", ".docm", ".dotx", ".doc", ".wps"):
        raise bad(path.name, "import_is_web_page" if _looks_like_html(raw) else "import_not_word")
    if len(raw) > MOST_TEXT_BYTES:
        raise bad(path.name, "import_too_large", most=MOST_TEXT_BYTES // 1_000_000)
    return raw, False


def check_package(name: str, raw: bytes, progress: Progress) -> None:
    """Nothing, where the bytes are a Word package that cannot hurt. Raises ``BadFile`` with the reason and the mend."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
            _check_sizes(name, raw, parts)
            _check_kind(name, package, parts)
            for part in _xml_parts(package, parts):
                progress.report(0.0)
                _check_xml(name, part, package)
    except _DAMAGE as error:
        raise bad(name, "import_damaged", detail=str(error)[:80]) from error


def _check_sizes(name: str, raw: bytes, parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or total > MOST_UNPACKED or any(part.file_size > MOST_PART for part in parts):
        raise bad(name, "import_bomb")
    if total > RATIO_FROM and total > MOST_RATIO * len(raw):
        raise bad(name, "import_bomb")
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(_escapes(one) for one in names):
        raise bad(name, "import_damaged", detail="names")
    end = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < end:  # parts that share bytes: a small file that unfolds into a huge one
            raise bad(name, "import_bomb")
        end = part.header_offset + part.compress_size
        if part.flag_bits & 1:
            raise bad(name, "import_password")
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise bad(name, "import_damaged", detail="compression")


def _check_kind(name: str, package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    if TYPES not in names:
        raise bad(name, _foreign_package(names))
    if any(_MACRO.search(one) for one in names):
        raise bad(name, "import_macros")
    if package.getinfo(TYPES).file_size > MOST_XML_PART:
        raise bad(name, "import_bomb")
    types = package.read(TYPES)
    if b"macroEnabled" in types or b"ms-office.vbaProject" in types:
        raise bad(name, "import_macros")
    if b"wordprocessingml.template" in types:
        raise bad(name, "import_is_template")
    if b"wordprocessingml.document.main" not in types:
        raise bad(name, "import_other_office")


def _foreign_package(names: set[str]) -> str:
    if "OFD.xml" in names:
        return "import_is_ofd"
    return "import_is_odt" if "content.xml" in names and "mimetype" in names else "import_is_archive"


def _xml_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """Every part that some reader may take for XML: by its ending, or because the package says so."""
    types = package.read(TYPES).decode("utf-8", errors="replace")
    said = {match.group(1).lstrip("/").lower() for match in re.finditer(r'PartName="([^"]{1,300})"', types)}
    endings = {match.group(1).lower() for match in re.finditer(r'Extension="([^"]{1,40})"[^>]{0,200}xml"', types)}
    for part in parts:
        lower = part.filename.lower()
        if lower.endswith(_SCANNED) or lower in said or lower.rpartition(".")[2] in endings:
            yield part


def _check_xml(name: str, part: zipfile.ZipInfo, package: zipfile.ZipFile) -> None:
    if part.file_size > MOST_XML_PART:
        raise bad(name, "import_bomb")
    with package.open(part) as stream:
        head = stream.read(2_000)
        if not head.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith((b"<", b"\xff\xfe<", b"\xfe\xff\x00<")):
            if part.filename.lower().endswith(_SCANNED):
                raise bad(name, "import_damaged", detail=posixpath.basename(part.filename)[:60])
            return  # a picture that the package lists by name
    counter = _Counter()
    parser = create_parser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(counter)
    try:
        with package.open(part) as stream:
            parser.parse(stream)
    except DefusedXmlException as error:
        raise bad(name, "import_entities") from error
    except _TooMuch as error:
        raise bad(name, "import_bomb") from error
    except (xml.sax.SAXException, LookupError) as error:
        raise bad(name, "import_damaged", detail=f"{posixpath.basename(part.filename)}: {error}"[:80]) from error


class _TooMuch(Exception):  # noqa: N818 - a limit, not an error of the parser
    """Too deep or too many elements."""


class _Counter(ContentHandler):
    """Counts elements and how deep they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._nodes = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name that SAX calls
        """One more, one deeper."""
        self._depth += 1
        self._nodes += 1
        if self._depth > MOST_DEPTH or self._nodes > MOST_NODES:
            raise _TooMuch

    def endElement(self, name: str) -> None:  # noqa: N802 - the name that SAX calls
        """One up."""
        self._depth -= 1


def _ole_flaw(raw: bytes) -> str:
    """Which of the files in Microsoft's old container this is."""

    def holds(word: str) -> bool:
        return word.encode("utf-16-le") in raw

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return "import_password"
    if holds("WordDocument"):
        return "import_old_doc"
    return "import_other_office"


def _looks_like_html(raw: bytes) -> bool:
    head = raw[:2_000].lower()
    return b"<html" in head or b"mime-version" in head


def _escapes(part: str) -> bool:
    return part.startswith(("/", "\\")) or ".." in part.replace("\\", "/").split("/") or "\x00" in part
