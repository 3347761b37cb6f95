"""The page kit against Chromium and WeasyPrint, and how time grows with a dossier: ``python -m tests.bench.bench_paper``.

The same brief of some four pages (headings, paragraphs, a table of 24 rows, a map) goes through the kit, through Chromium's
print-to-PDF (``chromium`` of the system, driven over its own protocol) and through WeasyPrint (put into a throw-away
environment for the run). ``cold`` is a process from its start to the finished file, ``warm`` the median of further papers in
the same process; ratios are to the kit. Then dossiers of 500, 1,000 and 2,000 entries, and one with 50 photographs of twelve
megapixels. One line of JSON for each; what is not on this machine is said to be missing.
"""

from __future__ import annotations

import asyncio
import base64
import html
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import Any

from PIL import Image
from pypdf import PdfReader

from app.reports.kit import DENSE, OFFICIAL, Block, Column, FontLibrary, Meta, PageSetup, Picture, Prose, Table, render
from tests.reports.kit.specimen import BODY, dense, picture

WARM = 7
COLD = 3
ROWS = [[f"03:{n:02d}", BODY[n : n + 40], "李某"] for n in range(24)]
HEADINGS = ("一、基本情况", "二、处置情况", "三、下一步工作", "四、需要决定的事项")
_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { font: 16pt/29.6pt "LXGW WenKai"; text-align: justify; margin: 0 }
p { margin: 0; text-indent: 2em } h1 { font: 22pt/35.6pt "WenQuanYi Micro Hei"; text-align: center; margin: 0 0 29.6pt }
h2 { font: 16pt/29.6pt "WenQuanYi Micro Hei"; margin: 0; text-indent: 2em } img { width: 156mm }
table { border-collapse: collapse; width: 156mm; font-size: 10.5pt; line-height: 15pt } td { border: 0.5pt solid; padding: 3pt 4pt }
"""
_WEASY = """
import json, statistics, sys, time
begun = time.perf_counter()
from weasyprint import HTML
seconds = []
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    data = HTML(filename=sys.argv[1]).write_pdf()
    seconds.append(time.perf_counter() - start)
open(sys.argv[3], "wb").write(data)
print(json.dumps(seconds))
"""


def story() -> list[Block]:
    """The brief as blocks."""
    blocks: list[Block] = [Prose("青石镇关于青石村三组房屋火灾情况的报告", OFFICIAL.title)]
    for heading in HEADINGS:
        blocks += [Prose(heading, OFFICIAL.level1), Prose(BODY, OFFICIAL.body)]
    columns = [Column("时间", 1), Column("事项", 5), Column("经手", 1)]
    return [*blocks, Table(columns, ROWS, DENSE), Picture(picture(), OFFICIAL.caption, "图1", max_height_mm=78)]


def page(folder: Path) -> Path:
    """The same brief as HTML."""
    (folder / "map.png").write_bytes(picture())
    parts = ["<h1>青石镇关于青石村三组房屋火灾情况的报告</h1>"]
    for heading in HEADINGS:
        parts += [f"<h2>{heading}</h2>", f"<p>{html.escape(BODY)}</p>"]
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in [["时间", "事项", "经手"], *ROWS])
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    parts.append(f'<table>{rows}</table><img src="map.png">')
    made = folder / "brief.html"
    made.write_text(f'<!DOCTYPE html><meta charset="utf-8"><style>{_STYLE}</style>{"".join(parts)}', encoding="utf-8")
    return made


def faces() -> FontLibrary:
    """The faces of this machine without converted ones."""
    return FontLibrary([], Path(tempfile.gettempdir()) / "zhishou-bench-no-cache")


def kit(times: int, target: Path) -> list[float]:
    """Seconds of each paper through the kit in this process."""
    fonts, seconds = faces(), []
    for _ in range(times):
        begun = time.perf_counter()
        target.write_bytes(render(story(), PageSetup(), fonts, Meta(title="简报")).pdf)
        seconds.append(time.perf_counter() - begun)
    return seconds


def child(command: list[str]) -> list[float]:
    """What a process of its own printed as JSON."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(one) for one in json.loads(done.stdout.splitlines()[-1])]


def cold(run: Callable[[], object]) -> float:
    """The median of a few whole processes, in seconds."""
    seconds = []
    for _ in range(COLD):
        begun = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds)


