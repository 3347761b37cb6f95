"""Converts CFF faces, which reportlab cannot embed, to TrueType outlines: once per machine, into the
user's cache.

Decision: glyphs are drawn straight into a new font rather than subset first: only the characters that a
Chinese office can need are taken, and no layout tables, which takes a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.kernel.errors import Fault
from app.kernel.whole_file import whole_file
from app.reports.kit.faces import ROLES, FaceRole
from app.reports.kit.sfnt import FontFile

if TYPE_CHECKING:
    from app.reports.kit.fonts import FontLibrary

_RANGES = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x0100, 0x017F), (0x0391, 0x03C9), (0x0410, 0x0451),
    (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2100, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x266F), (0x2700, 0x27BF), (0x3000, 0x30FF),
    (0x3100, 0x312F), (0x3200, 0x33FF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF), (0x2A700, 0x323AF),
)  # fmt: skip
_NAMES = frozenset(map(ord, (
    "㐂㑇㕮㙍㙘㙦㛃㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛"
    "䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮𠅤𠙶𠳐𡎚𡐓𣗋𣲗𣲘𣸣𤧛𤩽𤫉𥔲𥕢𥖨𥻗𦈡𦒍𦙶𦝼𦭜𦰡𧿹𨐈𨙸𨚕𨟠𨭉𨱇𨱏𨱑𨱔𨺙𩽾𩾃𩾌"
)))  # fmt: skip
"""Rare characters of 通用规范汉字表 that stand in names; the rest of extensions A and B falls back to
another face."""
_FORMAT = 1
"""Raised when the converter changes, so that old results are made again."""
_MAX_ERROR_EM = 0.001
_LICENCE_NAMES = (0, 7, 13, 14)
_REPORT_EVERY = 500
_MOST_VISIBLE_FIRST = (
    FaceRole.XIAOBIAOSONG,
    FaceRole.FANGSONG,
    FaceRole.HEITI,
    FaceRole.SONGTI,
    FaceRole.KAITI,
)

Progress = Callable[[str, int, int], None]
"""Called with the face's family, glyphs done, glyphs in all."""


def converted_path(file: FontFile, cache_dir: Path) -> Path | None:
    """The converted copy of ``file`` if it has been made."""
    path = _target(file, cache_dir)
    return path if path.is_file() else None


def waiting_for(role: FaceRole, library: FontLibrary) -> FontFile | None:
    """The installed face that ``role`` would rather be played by, if its CFF outlines still wait for conversion."""
    for candidate in ROLES[role]:
        files = library.find((candidate,))
        if any(f.glyf or converted_path(f, library.cache_dir) is not None for f in files):
            return None
        if files:
            return files[0]
    return None


def convert_missing(library: FontLibrary, progress: Progress | None = None) -> list[Path]:
    """Converts, for each role, the best installed face where it has CFF outlines; returns the new files.

    Half a minute or so per face, three faces at most on an ordinary machine. A file appears only when it is
    complete, with its licence beside it. Raises ``Fault("font_conversion_failed")`` when the cache cannot be
    written or a face cannot be read. Libraries made before do not see the new faces.
    """
    made = []
    for role in _MOST_VISIBLE_FIRST:
        file = waiting_for(role, library)
        if file is not None:
            made.append(build_converted(file, library.cache_dir, progress))
    return made


def build_converted(file: FontFile, cache_dir: Path, progress: Progress | None = None) -> Path:
    """Writes ``file`` with TrueType outlines into ``cache_dir`` and returns the path."""
    target = _target(file, cache_dir)
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as draft:
            licence = _write_font(file, draft, progress)
            target.with_suffix(".LICENSE.txt").write_text(licence, encoding="utf-8")
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise Fault("font_conversion_failed", {"family": file.family, "why": str(error)}) from error
    return target


def _target(file: FontFile, cache_dir: Path) -> Path:
    safe = "".join(c for c in file.postscript if c.isalnum() or c == "-")
    return cache_dir / f"{safe}-{file.mark}-v{_FORMAT}.ttf"


def _write_font(file: FontFile, path: Path, progress: Progress | None) -> str:
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - heavy, and needed once per machine
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    number = file.index if file.path.suffix.lower() in {".ttc", ".otc"} else -1
    source = TTFont(file.path, fontNumber=number, lazy=True)
    characters = {c: g for c, g in source.getBestCmap().items() if _needed(c)}
    names = [".notdef", *dict.fromkeys(g for g in characters.values() if g != ".notdef")]
    units = source["head"].unitsPerEm
    glyphs, metrics = _outlines(source, names, units, lambda n: progress(file.family, n, len(names)) if progress else None)
    builder = FontBuilder(units, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(characters)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({n: (metrics[n], getattr(glyphs[n], "xMin", 0)) for n in names})
    builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
    table = source["name"]
    builder.setupNameTable({
        "familyName": f"{table.getDebugName(1)} TrueType", "styleName": table.getDebugName(2) or "Regular",
        "fullName": f"{table.getDebugName(4)} TrueType", "psName": f"{file.postscript}-TT"[:63],
        "copyright": table.getDebugName(0) or "", "licenseDescription": table.getDebugName(13) or "",
        "licenseInfoURL": table.getDebugName(14) or "",
    })  # fmt: skip
    old = source["OS/2"]
    builder.setupOS2(
        sTypoAscender=old.sTypoAscender, sTypoDescender=old.sTypoDescender, usWinAscent=old.usWinAscent,
        usWinDescent=old.usWinDescent, usWeightClass=old.usWeightClass, fsType=old.fsType,
        sCapHeight=getattr(old, "sCapHeight", 0), sxHeight=getattr(old, "sxHeight", 0),
    )  # fmt: skip
    builder.setupPost(keepGlyphNames=False)
    builder.save(path)
    return _licence(file, table)


def _needed(code: int) -> bool:
    return code in _NAMES or any(a <= code <= b for a, b in _RANGES)


def _outlines(source: Any, names: list[str], units: int, report: Callable[[int], None]) -> tuple[dict[str, Any], dict[str, int]]:
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    drawings = source.getGlyphSet()
    glyphs: dict[str, Any] = {}
    metrics: dict[str, int] = {}
    for done, name in enumerate(names):
        pen = TTGlyphPen(None)
        drawings[name].draw(Cu2QuPen(pen, units * _MAX_ERROR_EM, reverse_direction=True))
        glyphs[name] = pen.glyph()
        metrics[name] = round(drawings[name].width)
        if done % _REPORT_EVERY == 0:
            report(done)
    report(len(names))
    return glyphs, metrics


def _licence(file: FontFile, table: Any) -> str:
    parts = [f"Converted to TrueType outlines from {file.path.name} ({file.family}); licence of the original:"]
    parts += [text for n in _LICENCE_NAMES if (text := table.getDebugName(n))]
    for beside in sorted(file.path.parent.glob("*")):
        if beside.is_file() and beside.stem.upper() in {"OFL", "LICENSE", "COPYING"}:
            parts.append(beside.read_text(encoding="utf-8", errors="replace"))
    return "\n\n".join(parts) + "\n"
