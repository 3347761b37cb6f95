"""check_bundle.py PROGRAM: whether a bundle is whole. Run it under a screen, from the root of the source tree.

It must list the same plans, kinds and documents as the source tree, carry the same files of ``plans/`` and
``resources/``, and play the whole story in its own window: on a fresh data folder, with the source tree out of reach.
Exits 1 and says every difference.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VERBS = (("plans", "list"), ("kinds",), ("documents", "list"))
STORY_SECONDS = 600


def main(program: Path) -> int:
    """Check and report; the exit code."""
    with tempfile.TemporaryDirectory(prefix="zhishou-bundle-") as place:
        wrong = [*missing_files(program), *different_lists(program, Path(place)), *broken_story(program, Path(place))]
    for line in wrong:
        sys.stderr.write(f"bundle: {line}\n")
    if not wrong:
        size = sum(path.stat().st_size for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink())
        sys.stdout.write(f"The bundle in {program.parent} is whole ({size / 1e6:.0f} MB).\n")
    return 1 if wrong else 0


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
