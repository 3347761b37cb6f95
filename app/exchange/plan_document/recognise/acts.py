"""Sentences as acts: who does what, within how many minutes, or at once; what is a report, what is only told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

import msgspec

from app.catalog.recognition_words import LimitWords
from app.exchange.plan_document.lexicon import Hit, Lexicon, holds
from app.exchange.plan_document.numerals import number
from app.exchange.plan_document.plain import Span, clauses
from app.exchange.plan_document.recognise.context import Context, codes

NUMBER = r"(?<![0-9])[0-9]{1,9}(?:\.[0-9]{1,4})?|[一二两三四五六七八九十百半]{1,5}"
_TO = re.compile(r"(?:向|给|报|报告|上报|报送|通知|通报|告知|请|请求|对|与|会同|配合|协助|在|于|到|至|从)$")
_COMMA = re.compile("、")
_ONCE = re.compile("[一1]次")
_SUBJECT_WITHIN = 9
_MINUTES = {"min": 1, "h": 60, "day": 1_440, "week": 10_080}


class Kind(StrEnum):
    """What sort of act a clause is."""

    ACT = "act"
    REPORT = "report"
    NOTIFY = "notify"


class Act(msgspec.Struct):
    """Part of a sentence that is one act: its clauses, who, what sort, the limit (minutes), or at once.

    ``core`` is the clause that says the limit or the telling; what follows it says nothing of the stage or the channel.
    """

    start: int
    end: int
    kind: Kind = Kind.ACT
    subjects: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    limit_min: int | None = None
    at_once: bool = False
    every_min: int = 0
    daily_at: tuple[str, ...] = ()
    condition: str = ""
    core: str = ""
    has_act: bool = False
    borrowed: bool = False


class Acts:
    """Cuts sentences into acts with the words of this context."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._words: LimitWords = ctx.rules.limits
        units = {word: _MINUTES[row.code] for row in self._words.units for word in row.words}
        self._units = units
        unit = "|".join(sorted(map(re.escape, units), key=lambda word: -len(word)))
        within = "|".join(map(re.escape, self._words.within))
        every = "|".join(sorted(map(re.escape, self._words.every), key=lambda word: -len(word)))
        self._limit = re.compile(f"(?P<count>{NUMBER})个?(?P<unit>{unit})(?:{within})")
        most = "|".join(map(re.escape, self._words.at_most))
        self._at_most = re.compile(f"(?:{most})(?P<count>{NUMBER})个?(?P<unit>{unit})")
        self._every = re.compile(f"(?:{every})(?P<count>{NUMBER})?个?(?P<unit>{unit})")
        self._before = re.compile(ctx.rules.phrases.precondition)
        self._daily = re.compile(ctx.rules.phrases.daily)
        self._hour = re.compile(ctx.rules.phrases.hour)

    def of(self, span: Span, groups: Lexicon[str]) -> list[Act]:
        """The acts of a sentence, in order. ``groups``: names of the plan's groups, each with its lead."""
        acts: list[Act] = []
        now = Act(0, 0)
        for clause in self._parted(span.text):
            made = self._read(clause, groups)
            if now.has_act and self._begins_anew(now, made):
                acts.append(now)
                now = Act(clause.start, clause.end, subjects=now.subjects, targets=(), limit_min=None)
            _take_in(now, made)
        acts.append(now)
        return acts

    def _parted(self, text: str) -> Iterator[Span]:
        """The clauses, also parted where a second limit follows an enumeration comma (30分钟内以电话、1小时内以书面…)."""
        for clause in clauses(text):
            start = 0
            for comma in _COMMA.finditer(clause.text):
                behind = self._limit.match(clause.text, comma.end())
                if behind and self._limit.search(clause.text, start, comma.start()):
                    yield Span(clause.start + start, clause.start + comma.end(), clause.text[start : comma.end()])
                    start = comma.end()
            yield Span(clause.start + start, clause.end, clause.text[start:])

    def limit(self, text: str) -> int | None:
        """Minutes of the first limit in the text, ``None`` where there is none."""
        found = self._found_limit(text)
        return self._minutes(found) if found else None

    def _found_limit(self, text: str) -> re.Match[str] | None:
        return self._limit.search(text) or self._at_most.search(text)

    def every(self, text: str) -> int:
        """Minutes between two repetitions, 0 where the text names none."""
        found = self._every.search(text)
        return self._minutes(found) or 0 if found else 0

    def hours(self, text: str) -> tuple[str, ...]:
        """The hours of a day at which something is done daily (``08:00``)."""
        if not self._daily.search(text):
            return ()
        found = [(int(one.group(1)), int(one.group(2) or 0)) for one in self._hour.finditer(text)]
        return tuple(f"{hour:02d}:{minute:02d}" for hour, minute in found if hour < 24 and minute < 60)

    def _minutes(self, found: re.Match[str]) -> int | None:
        count = number(found["count"]) if found["count"] else 1.0
        minutes = round((count or 0) * self._units[found["unit"]])
        return minutes if 0 < minutes <= self._words.longest_min else None

    def _read(self, clause: Span, groups: Lexicon[str]) -> Act:
        text = clause.text
        made = Act(clause.start, clause.end)
        hits = self._who(text, groups)
        limit = self._found_limit(text)
        condition = self._before.search(text.rstrip("，；：")) is not None and limit is None
        place = limit.span() if limit else (len(text), len(text))
        made.subjects = _subjects(text, hits, place, 1 if condition else _SUBJECT_WITHIN)
        if condition:
            made.condition = text
            return made
        made.limit_min = self._minutes(limit) if limit else None
        made.daily_at = self.hours(text)
        made.every_min = self.every(text) if self._is_repeated(text) and not made.daily_at else 0
        behind = text[limit.end() :] if limit else text
        verb = self._verb(behind, made)
        verb = verb + len(text) - len(behind) if verb >= 0 else -1
        if verb < 0 and limit:  # 向县政府报告不超过30分钟: the telling stands in front
            verb = self._verb(text[: limit.start()], made)
        made.at_once = made.limit_min is None and holds(text, self._words.now)
        if verb >= 0:
            made.targets = codes(hit for hit in hits if hit.value not in made.subjects or hit.start > verb)
            made.targets = tuple(role for role in made.targets if role not in made.subjects)
            told = made.targets or made.limit_min is not None or made.at_once or made.every_min or made.daily_at
            if not made.targets and (made.kind is Kind.NOTIFY or not (told or holds(text, self._words.upwards))):
                made.kind = Kind.ACT  # the public, parents: nobody of the contact book
        made.core = text if made.kind is not Kind.ACT or limit or made.every_min or made.daily_at else ""
        made.has_act = len(behind.strip("，；：。 ")) > 1 or made.kind is not Kind.ACT
        return made

    def _verb(self, text: str, made: Act) -> int:
        """Where the verb of telling stands (-1: none); sets the sort of act."""
        report = _first(text, self._words.report)
        if 0 <= _first(text, self._words.receives) < report:
            report = -1  # somebody else's report comes in
        if report < 0 and text.startswith("报"):
            report = 0
        notify = _first(text, self._words.notify)
        if report >= 0 and (notify < 0 or report < notify):
            made.kind = Kind.REPORT
            return report
        if notify >= 0:
            made.kind = Kind.NOTIFY
            return notify
        return -1

    def _is_repeated(self, text: str) -> bool:
        return bool(_ONCE.search(text)) or holds(text, self._words.report)

    def _begins_anew(self, now: Act, made: Act) -> bool:
        """Whether the clause is another act than the ones before it in the sentence."""
        if made.condition:
            return True
        if made.limit_min is not None or made.every_min or made.daily_at:
            return True
        if made.kind is not Kind.ACT:
            return made.kind is not now.kind or made.at_once
        return bool(made.subjects) and made.subjects != now.subjects

    def _who(self, text: str, groups: Lexicon[str]) -> list[Hit[str]]:
        named = list(groups.all(text))
        roles = [
            hit for hit in self._ctx.roles.all(text)
            if not any(hit.start < one.end and one.start < hit.end for one in named)
        ]
        return sorted([*named, *roles], key=lambda hit: hit.start)


