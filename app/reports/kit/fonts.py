"""Finds the faces of this machine, embeds them lazily, falls back character by character, names what no
face has."""

from __future__ import annotations

import hashlib
import io
import struct
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from app.kernel.errors import Fault
from app.reports.kit.archive import EmbeddedFont
from app.reports.kit.convert import converted_path, waiting_for
from app.reports.kit.faces import CHINESE_PROBE, LAST_RESORT, ROLES, Candidate, FaceRole, system_font_dirs
from app.reports.kit.linebreak import HALF_AT_END, HALF_AT_START
from app.reports.kit.sfnt import FontFile, read_faces

if TYPE_CHECKING:
    from app.reports.kit.shape import Set

_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
_GLYPH_HEAD = struct.Struct(">hhhhh")
_FULL_WIDTH = 950
_HALF = 0.55
"""A mark may reach so far into the half that is cut off: what follows has white of its own."""
_SMALLEST_BYTES = 300_000
"""No Chinese face is smaller; the hundreds of Latin faces of a PC need not be opened."""


class LoadedFace(msgspec.Struct, frozen=True, eq=False):
    """A face that reportlab can set: ``name`` is its registered name, ``widths`` are in 1/1000 em by code
    point."""

    name: str
    family: str
    widths: dict[int, float]
    has: Any
    ascent: float
    descent: float
    outlines: Any
    halves: frozenset[str] = frozenset()
    """The full-width marks whose ink stands in one half, so that the other may be cut off."""

    def ink(self, char: str) -> tuple[float, float, float, float]:
        """Left, lower, right and upper edge of the ink of a character, in em from the start of its baseline."""
        return ink_of(self.outlines, char)


def ink_of(outlines: Any, char: str) -> tuple[float, float, float, float]:
    """The box of a glyph as its outlines say (table ``glyf``), in em; all 0 for one without ink or that the face lacks."""
    glyph = outlines.charToGlyph.get(ord(char), 0)
    start, end = outlines.glyphPos[glyph : glyph + 2]
    if end - start < _GLYPH_HEAD.size:
        return (0.0, 0.0, 0.0, 0.0)
    _contours, left, low, right, high = _GLYPH_HEAD.unpack_from(outlines._ttf_data, outlines.get_table_pos("glyf")[0] + start)
    units = outlines.unitsPerEm
    return (left / units, low / units, right / units, high / units)


def halves_of(outlines: Any) -> frozenset[str]:
    """The full-width marks of a face that leave one half of their square white: closing ones the right, opening ones the left."""
    found = set()
    for char in HALF_AT_END | HALF_AT_START:
        if ord(char) not in outlines.charToGlyph or outlines.charWidths.get(ord(char), 0) < _FULL_WIDTH:
            continue
        left, _low, right, _high = ink_of(outlines, char)
        if right <= _HALF if char in HALF_AT_END else left >= 1 - _HALF:
            found.add(char)
    return frozenset(found)


class RoleFace(msgspec.Struct, frozen=True):
    """Who plays a role on this machine: for ``doctor`` and for the print preview."""

    role: FaceRole
    family: str
    official: bool
    convertible: bool
    """A better face is installed but its outlines still wait for conversion (``convert_missing``)."""


class Chain:
    """The faces of one role in order; answers per character and remembers the answer."""

    def __init__(self, library: FontLibrary, files: Sequence[FontFile]) -> None:
        self._library = library
        self._files = files
        self._answers: dict[str, LoadedFace | None] = {}
        self._known: dict[tuple[float, float], dict[str, tuple[Set, ...]]] = {}
        self.missing: dict[str, None] = {}
        """The characters asked for that no face has."""

    def known_at(self, size_pt: float, tracking_pt: float) -> dict[str, tuple[Set, ...]]:
        """The characters set before in this size, to be added to."""
        return self._known.setdefault((size_pt, tracking_pt), {})

    @property
    def first(self) -> LoadedFace:
        """The face of the role itself."""
        for file in self._files:
            face = self._library.load(file)
            if face is not None and all(ord(c) in face.has for c in CHINESE_PROBE):
                return face
        raise no_chinese_font()

    def pick(self, char: str) -> LoadedFace | None:
        """The first face that has ``char``; None when no face of this machine has it."""
        if char in self._answers:
            return self._answers[char]
        found: LoadedFace | None = None
        for file in self._files:
            face = self._library.load(file)
            if face is not None and ord(char) in face.has:
                found = face
                break
        self._answers[char] = found
        return found


def no_chinese_font() -> Fault:
    """The fault of a machine without a Chinese face; ``mend`` says what to install, ``folder`` where a
    file may go."""
    return Fault(
        "no_chinese_font",
        {"mend": "fonts-lxgw-wenkai fonts-wqy-microhei", "roles": ", ".join(FaceRole)},
    )


