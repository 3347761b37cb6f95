"""CAP 1.2 (OASIS, 2010): bytes to values. CAP 1.1 is read too: the fields used here are the same.

A message may hold several ``info`` blocks, one a language: the Chinese one is taken, else the first. A polygon is written
``lat,lon lat,lon …`` and closed by repeating its first point; a circle ``lat,lon radius`` with the radius in kilometres. A
shape that cannot be is left out and told; the warning itself is never lost for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec

from app.domain.drawing.model import Shape, ShapeForm
from app.domain.drawing.rules import MOST_POINTS, fault
from app.domain.duty.model import WarningArea
from app.domain.warning.model import MessageStatus, MessageType, WarningMessage
from app.domain.words import AlertLevel
from app.kernel.clock import as_utc
from app.kernel.errors import BadFile, Problem
from app.kernel.geo import Point
from app.network.warnings.tree import Node, read_tree

LONGEST_WORDS = 8_000
"""Characters of one field that are kept."""

_CHINESE = re.compile(r"^zh\b", re.IGNORECASE)
_COLOURS = MappingProxyType({
    "红": AlertLevel.RED, "橙": AlertLevel.ORANGE, "黄": AlertLevel.YELLOW, "蓝": AlertLevel.BLUE,
    "red": AlertLevel.RED, "orange": AlertLevel.ORANGE, "yellow": AlertLevel.YELLOW, "blue": AlertLevel.BLUE,
})
_NAMED = re.compile(r"(红|橙|黄|蓝)色", re.IGNORECASE)
_ALONE = re.compile(r"^\s*(red|orange|yellow|blue|红|橙|黄|蓝)(?:色|\b)", re.IGNORECASE)
_LEVEL_NAMES = re.compile(r"level|colou?r|severity|级别|等级|颜色", re.IGNORECASE)
_TYPES: Mapping[str, MessageType] = MappingProxyType({one.value: one for one in MessageType})
_STATUSES: Mapping[str, MessageStatus] = MappingProxyType({one.value: one for one in MessageStatus})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

KindOf = Callable[[str], str]
"""The code of a kind of warning for the words of an event; ``other`` where none fits."""


class CapRead(msgspec.Struct, frozen=True):
    """A message, and what in it could not be used (never what matters: then there would be no message)."""

    message: WarningMessage
    problems: tuple[Problem, ...] = ()


def parse(data: bytes, file: str, kind_of: KindOf) -> CapRead:
    """The message in these bytes. ``BadFile`` with every missing or wrong field that it cannot do without."""
    root = read_tree(data, file)
    if root.name != "alert" or "emergency:cap" not in root.namespace:
        raise BadFile((Problem(file, root.line, root.name[:60], "cap_not_an_alert", {}),))
    reader = _Reader(root, file)
    message = reader.message(hashlib.sha256(data).hexdigest(), kind_of)
    fatal = tuple(one for one in reader.problems if one.code in _FATAL)
    if fatal:
        raise BadFile(fatal)
    return CapRead(message, tuple(reader.problems))


_FATAL = frozenset({"cap_missing", "cap_time", "cap_value"})


class _Reader:
    """Reads one message and gathers what is wrong with it."""

    def __init__(self, root: Node, file: str) -> None:
        self._root, self._file = root, file
        self.problems: list[Problem] = []

    def message(self, sha256: str, kind_of: KindOf) -> WarningMessage:
        root = self._root
        kind = _TYPES.get(self._needed(root, "msgType").lower())
        status = _STATUSES.get(self._needed(root, "status").lower())
        if kind is None:
            self._say(root, "msgType", "cap_value")
        if status is None:
            self._say(root, "status", "cap_value")
        info = self._info(needed=kind is not MessageType.CANCEL)
        event = _clean(info.words("event"))
        headline = _clean(info.words("headline"))
        return WarningMessage(
            identifier=self._needed(root, "identifier")[:200], sender=self._needed(root, "sender")[:200],
            sent_at=self._moment(root, "sent", needed=True) or _NEVER, type=kind or MessageType.ALERT,
            status=status or MessageStatus.ACTUAL, event=event, kind=kind_of(f"{event} {headline}"), level=_level(info),
            headline=headline, text=_clean(info.words("description")), advice=_clean(info.words("instruction")),
            issued_by=_clean(info.words("senderName")), effective_at=self._moment(info, "effective"),
            expires_at=self._moment(info, "expires"), areas=tuple(self._area(one) for one in info.all("area")),
            references=_references(root.words("references")), source_sha256=sha256, source_name=self._file,
        )

    def _info(self, *, needed: bool) -> Node:
        blocks = list(self._root.all("info"))
        if not blocks:
            if needed:
                self._say(self._root, "info", "cap_missing")
            return Node("", "info", self._root.line)
        return next((one for one in blocks if _CHINESE.match(one.words("language"))), blocks[0])

    def _area(self, node: Node) -> WarningArea:
        shapes = [self._shape(one, _polygon) for one in node.all("polygon")]
        shapes += [self._shape(one, _circle) for one in node.all("circle")]
        codes = tuple(dict.fromkeys(_clean(one.words("value"))[:40] for one in node.all("geocode") if one.words("value")))
        return WarningArea(_clean(node.words("areaDesc")), codes, tuple(one for one in shapes if one is not None))

    def _shape(self, node: Node, read: Callable[[str], Shape]) -> Shape | None:
        try:
            shape = read(node.text)
        except ValueError:
            self.problems.append(Problem(self._file, node.line, node.name, "cap_shape_unreadable", {}))
            return None
        wrong = fault(shape)
        if wrong:
            self.problems.append(Problem(self._file, node.line, node.name, "cap_shape_left_out", {"why": wrong}))
            return None
        return shape

    def _needed(self, node: Node, name: str) -> str:
        words = _clean(node.words(name))
        if not words:
            self._say(node, name, "cap_missing")
        return words

    def _moment(self, node: Node, name: str, *, needed: bool = False) -> datetime | None:
        words = self._needed(node, name) if needed else node.words(name)
        if not words:
            return None
        try:
            return as_utc(datetime.fromisoformat(words))
        except (ValueError, OverflowError):  # a time without its zone could be any hour: it is not guessed
            self._say(node, name, "cap_time")
            return None

    def _say(self, node: Node, name: str, code: str) -> None:
        found = node.first(name)
        facts = {"value": found.text.strip()[:60]} if found is not None else {}
        self.problems.append(Problem(self._file, found.line if found is not None else node.line, name, code, facts))


_NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _level(info: Node) -> AlertLevel | None:
    """The colour that the issuer named: in a parameter, in the severity, or in so many words. Never guessed from ``Severe``."""
    for one in info.all("parameter"):
        found = _ALONE.match(one.words("value"))
        if found and _LEVEL_NAMES.search(one.words("valueName")):
            return _COLOURS[found[1].lower()]
    found = _ALONE.match(info.words("severity"))
    if found:
        return _COLOURS[found[1].lower()]
    for name in ("headline", "event", "description"):
        colours = dict.fromkeys(_NAMED.findall(info.words(name)))
        if len(colours) == 1:
            return _COLOURS[next(iter(colours))]
    return None


def _polygon(text: str) -> Shape:
    points = [_point(pair) for pair in text.split()[: MOST_POINTS + 2]]
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return Shape(ShapeForm.AREA, tuple(points))


def _circle(text: str) -> Shape:
    place, radius_km = text.split()
    return Shape(ShapeForm.CIRCLE, (_point(place),), float(radius_km) * 1000)


def _point(pair: str) -> Point:
    lat, lon = (float(part) for part in pair.split(","))
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(pair)
    return Point(lat, lon)


def _references(text: str) -> tuple[str, ...]:
    """The identifiers in ``sender,identifier,sent sender,identifier,sent …``."""
    parts = (one.split(",") for one in text.split()[:100])
    return tuple(dict.fromkeys(one[1][:200] for one in parts if len(one) == 3 and one[1]))


def _clean(text: str) -> str:
    """What a person may read: no control characters, no turned writing, of a bounded length."""
    return _CONTROL.sub("", text).strip()[:LONGEST_WORDS]
