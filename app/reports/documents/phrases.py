"""Small words that all papers share: moments, counts, clipped text, the check code."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from app.kernel.clock import to_local
from app.reports.documents.spec import DocumentInput

_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_LOOSE = re.compile("(?<=[0-9]) (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) (?=[0-9])")
_WIDE_BLANK = "\u3000"
_BLANKS = re.compile("[^\\S\u3000]+")


class Pair(msgspec.Struct, frozen=True):
    """A label and its value."""

    label: str
    value: str


class Phrases:
    """Says things of one document input in its language."""

    def __init__(self, given: DocumentInput) -> None:
        self._given = given

    def say(self, code: str, /, **facts: Any) -> str:
        """A word of the ``paper`` family."""
        return self._given.wording.say(f"paper.{code}", **facts)

    def pair(self, code: str, value: str) -> Pair:
        """A labelled value; an empty one is shown as a dash."""
        return Pair(self.say(f"label.{code}"), value or self.none)

    @property
    def none(self) -> str:
        """Nothing to say here."""
        return self.say("none")

    @property
    def checking(self) -> str:
        """正在核实: not known yet, and said so."""
        return self.say("checking")

    def moment(self, at: datetime | None) -> str:
        """A moment in prose (24-hour Beijing time), 正在核实 where it is not known."""
        if at is None:
            return self.checking
        local = to_local(at)
        return self.say(
            "moment", iso=local.date().isoformat(), month=local.month, day=local.day, hour=f"{local:%H}", minute=f"{local:%M}"
        )

    def hour(self, at: datetime) -> str:
        """A moment in prose, without the date where it is today's."""
        local = to_local(at)
        if local.date() != to_local(self._given.now).date():
            return self.moment(at)
        return self.say("hour", hour=f"{local:%H}", minute=f"{local:%M}")

    def day(self, at: datetime) -> str:
        """A date in prose."""
        local = to_local(at)
        return self.say("day", iso=local.date().isoformat(), year=local.year, month=local.month, day=local.day)

    def stamp(self, at: datetime | None) -> str:
        """A moment in a table: month, day and time (with the year where it is not this year's); "" for none."""
        if at is None:
            return ""
        local = to_local(at)
        same = local.year == to_local(self._given.now).year
        return local.strftime("%m-%d %H:%M" if same else "%Y-%m-%d %H:%M")

    def full_stamp(self, at: datetime) -> str:
        """A moment to the second, with its year."""
        return to_local(at).strftime("%Y-%m-%d %H:%M:%S")

    def span(self, minutes: int) -> str:
        """A length of time: 25 分, 3 小时 5 分, 2 天 4 小时."""
        days, rest = divmod(minutes, 1440)
        hours, left = divmod(rest, 60)
        if days:
            return self.say("span.days", days=days, hours=hours)
        return self.say("span.hours", hours=hours, minutes=left) if hours else self.say("span.minutes", minutes=left)

    def join(self, parts: Iterable[str]) -> str:
        """Things of one kind in a row (、)."""
        return self.say("and").join(parts)

    def sentence(self, parts: Iterable[str]) -> str:
        """Clauses in one sentence (；…。); "" where there are none."""
        said = self.say("clause").join(part for part in parts if part)
        return self.say("full", text=said) if said else ""

    def tight(self, text: str) -> str:
        """Chinese prose without blanks between figures and characters; other languages as they are."""
        return _LOOSE.sub("", text) if self._given.lang == "zh" else text

    def begun(self, text: str) -> str:
        """A text as it begins a sentence: a small Latin letter becomes a capital."""
        return text[:1].upper() + text[1:]

    def clip(self, text: str, most: int) -> str:
        """At most ``most`` Chinese characters of a text, or twice as many Latin letters, on one line."""
        most = most if self._given.lang == "zh" else most * 2
        flat = _BLANKS.sub(" ", text).strip()
        return flat if len(flat) <= most else flat[: max(most - 2, 1)] + self.say("ellipsis")


def without_asides(label: str) -> str:
    """A label without what stands in brackets: 被困（被埋） → 被困."""
    return _ASIDE.sub("", label).strip()


def broken_at_gaps(title: str, most_em: float) -> str:
    """A title that is too long for a line of so many characters, broken at the wide blank that balances it best."""
    if _em(title) <= most_em:
        return title
    parts = title.split(_WIDE_BLANK)
    pairs = [(_WIDE_BLANK.join(parts[:at]), _WIDE_BLANK.join(parts[at:])) for at in range(1, len(parts))]
    fitting = [pair for pair in pairs if max(map(_em, pair)) <= most_em]
    best = min(fitting, key=lambda pair: abs(_em(pair[0]) - _em(pair[1])), default=None)
    return title if best is None else "\n".join(best)


def _em(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.58 for char in text)


def check_code(document: str, content: msgspec.Struct) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of a content: two papers with one code say the same."""
    digest = hashlib.sha256(document.encode() + b"\0" + msgspec.json.encode(content)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def elapsed_min(earlier: datetime, later: datetime) -> int:
    """Minutes from one moment to a later one, at least 1: a delay of seconds is a delay."""
    return max(1, int((later - earlier).total_seconds() // 60))
