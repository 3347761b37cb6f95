"""XML from outside: no document type, no entities, and a tree that is not absurdly large."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from app.map.spatial.collector import bad

_MOST_TAGS = 8_000_000
"""Opening and closing ones: a million track points with height and time have six each; a tree of more fills the memory."""


def parse_xml(data: bytes, file: str) -> Element:
    """The root of the document. ``BadFile`` for a document type or entities, ``ParseError`` for what is no XML."""
    from defusedxml import ElementTree as Safe  # noqa: PLC0415 - only whoever reads XML pays for it
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415

    if data.count(b"<") > _MOST_TAGS:
        raise bad(file, "too_many_tags", most=_MOST_TAGS // 2)
    try:
        root = Safe.fromstring(_readable(data), forbid_dtd=True)
    except DefusedXmlException as error:
        raise bad(file, "xml_entities") from error
    return root


def _readable(data: bytes) -> bytes:
    """Chinese encodings that the parser does not know, as UTF-8."""
    head = data[:200].lower()
    if not any(name in head for name in (b"gb2312", b"gbk", b"gb18030")):
        return data
    text = data.decode("gb18030", "replace")
    end = text.find("?>")
    return text[end + 2 :].encode() if text.lstrip().startswith("<?xml") and end > 0 else text.encode()
