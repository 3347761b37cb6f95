"""What a written report has to hold: the list is sound, and a broken one says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.catalog.report_elements import read_report_elements
from app.domain.reporting.model import Stage
from app.domain.situation.rules import WRITTEN_STAGES
from app.domain.words import RuleStatus
from app.kernel.errors import BadFile

BASIS = "basis: {title: 本县文件, status: local, checked: default}"


def write(folder: Path, *rows: str) -> Path:
    (folder / "report_elements.yaml").write_text("\n".join(rows), encoding="utf-8")
    return folder


def test_every_stage_asks_for_something_and_none_of_it_is_shown_as_law(reference) -> None:
    asked = {stage for one in reference.report_elements for stage in one.stages}
    assert asked == set(WRITTEN_STAGES)
    assert all(one.basis.status is not RuleStatus.STATUTORY for one in reference.report_elements)


def test_the_elements_of_the_first_report_are_those_of_the_field(reference) -> None:
    first = {one.code for one in reference.report_elements if Stage.FIRST in one.stages}
    assert first >= {
        "source", "aware_at", "occurred_at", "place", "point", "kind", "site_overview", "cause", "course", "scope", "dead_missing",
        "injured", "at_risk", "loss", "trend", "measures", "leaders_there", "commander", "requests", "reporter", "signer",
    }


def test_a_folder_without_the_file_asks_for_nothing(tmp_path: Path) -> None:
    assert read_report_elements(tmp_path, (), ()) == ()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("any_of: [fact:unheard]", "unknown_fact"), ("any_of: [field:unheard]", "not_one_of"),
        ("any_of: [nothing:x]", "not_one_of"), ("all_of: [person:nobody]", "not_one_of"), ("", "element_without_source"),
        ("any_of: [answer]\n  kinds: [X-Y]", "unknown_kind"),
    ],
)
def test_a_broken_row_is_named_with_its_place(tmp_path: Path, source: str, code: str) -> None:
    folder = write(tmp_path, "- code: one", "  name: {zh: 一, en: one}", "  stages: [first]", f"  {BASIS}", f"  {source}")
    with pytest.raises(BadFile) as bad:
        read_report_elements(folder, ("dead",), ("A-FIR",))
    assert [one.code for one in bad.value.problems] == [code]
    assert all(one.line for one in bad.value.problems)


def test_a_code_stands_there_once(tmp_path: Path) -> None:
    row = ("- code: one", "  name: {zh: 一, en: one}", "  stages: [first]", f"  {BASIS}", "  any_of: [answer]")
    with pytest.raises(BadFile) as bad:
        read_report_elements(write(tmp_path, *row, *row), (), ("A-FIR",))
    assert [one.code for one in bad.value.problems] == ["duplicate_id"]
