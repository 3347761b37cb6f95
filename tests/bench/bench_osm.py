"""How an OpenStreetMap import grows: ``python -m tests.bench.bench_osm [BLOCKS]``; read the figures as ratios.

Made-up towns of 1, 2 and 4 times the size (the largest has about 21 nodes for each of its BLOCKS x BLOCKS squares; 400 gives
3.4 million) are imported whole, each in a process of its own, whose largest memory is what the system says of it; times are
the processor's. "bare" is osmium alone reading the same file object by object, with positions, in the same run. The largest
is imported once more with the positions of its nodes on the disk, and once with only a hundredth of it as the region: memory
must follow the region.

Then completion: 50,000 invented names, searched letter by letter as somebody types, through the index and by looking at each
name (what the gazetteer did before); a frame of the screen is 16 ms.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
import osmium

from app.catalog.gazetteer import Gazetteer, GazetteerEntry, ImportedNames
from app.catalog.gazetteer_file import GazetteerRow
from app.desk.jobs import Progress
from app.kernel.geo import Point, Region
from app.kernel.text import Text
from app.map.osm import extract
from app.map.osm.order import ImportOrder
from app.map.osm.run import run_import
from tests.map.osm.town import SOUTH, STEP, WEST, build, region

CLOCK = time.process_time
"""Processor seconds of this process: colleagues on the machine do not count."""

NAMES = 50_000
QUERIES = ("青石", "青石村", "al", "anle", "czxx", "zhongxin", "大坝路", "x", "qsc", "lecun", "没有这个", "zzzz")


class Run(msgspec.Struct):
    """One import: processor seconds (others may be using the machine), and the step that took them."""

    seconds: float
    steps: dict[str, float]
    size: int


def one_import(file: Path, blocks: int, share: float) -> Run:
    """Import the file with this share of the town's side as the region."""
    side = blocks * STEP * share
    box = Region(SOUTH, WEST, SOUTH + side, WEST + side) if share < 1 else region(blocks)
    steps: dict[str, float] = {}
    last, at = "", CLOCK()

    def tell(_share: float, words: str) -> None:
        nonlocal last, at
        now = CLOCK()
        steps[last] = steps.get(last, 0.0) + now - at
        last, at = words, now

    with tempfile.TemporaryDirectory() as folder:
        before = CLOCK()
        result = run_import(ImportOrder(file=file, data_dir=Path(folder), region=box, name="x"), Progress(tell))
        seconds = CLOCK() - before
    assert result.base and result.roads and result.places
    size = result.base.bytes + result.roads.bytes + result.places.bytes
    return Run(seconds, {name.rpartition(".")[2]: took for name, took in steps.items() if name}, size)


def bare(file: Path) -> Run:
    """osmium alone."""
    before, count = CLOCK(), 0
    for _ in osmium.FileProcessor(str(file)).with_locations():
        count += 1
    return Run(CLOCK() - before, {}, count)


def child(*words: str) -> tuple[Run, float]:
    """What a process of its own says, and the most memory that it had, in MB."""
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.bench_osm", *words], stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    return msgspec.json.decode(said, type=Run), usage.ru_maxrss / 1024


def imports(blocks: int) -> None:
    """The table of sizes."""
    idle = child("idle", "-", "0")[1]
    print(f"a process that has only loaded the libraries: {idle:.0f} MB")
    print(f"{'blocks':>7}{'file MB':>9}{'seconds':>9}{'x':>6}{'MB':>7}{'bare s':>8}{'ratio':>7}  steps")
    with tempfile.TemporaryDirectory() as folder:
        first = 0.0
        for factor in (0.5, 0.7071, 1.0):
            side = round(blocks * factor)
            file = Path(folder) / f"{side}.osm.pbf"
            child("make", str(file), str(side))
            run, most = child("run", str(file), str(side), "1")
            alone, _ = child("bare", str(file), "0")
            first = first or run.seconds
            shares = {name: took / run.seconds for name, took in run.steps.items()}
            steps = "  ".join(f"{name} {share:.0%}" for name, share in shares.items() if share > 0.01)
            print(
                f"{side:>7}{file.stat().st_size / 1e6:>9.1f}{run.seconds:>9.1f}{run.seconds / first:>6.2f}{most:>7.0f}"
                f"{alone.seconds:>8.1f}{run.seconds / alone.seconds:>7.1f}  {steps}"
            )
        disk, most = child("disk", str(file), str(side), "1")
        print(f"the last with positions on the disk: {disk.seconds:.1f} s, {most:.0f} MB (mapped file pages count, and can go)")
        small, most = child("run", str(file), str(side), "0.1")
        print(f"the last for a hundredth of its region: {small.seconds:.1f} s, {most:.0f} MB")


def completion() -> None:
    """The table of queries."""
    dice = random.Random(7)
    letters = "青石安乐重阳长坝大沟平里河东西南北新老上下村小学路中心卫生院超市加油站桥水库"
    words = {"".join(dice.choices(letters, k=dice.randint(2, 7))) for _ in range(NAMES * 2)}
    entries = [GazetteerEntry(f"osm:n{n}", Text(word), Point(30, 110)) for n, word in enumerate(sorted(words)[:NAMES])]
    before = CLOCK()
    rows = [GazetteerRow.of(one) for one in entries]
    made = CLOCK() - before
    before = CLOCK()
    imported = ImportedNames((one.entry for one in rows), [one.keys for one in rows])
    print(f"\n{len(entries)} names: pinyin once at the import {made:.1f} s, index at the start {CLOCK() - before:.2f} s")
    through, naive = Gazetteer((), imported), Gazetteer(entries)
    naive.find("qs", 10)  # what it can keep of its keys is kept
    times: list[float] = []
    for query in QUERIES:
        for length in range(1, len(query) + 1):
            before = CLOCK()
            through.find(query[:length], 10)
            times.append((CLOCK() - before) * 1000)
    looked = []
    for query in ("青石", "anle"):
        before = CLOCK()
        naive.find(query, 10)
        looked.append((CLOCK() - before) * 1000)
    print(f"a key: median {statistics.median(times):.2f} ms, worst {max(times):.2f} ms ({max(times) / 16:.2f} frames)")
    print(f"looking at each name: {looked[0]:.0f} ms by characters, {looked[1]:.0f} ms by pinyin")
    print(f"ratios to the worst key: {looked[0] / max(times):.0f} and {looked[1] / max(times):.0f}")


def main() -> None:
    """Measure and print; with a first word that names a step, be a child that does it."""
    words = sys.argv[1:]
    if not words or words[0].isdigit():
        imports(int(words[0]) if words else 200)
        completion()
        return
    step, file = words[0], Path(words[1])
    if step == "make":
        build(int(words[2])).write(file)
        answer = Run(0.0, {}, 0)
    elif step == "bare":
        answer = bare(file)
    elif step == "idle":
        answer = Run(0.0, {}, 0)
    else:
        if step == "disk":
            extract.IN_MEMORY_MOST_BYTES = 0
        answer = one_import(file, int(words[2]), float(words[3]))
    sys.stdout.buffer.write(msgspec.json.encode(answer))


if __name__ == "__main__":
    main()
