"""One-line intake with many names: ``python -m tests.bench.bench_intake_parse [NAMES]``.

A report of 500 letters is read with a gazetteer of 50,000 names. The look-up of names is compared with a naive scan (is this
name in the text, for each name) and the whole parse with the bound of 50 ms; the two ways of finding names run in turns.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime

from app.catalog.gazetteer import Gazetteer, GazetteerEntry, ImportedNames
from app.catalog.name_index import Keys
from app.kernel.clock import SHANGHAI
from app.kernel.geo import Point
from app.kernel.text import Text
from tests.catalog.intake.lines_of import lines, parser

NAMES = 50_000
LETTERS = 500
TURNS = 30
BOUND_MS = 50.0
NOW = datetime(2026, 11, 25, 14, 30, tzinfo=SHANGHAI)
SYLLABLES = "青石柳湾大桥上下坪松岭白沙竹园枫林湖口柿树梅坑油坊云背龙江河溪沟塘坝山田家王李张刘陈杨赵黄周吴"
ENDS = ("村", "路", "桥", "小学", "水库", "组", "街", "镇", "隧道", "卫生院")


def names(count: int) -> list[str]:
    """So many different made-up names, always the same."""
    dice, made = random.Random(5), set[str]()
    while len(made) < count:
        made.add("".join(dice.choices(SYLLABLES, k=dice.randint(2, 5))) + dice.choice(ENDS))
    return sorted(made)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the processor: on a shared machine the wall clock counts the others' work too."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> int:
    """Print medians and ratios; 1 where the bound is broken."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else NAMES
    here = Point(30.0, 110.0)
    entries = [GazetteerEntry(f"n{at}", Text(name), here, "settlement") for at, name in enumerate(names(count))]
    imported = ImportedNames(entries, [Keys((), (), ())] * len(entries))  # the pinyin keys play no part here
    gazetteer = Gazetteer((), imported)
    text = "。".join(one["line"] for one in lines("building")[1])[: LETTERS - 20] + "," + entries[count // 2].name.zh + "起火"
    reader = parser()
    reader.parse(text, NOW, gazetteer)
    whole, quick, naive = [], [], []
    for _ in range(TURNS):
        whole.append(timed(lambda: reader.parse(text, NOW, gazetteer)))
        quick.append(timed(lambda: gazetteer.named_in(text)))
        naive.append(timed(lambda: [one for one in entries if one.name.zh in text]))
    parse_ms, quick_ms, naive_ms = (statistics.median(one) for one in (whole, quick, naive))
    print(f"{len(text)} letters, {count} names")
    print(f"parse {parse_ms:.1f} ms (bound {BOUND_MS:.0f} ms: {parse_ms / BOUND_MS:.2f} of it), worst {max(whole):.1f} ms")
    print(f"names by look-up {quick_ms:.2f} ms, by naive scan {naive_ms:.2f} ms: {naive_ms / quick_ms:.1f} times as fast")
    return int(parse_ms > BOUND_MS)


if __name__ == "__main__":
    raise SystemExit(main())
