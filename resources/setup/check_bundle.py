"""check_bundle.py PROGRAM: whether a bundle is whole. Run it under a screen, from the root of the source tree.

It must carry every module of ``app/`` (rooms that are found at run time vanish silently) and the same files of ``plans/``
and ``resources/``, list the same plans, kinds and documents as the source tree, do with a demonstration township and a small
map extract what the source tree does with them, and play the whole story in its own window: on a fresh data folder, with
the source tree out of reach.
Exits 1 and says every difference.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PyInstaller.archive.readers import CArchiveReader

ROOT = Path(__file__).resolve().parents[2]
VERBS = (("plans", "list"), ("kinds",), ("documents", "list"))
STORY_SECONDS = 600
AROUND = "29.99,109.99,30.03,110.03"
"""South, west, north, east of the town in ``small_extract``."""


def main(program: Path) -> int:
    """Check and report; the exit code."""
    with tempfile.TemporaryDirectory(prefix="zhishou-bundle-") as place:
        folder = Path(place)
        wrong = [
            *missing_modules(program), *missing_files(program), *different_lists(program, folder), *different_work(program, folder),
            *broken_story(program, folder),
        ]  # fmt: skip
    for line in wrong:
        sys.stderr.write(f"bundle: {line}\n")
    if not wrong:
        size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
        sys.stdout.write(f"The bundle in {program.parent} is whole ({size / 1e6:.0f} MB).\n")
    return 1 if wrong else 0


def missing_modules(program: Path) -> list[str]:
    """Modules of the source tree that the bundle does not carry: a panel, a tab, a feed or a document would not be there."""
    inside = set(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)
    wanted = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (ROOT / "app").rglob("*.py")
        if path.name != "__main__.py" and "migrations" not in path.parts  # one is the start script, the others lie there as files
    }
    return [f"the module {name} is not in it" for name in sorted(wanted - inside)]


def missing_files(program: Path) -> list[str]:
    """Files of the source tree that the bundle does not carry."""
    inside = program.parent / "_internal"
    wanted = [
        path.relative_to(ROOT)
        for folder in ("plans", "resources")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".pyc", ".ts", ".py"} and "setup" not in path.relative_to(ROOT).parts[:2]
    ]
    return [f"{path} is not in it" for path in wanted if not (inside / path).is_file()]


def different_lists(program: Path, place: Path) -> list[str]:
    """The verbs that answer otherwise in the bundle than in the source tree."""
    wrong = []
    for verb in VERBS:
        here = answer([sys.executable, "-m", "app", *verb, "--json"], ROOT, place / "source")
        there = answer([str(program), *verb, "--json"], place, place / "bundle")
        if here != there:
            wrong.append(f"{' '.join(verb)} differs:\n  source tree {short(here)}\n  bundle      {short(there)}")
        elif not here:
            wrong.append(f"{' '.join(verb)} lists nothing, here and there")
    return wrong


def different_work(program: Path, place: Path) -> list[str]:
    """What the bundle does otherwise than the source tree: a township, its map from an extract, who should go, a paper."""
    extract = small_extract(place / "town.osm.pbf")
    here = work_done([sys.executable, "-m", "app"], ROOT, place / "source-work", extract)
    there = work_done([str(program)], place, place / "bundle-work", extract)
    return [
        f"{name} differs:\n  source tree {short(here[name])}\n  bundle      {short(there[name])}"
        for name in here
        if here[name] != there[name] or not here[name]
    ]


def work_done(start: list[str], cwd: Path, home: Path, extract: Path) -> dict[str, object]:
    """What each piece of work came to, without what differs from run to run: ids, times, places on the disk."""
    paper = home / "paper.pdf"

    def run(*words: str) -> Any:
        return answer([*start, *words, "--json"], cwd, home)

    demo, osm = run("demo", "--no-gui"), run("map", "osm", str(extract), "--region", AROUND, "--name", "town")
    incidents = run("incident", "list")
    if isinstance(incidents, str):
        return {"demo": demo, "map osm": osm, "incident list": incidents}
    number = incidents[0]["number"]
    who, said = run("recommend", number), run("report", number, "--document", "incident_report", "-o", str(paper))
    made = osm if isinstance(osm, str) else [osm["objects"], osm["roads"]["arcs"], osm["base"]["features"], osm["places"]["names"]]
    return {
        "demo": demo if isinstance(demo, str) else demo["entries"],
        "map osm": made,
        "incident list": [one["title"] for one in incidents],
        "recommend": who if isinstance(who, str) else [unit["unit"] for unit in who["units"]],
        "report": said if isinstance(said, str) else [said["pages"], paper.read_bytes()[:4].decode("ascii")],
    }


def small_extract(path: Path) -> Path:
    """A town that does not exist, as the tests of the map import make it."""
    sys.path.insert(0, str(ROOT))
    from tests.map.osm.town import build  # noqa: PLC0415 - only found once the root is on the path

    build(6).write(path)
    return path


def answer(command: list[str], cwd: Path, home: Path) -> object:
    """What a verb prints as JSON; for one that fails, its last words."""
    ended = subprocess.run(command, cwd=cwd, env=surroundings(home), capture_output=True, text=True, check=False)
    if ended.returncode:
        return f"exit {ended.returncode}: {ended.stderr.strip()[-400:]}"
    return json.loads(ended.stdout)


def broken_story(program: Path, place: Path) -> list[str]:
    """What went wrong while the bundle played the story in its window."""
    out = place / "story"
    command = [str(program), "story", "--out", str(out)]
    try:
        ended = subprocess.run(
            command, cwd=place, env=surroundings(place / "bundle"),
            capture_output=True, text=True, check=False, timeout=STORY_SECONDS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return [f"the story did not end within {STORY_SECONDS} s"]
    if ended.returncode:
        return [f"the story ended with {ended.returncode}: {ended.stderr.strip()[-800:]}"]
    return [f"the story left no {kind}" for kind in ("png", "pdf") if not list(out.rglob(f"*.{kind}"))]


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a user who never ran the program; the cache of converted fonts is shared."""
    home.mkdir(parents=True, exist_ok=True)
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**bare, "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"), "PYTHONUTF8": "1"}


def short(value: object) -> str:
    """A value in one line of bearable length."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]} ... ({len(text)} characters)"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