def inherit(acts: list[Act], before: Act | None, words: LimitWords) -> None:
    """Give acts that name no limit or nobody told what the act before them said (…报告甲和乙，1小时内书面报告).

    One that names only a limit and a channel takes the telling from the act behind it (30分钟内以电话、1小时内以书面报告甲).
    """
    channels = tuple(word for row in words.channels for word in row.words)
    for act, behind in pairwise(acts):
        silent = act.kind is Kind.ACT and act.limit_min is not None and not holds(act.core, words.receives)
        if silent and behind.kind is Kind.REPORT and holds(act.core, channels):
            act.kind, act.targets = Kind.REPORT, behind.targets
    for act in acts:
        if before is not None and act.kind is Kind.REPORT and before.kind is Kind.REPORT and not act.targets:
            act.targets = before.targets
        if act.kind is not Kind.ACT and act.limit_min is None and not act.at_once and before is not None:
            act.limit_min, act.borrowed = before.limit_min, True
        before = act


def _take_in(now: Act, made: Act) -> None:
    """The clause becomes part of the act."""
    now.end = made.end
    now.condition += made.condition
    if made.subjects and not now.has_act:
        now.subjects = made.subjects
    if made.condition:
        return
    if now.kind is Kind.ACT:
        now.kind, now.core = made.kind, now.core + made.core
    now.targets = tuple(dict.fromkeys([*now.targets, *made.targets]))
    now.limit_min = made.limit_min if now.limit_min is None else now.limit_min
    now.at_once = now.at_once or made.at_once
    now.every_min = now.every_min or made.every_min
    now.daily_at = now.daily_at or made.daily_at
    now.has_act = now.has_act or made.has_act


def _subjects(text: str, hits: list[Hit[str]], limit: tuple[int, int], within: int) -> tuple[str, ...]:
    """The roles that act: those named first, before any verb of telling."""
    found: list[Hit[str]] = []
    for hit in hits:
        if _TO.search(text, max(0, hit.start - 3), hit.start):
            break
        if hit.start > limit[0] and hit.start - limit[1] > 2 and text[hit.start - 1] != "由":
            break
        last = found[-1].end if found else 0
        near = hit.start - last <= (within if not found else 3) or 0 <= hit.start - limit[1] <= 2
        if not near and text[hit.start - 1] != "由":
            break
        if found and not re.fullmatch(r"[、和及与，各镇乡所以]{1,3}", text[last : hit.start]):
            break
        found.append(hit)
    return codes(found)


def _first(text: str, words: tuple[str, ...]) -> int:
    return min((place for word in words if (place := text.find(word)) >= 0), default=-1)