def told(engine: str, cold_s: float, warm: list[float], target: Path, than: dict[str, float] | None = None) -> dict[str, float]:
    """Prints a line and gives its figures, to be compared with."""
    warm_s = statistics.median(warm)
    line: dict[str, Any] = {"engine": engine, "cold_s": round(cold_s, 2), "warm_s": round(warm_s, 3)}
    if than:
        line |= {"cold_ratio": round(cold_s / than["cold"], 1), "warm_ratio": round(warm_s / than["warm"], 1)}
    data = target.read_bytes()
    line |= {"pages": len(PdfReader(io.BytesIO(data)).pages), "kb": len(data) // 1024}
    print(json.dumps(line), flush=True)
    return {"cold": cold_s, "warm": warm_s}


def weasyprint(folder: Path, source: Path, than: dict[str, float]) -> None:
    """WeasyPrint in an environment of its own."""
    venv.create(folder / "env", with_pip=True)
    python = str(folder / "env" / "bin" / "python")
    got = subprocess.run([python, "-m", "pip", "install", "-q", "weasyprint"], capture_output=True, text=True, check=False)
    target = folder / "weasyprint.pdf"
    command = [python, "-c", _WEASY, str(source)]
    if got.returncode or subprocess.run([python, "-c", "import weasyprint"], capture_output=True, check=False).returncode:
        print(json.dumps({"engine": "weasyprint", "missing": (got.stderr or "its libraries").splitlines()[-1]}), flush=True)
        return
    cold_s = cold(lambda: child([*command, "1", str(target)]))
    told("weasyprint", cold_s, child([*command, str(WARM + 1), str(target)])[1:], target, than)


def chromium(folder: Path, source: Path, than: dict[str, float]) -> None:
    """Chromium: cold from the command line, warm over its protocol."""
    program = which("chromium") or which("chromium-browser") or which("google-chrome")
    if program is None:
        print(json.dumps({"engine": "chromium", "missing": "apt-get install chromium"}), flush=True)
        return
    target = folder / "chromium.pdf"
    base = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder / 'profile'}"]
    command = [*base, "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
    cold_s = cold(lambda: subprocess.run(command, capture_output=True, check=True, timeout=120))
    warm = asyncio.run(_printed_warm([*base, "--remote-debugging-port=0"], folder / "profile", source))
    told("chromium", cold_s, warm, target, than)


async def _printed_warm(command: list[str], profile: Path, source: Path) -> list[float]:
    import aiohttp  # only here: the kit's own cold start must not pay for it

    (profile / "DevToolsActivePort").unlink(missing_ok=True)
    browser = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL)
    try:
        while not (profile / "DevToolsActivePort").is_file():  # noqa: ASYNC110 - another program writes it
            await asyncio.sleep(0.05)
        port = (profile / "DevToolsActivePort").read_text().split()[0]
        async with aiohttp.ClientSession() as session:
            async with session.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                where = (await answer.json())["webSocketDebuggerUrl"]
            async with session.ws_connect(where, max_msg_size=0) as page_of:
                seconds = [await _print_once(page_of, source, number) for number in range(WARM + 1)]
        return seconds[1:]
    finally:
        browser.terminate()
        await browser.wait()


async def _print_once(page_of: Any, source: Path, number: int) -> float:
    async def until(wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message: dict[str, Any] = json.loads((await page_of.receive()).data)
            if wanted(message):
                return message

    begun = time.perf_counter()
    await page_of.send_json({"id": 3 * number + 1, "method": "Page.enable"})
    await page_of.send_json({"id": 3 * number + 2, "method": "Page.navigate", "params": {"url": f"{source.as_uri()}?{number}"}})
    await until(lambda message: message.get("method") == "Page.loadEventFired")
    wish = {"preferCSSPageSize": True, "printBackground": True}
    await page_of.send_json({"id": 3 * number + 3, "method": "Page.printToPDF", "params": wish})
    answer = await until(lambda message: message.get("id") == 3 * number + 3)
    base64.b64decode(answer["result"]["data"])
    return time.perf_counter() - begun


def photograph(number: int) -> bytes:
    """Twelve megapixels of a scene that is as hard to pack as a real one: soft shapes under the noise of a small sensor."""
    made = random.Random(number)
    coarse = Image.frombytes("RGB", (40, 30), made.randbytes(3600)).resize((4000, 3000), Image.Resampling.BICUBIC)
    noise = Image.effect_noise((4000, 3000), 12).convert("RGB")
    out = io.BytesIO()
    Image.blend(coarse, noise, 0.3).save(out, "JPEG", quality=85)
    return out.getvalue()


def dossiers() -> None:
    """How time and memory grow with the entries and with the photographs."""
    fonts = faces()
    render(dense(20), PageSetup(), fonts, Meta(title="预热"))
    photos = [photograph(number) for number in range(2)]
    first: float | None = None
    for rows, pictures in ((500, 0), (1000, 0), (2000, 0), (0, 10), (0, 50), (2000, 50)):
        blocks = [*dense(rows), *(Picture(lambda n=n: photos[n % 2], DENSE.caption, f"图{n}") for n in range(pictures))]  # type: ignore[misc]
        begun, cpu = time.perf_counter(), time.process_time()
        asked = [cpu]
        longest = [0.0]

        def stop(asked: list[float] = asked, longest: list[float] = longest) -> bool:
            now = time.process_time()  # of this process only: others may want the machine too
            longest[0], asked[0] = max(longest[0], now - asked[0]), now
            return False

        made = render(blocks, PageSetup(), fonts, Meta(title="档案"), should_stop=stop)
        took = time.process_time() - cpu
        first = first or took / rows
        line = {
            "entries": rows, "photographs": pictures, "wall_s": round(time.perf_counter() - begun, 2), "cpu_s": round(took, 2),
            "longest_without_asking_cpu_s": round(longest[0], 2), "pages": made.pages, "kb": len(made.pdf) // 1024,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }  # fmt: skip
        if rows and not pictures:
            line["per_entry_ratio"] = round(took / rows / first, 2)
        print(json.dumps(line), flush=True)


def main() -> int:
    """Everything; with ``kit N FILE`` only the kit in this process, for a cold start."""
    if sys.argv[1:2] == ["kit"]:
        print(json.dumps(kit(int(sys.argv[2]), Path(sys.argv[3]))))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = page(folder), folder / "kit.pdf"
        own = [sys.executable, "-m", "tests.bench.bench_paper", "kit"]
        cold_s = cold(lambda: child([*own, "1", str(target)]))
        than = told("kit", cold_s, child([*own, str(WARM + 1), str(target)])[1:], target)
        chromium(folder, source, than)
        weasyprint(folder, source, than)
    dossiers()
    return 0


if __name__ == "__main__":
    sys.exit(main())
