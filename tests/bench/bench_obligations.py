"""What obligations cost, for one incident and for ten thousand open ones: ``python -m tests.bench.bench_obligations``.

The ratio compares with matching the kinds of all rules alone, the least that any reading of a rulebook must do. Never fails on
a time: figures are for people.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from app.bootstrap import load_catalogue
from app.catalog.locations import program_files
from app.domain.incident.rules import facts_view
from app.domain.reference import covers
from app.domain.reporting.rules import ReportingCase, changes_at, obligations_for
from app.domain.words import IncidentSeverity
from tests.world import NOON

ROUNDS, OPEN = 2000, 10_000


def median_us(work: Callable[[], object]) -> float:
    """Microseconds of one run, the median of many."""
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1e6)
    return statistics.median(spent)


def main() -> None:
    """Print the figures."""
    reference = load_catalogue(program_files()).reference
    book = max(reference.rulebooks.values(), key=lambda one: len(one.rules))
    every = tuple(rule for one in reference.rulebooks.values() for rule in one.rules)
    case = ReportingCase("i", "A-WRK", facts_view({"dead": 10, "sens_time": True}, severity=IncidentSeverity.II), NOON)
    for name, rules in ((f"{book.id} ({len(book.rules)} rules)", book.rules), (f"all books in one ({len(every)} rules)", every)):
        whole = replace(book, rules=rules)
        least = median_us(lambda rules=rules: [covers(rule.kinds, case.kind) for rule in rules])
        cost = median_us(lambda whole=whole: obligations_for(case, whole, NOON, calendar=reference.calendar))
        ahead = median_us(lambda whole=whole: changes_at(case, whole, NOON))
        print(f"{name}: {cost:.0f} us, {cost / least:.1f} x matching kinds; next change {ahead:.0f} us")
    began = time.perf_counter()
    owed = 0
    count = 0
    while owed < OPEN:
        count += 1
        at = replace(case, incident_id=f"i{count}", aware_at=NOON + timedelta(minutes=count))
        owed += sum(one.is_open for one in obligations_for(at, book, NOON, calendar=reference.calendar))
    print(f"{owed} open obligations of {count} incidents: {(time.perf_counter() - began) * 1e3:.0f} ms for one look at all of them")


if __name__ == "__main__":
    main()