class FontLibrary:
    """The faces of this machine by role.

    ``search_dirs`` are looked through in order (the user's own folder first, then the bundled one); with
    ``system=True`` the folders of the operating system follow. ``cache_dir`` holds faces converted by
    ``convert_missing``. Nothing is read before the first question. One library may be shared by threads.
    """

    def __init__(self, search_dirs: Iterable[Path], cache_dir: Path, *, system: bool = True) -> None:
        self._dirs = (*search_dirs, *(system_font_dirs() if system else ()))
        self._cache_dir = cache_dir
        self._lock = threading.RLock()
        self._files: tuple[FontFile, ...] | None = None
        self._loaded: dict[FontFile, LoadedFace | None] = {}
        self._chains: dict[FaceRole, Chain] = {}

    @property
    def cache_dir(self) -> Path:
        """Where converted faces are kept."""
        return self._cache_dir

    def files(self) -> tuple[FontFile, ...]:
        """Every face found, those of earlier folders first."""
        with self._lock:
            if self._files is None:
                self._files = tuple(_scan(self._dirs))
            return self._files

    def chain(self, role: FaceRole) -> Chain:
        """The faces that set ``role``; raises ``Fault("no_chinese_font")`` when the machine has none."""
        with self._lock:
            if role not in self._chains:
                files = list(dict.fromkeys((*self._usable(ROLES[role]), *self._usable(LAST_RESORT))))
                chain = Chain(self, files)
                _ = chain.first
                self._chains[role] = chain
            return self._chains[role]

    def survey(self) -> tuple[RoleFace, ...]:
        """Who plays each role; raises ``Fault("no_chinese_font")`` when nobody can."""
        found = []
        for role in FaceRole:
            name = self.chain(role).first.name
            playing = next(f for f, face in self._loaded.items() if face is not None and face.name == name)
            place = _first_match(ROLES[role], playing)
            official = place is not None and ROLES[role][place].official
            waiting = waiting_for(role, self) is not None
            found.append(RoleFace(role, playing.family, official, waiting))
        return tuple(found)

    def missing_characters(self, text: str, role: FaceRole = FaceRole.FANGSONG) -> tuple[str, ...]:
        """The characters of ``text`` that no face has, each once, in order: they are printed as
        〔U+XXXX〕."""
        from app.reports.kit.shape import missing_in  # noqa: PLC0415 - shape builds on this module

        return missing_in(text, role, self)

    def load(self, file: FontFile) -> LoadedFace | None:
        """The face ready for reportlab, or None when the file cannot be embedded."""
        with self._lock:
            if file not in self._loaded:
                self._loaded[file] = self._register(file)
            return self._loaded[file]

    def _register(self, file: FontFile) -> LoadedFace | None:
        path = file.path if file.glyf else converted_path(file, self._cache_dir)
        if path is None:
            return None
        index = file.index if file.glyf else 0
        try:
            data = path.read_bytes()
            name = f"{file.postscript}-{index}-{hashlib.sha256(data).hexdigest()[:16]}"
            if name in pdfmetrics.getRegisteredFontNames():
                font = pdfmetrics.getFont(name)
            else:
                font = EmbeddedFont(name, io.BytesIO(data), subfontIndex=index, shapable=False)
                pdfmetrics.registerFont(font)
        except (TTFError, OSError, ValueError, KeyError, IndexError):
            return None  # a broken or locked face is as good as none: the next in the chain plays
        face = font.face
        return LoadedFace(
            name, file.family, face.charWidths, face.charToGlyph, face.ascent / 1000, face.descent / 1000, face, halves_of(face)
        )

    def _usable(self, candidates: Sequence[Candidate]) -> list[FontFile]:
        return [f for f in self._matching(candidates) if f.glyf or converted_path(f, self._cache_dir) is not None]

    def _matching(self, candidates: Sequence[Candidate]) -> list[FontFile]:
        return [file for candidate in candidates for file in self.files() if file.names & candidate.names]

    def find(self, candidates: Sequence[Candidate]) -> list[FontFile]:
        """The installed faces that the candidates name, in the candidates' order."""
        return self._matching(candidates)


def _first_match(candidates: Sequence[Candidate], file: FontFile) -> int | None:
    return next((i for i, c in enumerate(candidates) if c.names & file.names), None)


def _scan(dirs: Sequence[Path]) -> Iterable[FontFile]:
    seen: set[Path] = set()
    for folder in dirs:
        if not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() not in _SUFFIXES or path in seen:
                continue
            seen.add(path)
            try:
                large = path.stat().st_size >= _SMALLEST_BYTES
            except OSError:
                continue
            if large:
                yield from read_faces(path)
