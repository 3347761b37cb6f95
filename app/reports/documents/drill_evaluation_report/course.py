"""The course of a drill: its main events in order, and how long what has a limit took. Pure."""

from __future__ import annotations

from app.desk.describe_drills import part_words, report_title
from app.domain.exercise.entries import InjectFired
from app.domain.exercise.kinds import ItemKind
from app.domain.exercise.score import Part
from app.reports.documents.drill_held import Journalled
from app.reports.documents.drill_pages import Amount, Bars, Grid, Line, Piece
from app.reports.documents.drill_words import DrillWords

_MAIN = frozenset({
    ItemKind.DISPATCH, ItemKind.ARRIVAL, ItemKind.PHONE_REPORT, ItemKind.WRITTEN_REPORT, ItemKind.CALL_DOWN, ItemKind.EVACUATION,
    ItemKind.INSTRUCTIONS, ItemKind.EXPECTED,
})  # fmt: skip
"""What these items rest on are main events; single tasks and completeness are in the scores."""
_EVENTS_MOST = 60
_TIMED_MOST = 12
_LONGEST = 300
"""A bar of a chart is at most three times as long as its limit; the figure beside it is whole."""


def pieces(held: Journalled, words: DrillWords) -> list[Piece]:
    """The main events, then times against limits."""
    return [*_events(held, words), *_times(held, words)]


def _events(held: Journalled, words: DrillWords) -> list[Piece]:
    """Injects as they came, and the entries by which what mattered most was done."""
    told = {record.seq for record in held.seen.entries(InjectFired)}
    decided = {max(part.evidence) for item in held.score.items if item.kind in _MAIN for part in item.parts if part.evidence}
    numbers = sorted(told | decided)
    left = len(numbers) - _EVENTS_MOST
    if left > 0:  # what nobody answered for goes first
        numbers = sorted([*told, *sorted(decided - told)[: max(_EVENTS_MOST - len(told), 0)]])[:_EVENTS_MOST]
    rows = tuple((held.clock_of(seq).replace("\n", " "), held.sentence(seq, 64), f"#{seq}") for seq in numbers)
    said: list[Piece] = [
        Line(words.second(1, "drill_report.events"), second=True),
        Grid(words.heads("time", "event", "entry"), rows, (1.5, 7.2, 1.1), empty=words.none),
    ]
    if left > 0:
        said.append(Line(words.paper("drill_report.events_left", count=left)))
    return said


def _times(held: Journalled, words: DrillWords) -> list[Piece]:
    """What of the main things took the largest share of its limit, as bars and in figures; tasks of plans are counted."""
    every = [(share, item, part) for item in held.score.items for part in item.parts if (share := _of_limit(part)) is not None]
    timed = sorted(((share, part) for share, item, part in every if item.kind in _MAIN), key=lambda one: -one[0])
    if not timed:
        return []
    shown = timed[:_TIMED_MOST]
    late = sum(not part.in_full for _, _, part in every)
    names = [_name(part, held, words) for _, part in shown]
    bars = tuple(
        Amount(words.clip(name, 18), min(share, _LONGEST), _share(share, part, words))
        for name, (share, part) in zip(names, shown, strict=True)
    )
    rows = tuple(
        (
            words.clip(name, 60), words.number(float(part.facts["took_min"])), words.number(float(part.facts["limit_min"])),
            _share(share, part, words), words.entries(part.evidence, 3),
        )
        for name, (share, part) in zip(names, shown, strict=True)
    )
    caption = words.paper("drill_report.times_caption", shown=len(shown), count=len(timed))
    return [
        Line(words.second(2, "drill_report.times"), second=True),
        Line(words.paper("drill_report.times_lead", count=len(every), late=late)), Bars(caption, bars),
        Grid(words.heads("deed", "took", "limit_min", "of_limit", "entry"), rows, (5, 1.2, 1.2, 1.4, 1.6)),
    ]


def _of_limit(part: Part) -> float | None:
    """How much of its limit it took, in per cent; ``None`` for what has none."""
    took, limit = part.facts.get("took_min"), part.facts.get("limit_min")
    if not isinstance(took, int | float) or not isinstance(limit, int | float) or limit <= 0:
        return None
    return 100 * float(took) / float(limit)


def _share(share: float, part: Part, words: DrillWords) -> str:
    return words.paper("drill_paper.not_done") if part.share <= 0 and part.code.endswith("_missed") else f"{share:.0f}%"


def _name(part: Part, held: Journalled, words: DrillWords) -> str:
    """What was to be done: the words of the task or expectation, which report, else the item and the incident."""
    describer = words.given.describer
    if part.title is not None:
        return words.text(part.title, 60)
    item = next((one for one in held.score.items if part in one.parts), None)
    title = report_title(describer, part)
    if title or item is None:
        return words.told(title or part_words(describer, part), 60)
    name, about = words.say(f"drill.item.{item.kind}"), held.incident(part.key.partition(":")[2])
    return words.paper("drill_report.deed_of", name=name, about=words.clip(about, 20)) if about else name
