"""The program as a process: what is loaded, what goes where, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.catalog.locations import program_files

ROOT = program_files().root


def zhishou(*words: str, program: tuple[str, ...] = ("-m", "app"), **more: str) -> subprocess.CompletedProcess[bytes]:
    surroundings = {**os.environ, **more}
    return subprocess.run(
        [sys.executable, *program, *words], cwd=ROOT, env=surroundings, capture_output=True, check=False, timeout=60
    )


def test_grade_in_a_plain_c_locale() -> None:
    ended = zhishou("grade", "--kind", "A-FIR", "--fact", "dead=3", "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.decode())["severity_name"] == "较大"


def test_a_quick_verb_loads_no_heavy_library(tmp_path: Path) -> None:
    program = (
        "import sys; from app.__main__ import main; code = main(sys.argv[1:]); "
        "heavy = {'PySide6', 'folium', 'reportlab', 'openpyxl', 'pypinyin', 'aiohttp', 'alembic'} & set(sys.modules); "
        "sys.exit(repr(heavy) if heavy else code)"
    )
    ended = zhishou("grade", "--kind", "A-FIR", "--data", str(tmp_path), program=("-c", program))
    assert ended.returncode == 0, ended.stderr


def test_the_journal_outlives_the_process(tmp_path: Path) -> None:
    assert zhishou("demo", "--no-gui", "--data", str(tmp_path / "d")).returncode == 0
    opened = zhishou("incident", "open", "--kind", "A-FIR", "--place", "qsc", "--data", str(tmp_path / "d"), "--json")
    number = json.loads(opened.stdout)["number"]
    listed = json.loads(zhishou("incident", "list", "--data", str(tmp_path / "d"), "--json").stdout)
    assert number in {row["number"] for row in listed}


@pytest.mark.skipif(os.name == "nt", reason="there is no /dev/full on Windows")
def test_a_reader_that_left_makes_no_noise() -> None:
    program = f"{sys.executable} -m app facts --json | head -c 1"
    ended = subprocess.run(["bash", "-c", program], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in ended.stderr
    assert b"BrokenPipe" not in ended.stderr


def test_wrong_words_end_with_two() -> None:
    ended = zhishou("grade", "--kind", "NO-SUCH")
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr
