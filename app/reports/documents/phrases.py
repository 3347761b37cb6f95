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
from app.reports.documents.spec import Spoken

_ASIDE = re.compile(r"（[^（）]*）|\([^()]*\)")
_LOOSE = re.compile("(?<=[0-9]) (?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff]) (?=[0-9])")
_WIDE_BLANK = "\u3000"
_BLANKS = re.compile("[^\\S\u3000]+")


class Pair(msgspec.Struct, frozen=True):
    """A label and its value."""

    label: str
    value: str


class Phrases:
    """Says things of one paper's input in its language."""

    def __init__(self, given: Spoken) -> None:
        self._given = given
        self._mask = given.mask

    def paper(self, code: str, /, **facts: Any) -> str:
        """A word of the ``paper`` family."""
        return self._given.wording.say(f"paper.{code}", **facts)

    def pair(self, code: str, value: str) -> Pair:
        """A labelled value; an empty one is shown as a dash."""
        return Pair(self.paper(f"label.{code}"), value or self.none)

    @property
    def none(self) -> str:
        """Nothing to say here."""
        return self.paper("none")

    @property
    def checking(self) -> str:
        """正在核实: not known yet, and said so."""
        return self.paper("checking")

    def moment(self, at: datetime | None) -> str:
        """A moment in prose (24-hour Beijing time), 正在核实 where it is not known."""
        if at is None:
            return self.checking
        return self.paper("moment", **self._parts(at))

    def hour(self, at: datetime) -> str:
        """A moment in prose, without the date where it is today's."""
        local = to_local(at)
        if local.date() != to_local(self._given.now).date():
            return self.moment(at)
        return self.paper("hour", hour=f"{local:%H}", minute=f"{local:%M}")

    def day(self, at: datetime) -> str:
        """A date in prose."""
        return self.paper("day", **self._parts(at))

    def _parts(self, at: datetime) -> dict[str, str]:
        """Parts of a moment; Chinese writes months and days without a nought before them, figures alone need it."""
        local = to_local(at)
        places = 1 if self._given.lang == "zh" else 2
        return {
            "year": str(local.year), "month": f"{local.month:0{places}}", "day": f"{local.day:0{places}}",
            "hour": f"{local:%H}", "minute": f"{local:%M}",
        }

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
            return self.paper("span.days", days=days, hours=hours)
        return self.paper("span.hours", hours=hours, minutes=left) if hours else self.paper("span.minutes", minutes=left)

    def limit(self, due: datetime, done: datetime | None, named: str) -> str:
        """By when (``named`` is the limit in words), and whether that was kept; nothing is called late before its time has
        passed."""
        if done is not None:
            late = done > due
            span = self.span(elapsed_min(due, done)) if late else ""
            return self.paper("instruction.done_late" if late else "instruction.done", due=named, at=self.stamp(done), span=span)
        if due < self._given.now:
            return self.paper("instruction.overdue", due=named, span=self.span(elapsed_min(due, self._given.now)))
        return self.paper("instruction.due", due=named)

    def join(self, parts: Iterable[str]) -> str:
        """Things of one kind in a row (、)."""
        return self.paper("and").join(parts)

    def sentence(self, parts: Iterable[str]) -> str:
        """Clauses in one sentence (；…。); "" where there are none."""
        said = self.paper("clause").join(part for part in parts if part)
        return self.paper("full", text=said) if said else ""

    @property
    def gap(self) -> str:
        """What stands between two sentences: nothing in Chinese."""
        return "" if self._given.lang == "zh" else " "

    @property
    def close(self) -> str:
        """What joins things that belong closely together: nothing in Chinese (2人被困1人轻伤)."""
        return "" if self._given.lang == "zh" else ", "

    def tight(self, text: str) -> str:
        """Chinese prose without blanks between figures and characters; other languages as they are."""
        return _LOOSE.sub("", text) if self._given.lang == "zh" else text

    def begun(self, text: str) -> str:
        """A text as it begins a sentence: a small Latin letter becomes a capital."""
        return text[:1].upper() + text[1:]

    def clip(self, text: str, most: int) -> str:
        """At most ``most`` Chinese characters of a text, or twice as many Latin letters, on one line; masked before it is cut."""
        most = most if self._given.lang == "zh" else most * 2
        flat = self._mask(_BLANKS.sub(" ", text).strip())
        return flat if len(flat) <= most else flat[: max(most - 2, 1)] + self.paper("ellipsis")


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
