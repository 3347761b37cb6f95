"""How long a Word plan takes to import: ``python -m tests.bench.bench_import`` prints a table; read it as ratios.

Plans of 10, 60 and 240 pages are made of the sample plans set behind one another (a page is counted as 900 characters,
about what an official page of 22 lines and 28 characters holds with its headings). The baseline is python-docx opening the
same file and asking every paragraph and cell for its text.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx

from app.desk.jobs import Progress
from app.exchange.plan_document.importing import import_plan
from tests.exchange.plan_document.make_samples import NAMES, PLAIN, TEXTS, word
from tests.exchange.plan_document.scores import catalogue

LETTERS_A_PAGE = 900
PAGES = (10, 60, 240)


def plan_of(pages: int) -> bytes:
    """A Word plan of so many pages; every round says its numbers anew, so that nothing is the same twice."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.iterdir()) if path.stem in set(NAMES) - set(PLAIN)]
    lines: list[str] = []
    letters = rounds = 0
    while letters < pages * LETTERS_A_PAGE:
        for line in sources[rounds % len(sources)].splitlines():
            if line.startswith(";"):
                continue
            lines.append(line.replace("139000", f"139{rounds % 1000:03d}"))
            letters += len(line)
            if letters >= pages * LETTERS_A_PAGE and not line.startswith("|"):
                break
        rounds += 1
    return word("\n".join(lines))


def opened(raw: bytes) -> int:
    """What python-docx alone does: open the file and read all of its words."""
    document = docx.Document(io.BytesIO(raw))
    words = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        words += sum(len(cell.text) for row in table.rows for cell in row.cells)
    return words


def seconds(work: Callable[[], object], times: int) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        before = time.perf_counter()
        work()
        taken.append(time.perf_counter() - before)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    reference, rules = catalogue()
    quiet = Progress(lambda _share, _words: None)
    print(f"{'pages':>6}{'paragraphs':>12}{'import s':>10}{'ms/page':>9}{'open s':>9}{'ratio':>7}{'parts':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for pages in PAGES:
            path = Path(folder) / f"plan-{pages}.docx"
            path.write_bytes(plan_of(pages))
            found = import_plan(path, reference, rules, quiet)
            took = seconds(lambda path=path: import_plan(path, reference, rules, quiet), times)
            bare = seconds(lambda path=path: opened(path.read_bytes()), times)
            paragraphs = found.content.text.count("{#")
            print(
                f"{pages:>6}{paragraphs:>12}{took:>10.2f}{took / pages * 1000:>9.1f}{bare:>9.2f}{took / bare:>7.1f}"
                f"{len(found.extraction.items):>7}"
            )


if __name__ == "__main__":
    main()
