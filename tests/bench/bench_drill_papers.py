"""Papers of a drill: how long each takes as PDF, Word and text, and how many pages it has. Prints, asserts nothing.

    .venv/bin/python -m tests.bench.bench_drill_papers [SCENARIO]
"""

from __future__ import annotations

import sys
import time

from app.desk.jobs import Progress
from app.reports.documents import About, PaperFormat, about, make
from tests.reports.documents import held_drill

_TRIES = 3


def main() -> None:
    """The best of three, after one that loads the page kit."""
    if len(sys.argv) > 1:
        held_drill.SCENARIO = sys.argv[1]
    began = time.perf_counter()
    source = held_drill.source()
    print(f"{source.scenario.id}: held and judged in {time.perf_counter() - began:.2f} s, {len(source.records)} entries")
    quiet = Progress(lambda share, words: None)
    make("drill_plan", held_drill.given(), PaperFormat.PDF, quiet)
    make("drill_plan", held_drill.given(), PaperFormat.DOCX, quiet)
    text_s = 0.0
    for document in about(About.DRILL):
        for wanted in (PaperFormat.TXT, PaperFormat.DOCX, PaperFormat.PDF):
            best, pages = 1e9, 0
            for _ in range(_TRIES):
                given = held_drill.given()
                begun = time.perf_counter()
                pages = make(document, given, wanted, quiet).pages
                best = min(best, time.perf_counter() - begun)
            text_s = best if wanted is PaperFormat.TXT else text_s
            print(f"{document:26} {wanted.value:5} {best * 1000:7.0f} ms  {pages or '–':>3} pages  {best / text_s:5.1f}× text")


if __name__ == "__main__":
    main()
