"""How long the papers of a plan take and what they weigh: ``python -m tests.bench.bench_plan_papers [PLAN]``.

Each paper is made in a process of its own (the first time with its imports, then again), beside the same process without
any paper, so that figures of different machines and of a busy one can be compared. One line of JSON for each.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from app.bootstrap import DEFAULT_RULEBOOK, load_catalogue, papers, words_of
from app.catalog.demo import read_demo
from app.catalog.locations import program_files
from app.catalog.plans import plan_text
from app.desk.jobs import Progress
from app.domain.incident.model import PaperFormat
from app.domain.planning.model import PlanContent
from app.kernel.clock import WallClock

AGAIN = 5
RUNS = (
    ("", "", ""),
    ("plan_book", "pdf", ""),
    ("plan_book", "docx", ""),
    ("plan_book", "txt", ""),
    ("action_card", "pdf", "duty_officer"),
    ("action_card", "pdf", "*"),
    ("action_card", "docx", "*"),
)


def measure(plan_id: str, document: str, wanted: str, role: str) -> dict[str, object]:
    """Seconds of one paper, the first time and the best of a few more, its size and the peak memory of this process."""
    files = program_files()
    loaded = load_catalogue(files)
    content = PlanContent(loaded.reference.plans[plan_id], plan_text(files.plans, plan_id))
    fields = {
        "content": content, "reference": loaded.reference, "wording": words_of(files, lambda: loaded.reference)("zh"),
        "lang": "zh", "now": WallClock().now(), "actor": "", "place": "",
        "contacts": read_demo(files.demo, DEFAULT_RULEBOOK).contacts, "rulebook_id": DEFAULT_RULEBOOK, "role": role,
    }  # fmt: skip
    seconds: list[float] = []
    size = pages = 0
    for _ in range(AGAIN + 1 if document else 0):
        begun = time.perf_counter()
        paper = papers().make(document, fields, PaperFormat(wanted), Progress(lambda _share, _words: None))
        seconds.append(time.perf_counter() - begun)
        size, pages = len(paper.data), paper.pages
    return {
        "paper": " ".join(part for part in (document, wanted, role) if part) or "nothing",
        "first_s": round(seconds[0], 2) if seconds else 0.0,
        "again_s": round(min(seconds[1:]), 3) if seconds else 0.0,
        "pages": pages,
        "kb": size // 1024,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> int:
    """Every paper, one process after the other; with three more arguments this one process."""
    plan_id = sys.argv[1] if len(sys.argv) > 1 else "forest-fire"
    if len(sys.argv) == 5:
        sys.stdout.write(json.dumps(measure(plan_id, *sys.argv[2:5])) + "\n")
        return 0
    for run in RUNS:
        command = [sys.executable, "-m", "tests.bench.bench_plan_papers", plan_id, *run]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[2])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
