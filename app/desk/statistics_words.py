"""The groups of statistics in words, the same on the screen and on paper."""

from __future__ import annotations

from app.catalog.wording import Wording
from app.domain.reference import Reference
from app.domain.statistics import GroupBy, Line


def label(line: Line, by: GroupBy, reference: Reference, words: Wording) -> str:
    """The group in words; a kind that the catalogue knows no longer stands as its code."""
    if by is GroupBy.KIND:
        kind = reference.kinds.get(line.key)
        return words.text(kind.name) if kind else line.key
    if by is GroupBy.CLASS:
        return words.say(f"incident_class.{line.key}")
    if by is GroupBy.SEVERITY:
        return words.say(f"severity.{line.key}") if line.key else words.say("statistics.no_grade")
    if by is GroupBy.HOUR:
        return words.say("statistics.hour", hour=line.key)
    return line.key or words.say("statistics.no_village")
