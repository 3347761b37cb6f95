"""Makes a paper fit for the archive: PDF/A-2b (ISO 19005-2, level B), as far as it can be told from inside.

Met and checked by tests on the finished file: every face embedded as a subset with widths and a table to Unicode; no base-14
face; device colours under an sRGB output intent; XMP that says the same as the information dictionary; file identifier; no
encryption, script, embedded file or action; links that print; streams that end as the standard wants; transparency
(the mark of a drill) in the standard's own blend mode only. Apache Preflight (PDF/A-1b, stricter where both speak) finds
nothing in papers without transparency.
Not checked: a validator of PDF/A-2 itself (veraPDF) is in no registry that this project may use. Level A (tagged structure) is
not met, and not claimed.
Decision: the claim is made only where all faces are embedded and the colour profile is at hand, never as a matter of course.
The profile is made by LittleCMS through Pillow ("no copyright, use freely") and always the same bytes: its date is fixed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from app.reports.kit.shape import visible
from app.reports.kit.sheet import Meta

_MOST_CHARS = 2000
_PROFILE_DATE = slice(24, 36)
_SRGB = "sRGB IEC61966-2.1"
_BY = "Zhishou"
_INVARIANT_EPOCH_S = 946684800
"""The date of a file without one: 2000-01-01, as reportlab has it."""

rl_config.useA85 = 0  # streams as bytes: a fifth smaller than in letters, which nothing needs any more


def said(text: str) -> str:
    """A property as it may stand in a file: one line, without control characters, of bounded length."""
    return " ".join(visible(text).split())[:_MOST_CHARS]


def describe(canvas: Any, meta: Meta) -> None:
    """Writes what the file says about itself into the properties of a canvas."""
    canvas.setTitle(said(meta.title))
    canvas.setAuthor(said(meta.author))
    canvas.setSubject(said(meta.subject))
    canvas.setKeywords(said(meta.keywords))
    canvas.setCreator(_BY)
    canvas.setProducer(_BY)
    stamp = canvas._doc._timeStamp
    stamp.t = float(meta.created_at_epoch_s or _INVARIANT_EPOCH_S)
    stamp.lt = datetime.fromtimestamp(stamp.t, UTC).timetuple()
    stamp.YMDhms, stamp.dhh, stamp.dmm = tuple(stamp.lt)[:6], 0, 0


class _Asking(pdfdoc.NoEncryption):  # type: ignore[misc]
    """No encryption, as ever; asks at each piece that is written whether the caller still wants it."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check

    def encode(self, t: Any) -> Any:
        """The piece as it is."""
        self._check()
        return t


def archive(canvas: Any, meta: Meta, check: Callable[[], None]) -> None:
    """Adds metadata and the meaning of colours to a finished canvas, right before it is saved.

    The file says that it is PDF/A-2b only where that can be true. While it is written ``check`` is asked; what it raises ends
    the work.
    """
    document = canvas._doc
    document.encrypt = _Asking(check)
    document._pdfVersion = max(document._pdfVersion, (1, 7))
    profile = srgb_profile()
    embedded = all(isinstance(pdfmetrics.getFont(name), TTFont) for name in document.fontMapping)
    xmp = pdfdoc.PDFStream(content=_xmp(meta, claim=embedded and profile is not None))
    xmp.dictionary["Type"], xmp.dictionary["Subtype"] = pdfdoc.PDFName("Metadata"), pdfdoc.PDFName("XML")
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = xmp
    if profile is None:
        return
    colours = pdfdoc.PDFStream(content=profile, filters=[pdfdoc.PDFZCompress])
    colours.dictionary["N"] = 3
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary({
        "Type": pdfdoc.PDFName("OutputIntent"), "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString(_SRGB), "Info": pdfdoc.PDFString(_SRGB),
        "DestOutputProfile": document.Reference(colours),
    })])  # fmt: skip


