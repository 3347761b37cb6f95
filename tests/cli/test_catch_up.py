"""``catch-up``: slips typed in afterwards by the command line, told with both times."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.cli.verbs.catch_up import paper_moment
from app.kernel.clock import SHANGHAI, FixedClock
from tests.cli.conftest import Command


def test_a_night_on_paper_is_typed_in_and_told_with_both_times(desk: Command) -> None:
    at = (datetime.now(UTC) - timedelta(minutes=6)).astimezone(SHANGHAI)
    slip = ("--slip", "7", "--at", f"{at:%Y-%m-%d %H:%M:%S}", "--writer", "夜班")
    refused = desk("catch-up", "log", "停电", *slip).refused
    assert refused["refused"] == "slip_not_printed" and refused["facts"]["slip"] == 7
    opened = desk("catch-up", "incident", "--kind", "A-FIR", "--place", "老街", "--fact", "trapped=2", *slip, "--sure").json
    number = opened["incident"]["number"]
    assert all("补录" in one["text"] and one["caught_up"]["slip"] == 7 for one in opened["recorded"])
    assert desk("catch-up", "report", number, "--whom", "县值班员", "--read-back", *slip[:1], "8", *slip[2:], "--sure").code == 0
    shown = desk("incident", "show", number).json
    report = shown["reports"][0]
    assert not report["late"] and report["by"] == "夜班"
    assert report["at"] == report["caught_up"]["paper_at"] < report["caught_up"]["typed_at"]
    assert desk("catch-up", "note", number, "烟很大", "--slip", "0", *slip[2:]).code == 0
    listed = desk("catch-up", "list").json
    assert [(one["slip"], one["writer"]) for one in listed] == [(0, "夜班"), (8, "夜班"), (7, "夜班")]
    late = desk("catch-up", "log", "x", "--slip", "0", "--at", "2099-01-01 00:00").refused
    assert late["refused"] == "time_in_future"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("03:20", "2026-07-18 03:20"), ("23：50", "2026-07-17 23:50"), ("2026-07-17 10:00", "2026-07-17 10:00")],
)
def test_a_bare_time_is_the_last_time_that_the_clock_showed_it(typed: str, wanted: str) -> None:
    clock = FixedClock(datetime(2026, 7, 18, 6, tzinfo=SHANGHAI).astimezone(UTC))
    assert paper_moment(typed, clock).astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") == wanted


def test_forms_take_the_next_numbers_and_a_pack_is_written_whole(desk: Command, tmp_path: Path) -> None:
    made = desk("forms", "print", "incident_intake:2", "call_log", "-o", tmp_path / "forms.pdf").json
    assert made["slips"]["runs"] == [
        {"form": "incident_intake", "first": 1, "count": 2}, {"form": "call_log", "first": 3, "count": 1},
    ]  # fmt: skip
    pages = [page.extract_text() for page in PdfReader(tmp_path / "forms.pdf").pages]
    assert [f"{number:05d}" in page for number, page in enumerate(pages, 1)] == [True] * 3
    assert desk("forms", "print", "nothing:1", "-o", tmp_path / "x.pdf").refused["refused"] == "form_unknown"
    pack = desk("survival-pack", "--print-forms", "0", "-o", tmp_path / "pack.pdf").json
    assert pack["slips"]["first"] is None and pack["missing"] == [] and pack["pages"] > 8
    assert hashlib.sha256((tmp_path / "pack.pdf").read_bytes()).hexdigest() == pack["sha256"]


def test_the_forms_are_listed_without_a_desk(cli: Command) -> None:
    listed = cli("forms", "list", "--json").json
    assert {"incident_intake", "call_log", "handover_form"} <= {one["id"] for one in listed}
