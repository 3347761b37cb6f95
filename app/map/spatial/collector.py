"""What a reader fills: it keeps the limits, counts, lists what cannot be used, and makes the finished table."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from app.desk.jobs import Progress
from app.kernel.errors import BadFile, Problem
from app.map.spatial import shapes
from app.map.spatial.limits import LIMITS, Limits
from app.map.spatial.model import Column, ColumnKind, Shapes, SpatialData, SpatialFeature, Value

_NAMES = (
    "名称", "name", "名字", "村名", "村居名称", "网格名称", "单位名称", "学校名称", "点名", "站名", "标题", "title", "mc", "xzqmc",
    "qsdwmc", "zldwmc", "name_zh", "fullname", "label", "编号", "id",
)
"""Columns that usually hold the name, the likeliest first."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that no text needs: control codes, turned writing direction, half characters."""

_FIGURE = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{0,8}[1-9])?")
_CODES = re.compile(r"电话|手机|编码|编号|代码|证|phone|tel|code|(?:^|_)id$", re.IGNORECASE)
"""Columns whose digits are no figures."""

_TELL_EVERY = 500


def bad(file: str, code: str, line: int = 0, field: str = "", **facts: object) -> BadFile:
    """One problem that makes a file unusable; ``code`` is worded under ``problem.layer_<code>``."""
    return BadFile((problem(file, code, line, field, **facts),))


def problem(file: str, code: str, line: int = 0, field: str = "", **facts: object) -> Problem:
    """A problem of a file; facts are texts."""
    return Problem(clean(file), line, clean(field)[:80], f"layer_{code}", {name: clean(str(fact)) for name, fact in facts.items()})


def clean(text: str) -> str:
    """The text without characters that hide, break lines off or turn the writing around."""
    return _UNSEEN.sub("\ufffd", text) if _UNSEEN.search(text) else text


