"""Every code of the importer has words in both languages: problems, remarks, rules, reasons for what was not read."""

from __future__ import annotations

import re
from pathlib import Path

from app.catalog.locations import program_files
from app.catalog.wording import read_words
from app.exchange.plan_document.blocks import LETTER, Where
from app.exchange.plan_document.unread import WHYS

ROOT = Path(__file__).resolve().parents[3]
WORDS = read_words(program_files().resources / "i18n")
CODE = re.compile(r'"((?:import|recognition)_[a-z_]+)"')


def said() -> set[str]:
    """Every problem code that the sources name."""
    files = [*(ROOT / "app" / "exchange" / "plan_document").rglob("*.py"), ROOT / "app" / "catalog" / "recognition.py"]
    return {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_problem_and_remark_is_worded_and_no_word_is_left_over() -> None:
    worded = {code.removeprefix("problem.") for code in WORDS if code.startswith(("problem.import_", "problem.recognition_"))}
    assert said() == worded


def test_every_reason_for_what_was_not_read_is_worded() -> None:
    assert {code.removeprefix("unread.") for code in WORDS if code.startswith("unread.")} == set(WHYS)
    assert {where.value for where in Where if where is not Where.BODY} <= set(WHYS)
    assert set(LETTER) == set(Where)


def test_a_refusal_names_its_mend() -> None:
    remarks = ("no_", "level_", "role_", "unseen_", "tracked_", "external_", "encoding", "paragraph_")
    refused = [code for code in WORDS if code.startswith("problem.import_") and not code[15:].startswith(remarks)]
    assert len(refused) > 15
    assert [code for code in refused if "请" not in WORDS[code].zh] == []
