"""Walks the content of a PDF page: where every character, rule and picture stands, in points from the lower left corner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pypdf import PageObject
from pypdf.generic import ContentStream

Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


class Glyph(NamedTuple):
    text: str
    x: float
    y: float
    size: float
    advance: float
    font: str
    colour: tuple[float, ...]
    turned: bool

    @property
    def right(self) -> float:
        return self.x + self.advance


class Stroke(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    colour: tuple[float, ...]


class Walked(NamedTuple):
    glyphs: list[Glyph]
    strokes: list[Stroke]

    def rows(self) -> list[list[Glyph]]:
        """Upright characters by baseline, from the top; each row from the left."""
        found: dict[float, list[Glyph]] = {}
        for one in self.glyphs:
            if not one.turned:
                found.setdefault(next((y for y in found if abs(y - one.y) < 0.05), one.y), []).append(one)
        return [sorted(found[y], key=lambda g: g.x) for y in sorted(found, reverse=True)]

    def row(self, words: str) -> list[Glyph]:
        """The row that has these words (blanks do not count)."""
        return next(row for row in self.rows() if words in said(row))


def said(row: Iterable[Glyph]) -> str:
    return re.sub(r"\s", "", "".join(g.text for g in row))


def times(a: Matrix, b: Matrix) -> Matrix:
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def walk(page: PageObject) -> Walked:
    walked = Walked([], [])
    contents = page.get_contents()
    if contents is not None:
        _Walker(walked).run(contents, page["/Resources"], _UPRIGHT)
    return walked


class _Font:
    def __init__(self, font: Any) -> None:
        self.name = str(font["/BaseFont"])[1:]
        self.first = int(font.get("/FirstChar", 0))
        self.widths = [float(w) for w in font.get("/Widths", [])]
        self.unicode: dict[int, str] = {}
        if "/ToUnicode" in font:
            table = font["/ToUnicode"].get_data().decode("ascii")
            for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
                for code, to in re.findall(r"<(\w{2})>\s*<(\w+)>", block):
                    self.unicode[int(code, 16)] = bytes.fromhex(to).decode("utf-16-be")

    def width(self, code: int) -> float:
        place = code - self.first
        return self.widths[place] / 1000 if 0 <= place < len(self.widths) else 0.5


class _Walker:
    def __init__(self, walked: Walked) -> None:
        self._walked = walked
        self._fonts: dict[int, _Font] = {}

    def run(self, contents: Any, resources: Any, base: Matrix) -> None:  # noqa: PLR0912 - one branch an operator
        state: dict[str, Any] = {"ctm": base, "Tc": 0.0, "Tw": 0.0, "Tf": None, "size": 0.0, "w": 1.0, "fill": (0,), "line": (0,)}
        stack: list[dict[str, Any]] = []
        path: list[tuple[float, float]] = []
        tm = lm = _UPRIGHT
        for given, operator in ContentStream(contents, None).operations:
            name = operator.decode()
            values = given
            if name == "q":
                stack.append(dict(state))
            elif name == "Q":
                state = stack.pop()
            elif name == "cm":
                state["ctm"] = times(tuple(map(float, values)), state["ctm"])  # type: ignore[arg-type]
            elif name == "BT":
                tm = lm = _UPRIGHT
            elif name in {"Td", "TD"}:
                tm = lm = times((1, 0, 0, 1, float(values[0]), float(values[1])), lm)
            elif name == "Tm":
                tm = lm = tuple(map(float, values))  # type: ignore[assignment]
            elif name == "T*":
                tm = lm = times((1, 0, 0, 1, 0, -state.get("TL", 0.0)), lm)
            elif name in {"Tc", "Tw", "TL", "w"}:
                state[name] = float(values[0])
            elif name == "Tf":
                state["Tf"], state["size"] = self._font(resources["/Font"][values[0]]), float(values[1])
            elif name in {"rg", "g", "RG", "G"}:
                state["fill" if name.islower() else "line"] = tuple(map(float, values))
            elif name == "Tj":
                tm = self._show(values[0], state, tm)
            elif name in {"m", "l"}:
                path.append((float(values[0]), float(values[1])))
            elif name == "re":
                x, y, wide, high = map(float, values)
                path += [(x, y), (x + wide, y), (x + wide, y), (x + wide, y + high), (x + wide, y + high), (x, y + high)]
                path += [(x, y + high), (x, y)]
            elif name in {"S", "s"}:
                self._strokes(path, state)
                path = []
            elif name in {"f", "F", "f*", "n", "B"}:
                path = []
            elif name == "Do":
                form = resources["/XObject"][values[0]].get_object()
                if form["/Subtype"] == "/Form":
                    matrix = tuple(map(float, form.get("/Matrix", _UPRIGHT)))
                    self.run(form, form.get("/Resources", resources), times(matrix, state["ctm"]))  # type: ignore[arg-type]
            elif name in {"TJ", "'", '"', "Ts", "Tz"}:
                raise ValueError(f"{name} is not walked")

    def _font(self, font: Any) -> _Font:
        key = id(font.get_object())
        if key not in self._fonts:
            self._fonts[key] = _Font(font.get_object())
        return self._fonts[key]

    def _show(self, raw: Any, state: dict[str, Any], tm: Matrix) -> Matrix:
        font, size = state["Tf"], state["size"]
        for code in raw.original_bytes:
            placed = times(tm, state["ctm"])
            scale = (placed[0] ** 2 + placed[1] ** 2) ** 0.5
            text = font.unicode.get(code, chr(code))
            wide = font.width(code) * size
            turned = abs(placed[1]) > 1e-6
            self._walked.glyphs.append(
                Glyph(text, placed[4], placed[5], size * scale, wide * scale, font.name, state["fill"], turned)
            )
            tm = times((1, 0, 0, 1, wide + state["Tc"] + (state["Tw"] if code == 32 else 0), 0), tm)
        return tm

    def _strokes(self, path: list[tuple[float, float]], state: dict[str, Any]) -> None:
        ends = [times((1, 0, 0, 1, x, y), state["ctm"])[4:] for x, y in path]
        for (x1, y1), (x2, y2) in zip(ends[::2], ends[1::2], strict=False):
            self._walked.strokes.append(Stroke(x1, y1, x2, y2, state["w"], state["line"]))