class Collector:
    """One table while it is being read. Limits that are passed raise ``BadFile``; a cancelled job raises ``Cancelled``."""

    def __init__(self, file: str, progress: Progress, limits: Limits = LIMITS) -> None:
        self.file = file
        self.limits = limits
        self._progress = progress
        self._features: list[tuple[int, Shapes, dict[str, Value]]] = []
        self._columns: dict[str, set[type]] = {}
        self._dropped: list[Problem] = []
        self._dropped_count = 0
        self._remarks: dict[str, Problem] = {}
        self._vertices = 0

    def add(self, number: int, geometry: Callable[[], Shapes], values: Mapping[Any, Any]) -> None:
        """Take a feature in, or list why its geometry cannot be used."""
        try:
            found = geometry()
        except shapes.Unusable as no:
            self.drop(number, no.code, **no.facts)
            return
        self._vertices += shapes.vertices(found)
        if len(self._features) >= self.limits.features:
            raise bad(self.file, "too_many_features", number, most=self.limits.features)
        if self._vertices > self.limits.vertices:
            raise bad(self.file, "too_many_vertices", number, most=self.limits.vertices)
        row = {self._key(key): self._value(value, number) for key, value in values.items()}
        for key, value in row.items():
            kinds = self._columns.setdefault(key, set())
            if value is not None:
                kinds.add(type(value))
        if len(self._columns) > self.limits.columns:
            raise bad(self.file, "too_many_columns", number, most=self.limits.columns)
        self._features.append((number, found, row))
        if len(self._features) % _TELL_EVERY == 0:
            self.tell(0.5)

    def drop(self, number: int, code: str, field: str = "", **facts: object) -> None:
        """List a feature that cannot be used. ``BadFile`` where a file is made of more of them than it may hold features."""
        self._dropped_count += 1
        if self._dropped_count > self.limits.features:
            raise bad(self.file, "too_many_features", number, most=self.limits.features)
        if self._dropped_count % _TELL_EVERY == 0:
            self.tell(0.5)
        if len(self._dropped) < self.limits.dropped:
            self._dropped.append(problem(self.file, code, number, field, **facts))

    def remark(self, code: str, line: int = 0, field: str = "", **facts: object) -> None:
        """Say something about the table, once a code."""
        self._remarks.setdefault(code, problem(self.file, code, line, field, **facts))

    def tell(self, share: float) -> None:
        """How far it is; raises ``Cancelled`` where somebody wants it to stop."""
        self._progress.report(share)

    def columns_in_order(self, names: Iterable[str]) -> None:
        """Columns that are there even if no feature fills them, in this order."""
        for name in names:
            self._columns.setdefault(self._key(name), set())

    @property
    def is_empty(self) -> bool:
        """Whether nothing usable was found."""
        return not self._features

    @property
    def dropped(self) -> tuple[Problem, ...]:
        """What could not be used, with a last line that counts what is not listed."""
        unlisted = self._dropped_count - len(self._dropped)
        more = (problem(self.file, "more_dropped", count=unlisted),) if unlisted else ()
        return (*self._dropped, *more)

    def finish(self, name: str, *, frame_hint: str = "", frame_words: str = "") -> SpatialData:
        """The finished table. ``BadFile`` with every reason where nothing of it can be used."""
        if self.is_empty:
            raise BadFile(self.dropped or (problem(self.file, "nothing", field=name),))
        if frame_words.strip() and not frame_hint and "old_datum" not in self._remarks:
            self.remark("frame_unknown", field=name, words=_named(frame_words))
        for key, kinds in self._columns.items():
            if kinds == {str} and not _CODES.search(key):
                self._figures(key)
        columns = tuple(Column(key, _kind(kinds)) for key, kinds in self._columns.items())
        features = tuple(
            SpatialFeature(number, found, tuple(_fit(row.get(one.name), one.kind) for one in columns))
            for number, found, row in self._features
        )
        return SpatialData(
            name=clean(name)[:120], columns=columns, features=features, name_column=name_column(columns, features),
            frame_hint=frame_hint, frame_words=clean(frame_words)[:400], dropped=self.dropped,
            remarks=tuple(self._remarks.values()), vertices=self._vertices,
        )

    def _figures(self, key: str) -> None:
        """A column of texts that are all plain figures (a text table, KML) as numbers; no figure changes its look by it."""
        texts = [row[key] for _, _, row in self._features if isinstance(row.get(key), str)]
        if not texts or not all(_FIGURE.fullmatch(str(text)) for text in texts):
            return
        for _, _, row in self._features:
            text = row.get(key)
            if isinstance(text, str):
                row[key] = float(text) if "." in text else int(text)
        self._columns[key] = {float}

    def _key(self, key: Any) -> str:
        text = clean(str(key)).strip()[:80]
        return text or "-"

    def _value(self, value: Any, number: int) -> Value:
        match value:
            case None | bool():
                return value
            case int():
                return value if abs(value) < 2**53 else str(value)
            case float():
                return value if math.isfinite(value) else None
            case dt.datetime() | dt.date() | dt.time():
                return value.isoformat()
            case bytes():
                text = value.decode("utf-8", "replace")
            case str():
                text = value
            case list() | dict() | tuple():
                text = msgspec.json.encode(value, enc_hook=str).decode()
            case _:
                text = str(value)
        text = clean(text).strip()
        if len(text) > self.limits.text:
            self.remark("text_cut", number, most=self.limits.text)
            text = text[: self.limits.text - 1] + "…"
        return text or None


def _named(frame_words: str) -> str:
    """What a coordinate system is called in its well-known text; short words as they are."""
    quoted = re.search(r'"([^"]+)"', frame_words)
    return (quoted[1] if quoted else frame_words)[:60]


def _kind(kinds: set[type]) -> ColumnKind:
    if kinds == {bool}:
        return ColumnKind.FLAG
    return ColumnKind.NUMBER if kinds and kinds <= {int, float} else ColumnKind.TEXT


def _fit(value: Value, kind: ColumnKind) -> Value:
    if value is None or kind is not ColumnKind.TEXT:
        return value
    return value if isinstance(value, str) else str(value)


def name_column(columns: tuple[Column, ...], features: tuple[SpatialFeature, ...]) -> str:
    """The column that most probably holds the names: by its own name, else the text that differs most from row to row."""
    filled = {one.name for at, one in enumerate(columns) if any(feature.values[at] is not None for feature in features)}
    known = {one.name.strip().lower(): one.name for one in reversed(columns) if one.name in filled}
    for name in _NAMES:
        if name in known:
            return known[name]
    best, most = "", 1
    for at, one in enumerate(columns):
        if one.kind is not ColumnKind.TEXT:
            continue
        different = len({feature.values[at] for feature in features[:1000]} - {None})
        if different > most:
            best, most = one.name, different
    return best
