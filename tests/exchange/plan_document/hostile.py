"""Files that want to hurt, made on the spot: bombs, broken packages, disguises."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import docx

from tests.exchange.plan_document.make_samples import word

DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"


def plain_docx(text: str = "云岭乡防汛应急预案\n一、适用范围\n本预案适用于云岭乡境内的洪水灾害。") -> bytes:
    return word(text)


def changed(raw: bytes, change: Callable[[dict[str, bytes]], None], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compress) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def with_part(name: str, body: bytes) -> bytes:
    return changed(plain_docx(), lambda parts: parts.__setitem__(name, body))


def in_body(xml: str) -> bytes:
    """A document with this XML at the beginning of its body."""
    def change(parts: dict[str, bytes]) -> None:
        parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)

    return changed(plain_docx(), change)


def zip_bomb() -> bytes:
    return with_part("word/media/image1.png", b"\0" * 60_000_000)


def many_parts() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts.update({f"word/media/{n}.png": b"" for n in range(3_100)})

    return changed(plain_docx(), change, zipfile.ZIP_STORED)


def overlapping_parts() -> bytes:
    """Two names in the table of contents for the same bytes."""
    raw = plain_docx()
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        last = package.infolist()[-1]
        start = package.start_dir
    name = b"word/copy.xml"
    entry = struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 3, 20, 0, 0, last.compress_type, 0, 33, last.CRC, last.compress_size,
        last.file_size, len(name), 0, 0, 0, 0, 0, last.header_offset,
    )
    end = raw.rindex(b"PK\x05\x06")
    count = struct.unpack("<H", raw[end + 10 : end + 12])[0] + 1
    table = raw[start:end] + entry + name
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(table), start, 0)
    return raw[:start] + table + tail


def entity_bomb() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f'<!DOCTYPE d [<!ENTITY l0 "lol">{lines}]>'.encode()

    def change(parts: dict[str, bytes]) -> None:
        head, _, rest = parts[DOCUMENT].partition(b"?>")
        parts[DOCUMENT] = head + b"?>" + dtd + rest.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", 1)

    return changed(plain_docx(), change)


def external_entity() -> bytes:
    dtd = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'

    def change(parts: dict[str, bytes]) -> None:
        head, _, rest = parts[DOCUMENT].partition(b"?>")
        parts[DOCUMENT] = head + b"?>" + dtd + rest

    return changed(plain_docx(), change)


def deep_xml() -> bytes:
    return in_body("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)


def nested_tables(depth: int) -> bytes:
    opened = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>层</w:t></w:r></w:p>" * depth
    return in_body(opened + "<w:p/></w:tc></w:tr></w:tbl>" * depth)


def huge_span() -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p><w:r><w:t>宽</w:t></w:r></w:p></w:tc>'
    return in_body(f"<w:tbl><w:tr>{cell * 50}</w:tr></w:tbl>")


def macro_document() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"

    return changed(plain_docx(), change)


def macro_type() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts[TYPES] = parts[TYPES].replace(
            b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        )

    return changed(plain_docx(), change)


def external_image() -> bytes:
    """A picture that lies on another machine."""
    def change(parts: dict[str, bytes]) -> None:
        rels = "word/_rels/document.xml.rels"
        link = (
            b'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
            b' Target="http://127.0.0.1:9/secret.png" TargetMode="External"/></Relationships>'
        )
        parts[rels] = parts[rels].replace(b"</Relationships>", link)

    return changed(plain_docx(), change)


def ole(*streams: str) -> bytes:
    """The head of a file in the old container of Microsoft with these streams."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names


def sheet() -> bytes:
    from openpyxl import Workbook

    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def template() -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts[TYPES] = parts[TYPES].replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")

    return changed(plain_docx(), change)


def zipped(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, body in names.items():
            package.writestr(name, body)
    return out.getvalue()


def encrypted_parts() -> bytes:
    """A package whose parts are marked as encrypted, as an archiver with a password makes it."""
    raw = bytearray(plain_docx())
    place = raw.find(b"PK\x01\x02")
    while place >= 0:
        raw[place + 8] |= 1
        place = raw.find(b"PK\x01\x02", place + 4)
    return bytes(raw)


def strict() -> bytes:
    old, new = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"

    def change(parts: dict[str, bytes]) -> None:
        for name in [one for one in parts if one.endswith(".rels")]:
            parts[name] = parts[name].replace(old, new)

    return changed(plain_docx(), change, zipfile.ZIP_STORED)


def long_paragraph(letters: int) -> bytes:
    document = docx.Document()
    document.add_paragraph("柳溪镇防汛应急预案")
    document.add_paragraph("接到报告后15分钟内，" * (letters // 11))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
