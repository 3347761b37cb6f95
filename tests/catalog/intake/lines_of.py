"""The lines with what each says, and how well the parser reads them, field by field."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import yaml

from app.catalog.demo import read_demo
from app.catalog.gazetteer import Gazetteer
from app.catalog.intake.lexicon import read_lexicon
from app.catalog.intake.model import Parsed
from app.catalog.intake.parse import IntakeParser
from app.catalog.kinds import read_facts, read_kinds
from app.kernel.clock import SHANGHAI

ROOT = Path(__file__).resolve().parents[3]
FIELDS = ("kind", "at", "place", "facts", "caller", "phone", "channel", "flags")


class Score(msgspec.Struct):
    """How often a field was given, and given rightly."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Of what was given, how much is right."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Of what is said, how much was given rightly."""
        return self.right / self.wanted if self.wanted else 1.0


@cache
def parser() -> IntakeParser:
    """The parser with the words that are shipped."""
    folder = ROOT / "resources" / "catalog"
    facts = read_facts(folder)
    kinds = read_kinds(folder, facts)
    return IntakeParser(read_lexicon(folder, kinds, facts), kinds, facts)


@cache
def gazetteer() -> Gazetteer:
    """The places of the demonstration township."""
    return Gazetteer.of_facilities(read_demo(ROOT / "resources" / "demo" / "data", "township-default").facilities)


def has_lines(name: str) -> bool:
    """Whether there is such a file of lines."""
    return (Path(__file__).parent / "lines" / f"{name}.yaml").is_file()


def lines(name: str) -> tuple[datetime, list[dict[str, Any]]]:
    """The moment at which the lines were taken, and the lines."""
    data = yaml.safe_load((Path(__file__).parent / "lines" / f"{name}.yaml").read_text("utf-8"))
    return datetime.fromisoformat(data["now"]).replace(tzinfo=SHANGHAI), data["lines"]


def said(parsed: Parsed) -> dict[str, set[tuple[str, Any]]]:
    """What was understood, as sets of pairs that can be compared."""

    def one(field: str, value: object) -> set[tuple[str, Any]]:
        return {(field, value)} if value else set()

    at = parsed.occurred_at.value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if parsed.occurred_at else ""
    figures = {(name, found.value) for name, found in parsed.facts.items() if not isinstance(found.value, bool)}
    return {
        "kind": one("kind", parsed.kind.value if parsed.kind else ""),
        "at": one("at", at),
        "place": one("place", parsed.place.value.words if parsed.place else ""),
        "facts": figures,
        "caller": one("caller", parsed.caller.value if parsed.caller else ""),
        "phone": one("phone", parsed.phone.value if parsed.phone else ""),
        "channel": one("channel", parsed.channel.value if parsed.channel else ""),
        "flags": {(name, True) for name, found in parsed.facts.items() if isinstance(found.value, bool)},
    }


def wanted(line: dict[str, Any]) -> dict[str, set[tuple[str, Any]]]:
    """What the line says, in the same form."""
    single = ("kind", "at", "place", "caller", "phone", "channel")
    pairs = {name: {(name, line[name])} if name in line else set() for name in single}
    return {**pairs, "facts": set(line.get("facts", {}).items()), "flags": {(name, True) for name in line.get("flags", ())}}


def measure(name: str, show: bool = False) -> dict[str, Score]:
    """Precision and recall by field; flags count only for what the lines name (nobody wrote down all that are not set)."""
    now, given = lines(name)
    scores = {field: Score() for field in FIELDS}
    misses: Counter[str] = Counter()
    for line in given:
        got, want = said(parser().parse(line["line"], now, gazetteer())), wanted(line)
        for field, score in scores.items():
            found = got[field] & want[field] if field == "flags" else got[field]
            score.right += len(found & want[field])
            score.given += len(found)
            score.wanted += len(want[field])
            if show and found != want[field] and field != "channel":
                misses[field] += 1
                print(f"{field:7} {line['line'][:70]!r}\n        want {sorted(want[field], key=str)} got {sorted(found, key=str)}")
    if show:
        print(dict(misses))
    return scores