@lru_cache(maxsize=1)
def srgb_profile() -> bytes | None:
    """The ICC profile of sRGB; ``None`` where Pillow was built without LittleCMS."""
    try:
        from PIL import ImageCms  # noqa: PLC0415 - absent from some builds of Pillow

        made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    except (ImportError, AttributeError):
        return None
    made[_PROFILE_DATE] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 2000-01-01: the same bytes every time
    return bytes(made)


def _xmp(meta: Meta, *, claim: bool) -> bytes:
    moment = datetime.fromtimestamp(meta.created_at_epoch_s or _INVARIANT_EPOCH_S, UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")

    def alternative(name: str, text: str) -> str:
        return f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(said(text))}</rdf:li></rdf:Alt></dc:{name}>'

    part = '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>' if claim else ""
    spaces = " ".join(f'xmlns:{name}="{where}"' for name, where in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{part}'
        f"<dc:format>application/pdf</dc:format>{alternative('title', meta.title)}"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(said(meta.author))}</rdf:li></rdf:Seq></dc:creator>"
        f"{alternative('description', meta.subject)}"
        f"<pdf:Keywords>{escape(said(meta.keywords))}</pdf:Keywords><pdf:Producer>{_BY}</pdf:Producer>"
        f"<xmp:CreatorTool>{_BY}</xmp:CreatorTool><xmp:CreateDate>{moment}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A face whose table to Unicode knows characters beyond the basic plane too (rare names), which reportlab's does not."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab's name
        """Adds the subsets of the face to the file."""
        doc.encrypt.encode(b"")  # cutting out a subset takes time: ask before each face
        subsets = list(self.state[doc].subsets) if doc in self.state else []
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode(name, subset)


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """The table from the codes of a subset (its places) to Unicode, in blocks of a hundred as the standard wants."""
    lines = [f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset) if char]
    blocks = [lines[n : n + _BLOCK] for n in range(0, len(lines), _BLOCK)]
    said_blocks = (f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n/CMapName /{name} def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n" + "\n".join(said_blocks)
        + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )  # fmt: skip


_BLOCK = 100
_NAMESPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_STREAM_END, _OBJECT_END = b"endstream\n", b"endobj\n"
_ENTRY = 20
_XREF = re.compile(rb"xref\n0 (\d+)\s\n?")


def with_line_ends(pdf: bytes) -> bytes:
    """The file with a line end before each ``endstream`` (ISO 19005-2, 6.1.7.1), which reportlab leaves out.

    ``pdf`` is a file as reportlab writes it: one table of objects, in the order of the file. Raises ``ValueError`` for another.
    """
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    head = _XREF.match(pdf, start)
    if head is None:
        raise ValueError("no table of objects")
    count = int(head[1])
    entries = pdf[head.end() : head.end() + count * _ENTRY]
    places = [int(entries[n : n + 10]) for n in range(_ENTRY, count * _ENTRY, _ENTRY)]
    made = [pdf[: min(places)]]
    moved: dict[int, int] = {}
    length = len(made[0])
    ordered = sorted(places)
    for place, end in zip(ordered, [*ordered[1:], start], strict=True):
        one = pdf[place:end]
        if one.endswith(_STREAM_END + _OBJECT_END):
            body = len(one) - len(_STREAM_END) - len(_OBJECT_END)
            one = one[:body] + b"\n" + one[body:]
        moved[place] = length
        made.append(one)
        length += len(one)
    table = entries[:_ENTRY] + b"".join(b"%010d" % moved[p] + entries[n + 10 : n + _ENTRY] for n, p in zip(
        range(_ENTRY, count * _ENTRY, _ENTRY), places, strict=True
    ))  # fmt: skip
    tail = pdf[head.end() + count * _ENTRY : pdf.rindex(b"startxref")]
    return b"".join((*made, head[0], table, tail, b"startxref\n%d\n%%%%EOF\n" % length))
