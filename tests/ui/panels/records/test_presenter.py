"""Journal lines in words, the search among them, and the incidents."""

from __future__ import annotations

import asyncio
import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.desk.describe import Describer
from app.desk.jobs import Cancelled, Progress
from app.journal.codec import Sealed
from app.journal.port import verify
from app.ui.panels.records import presenter
from app.ui.panels.records.presenter import IncidentQuery, Query
from tests.ui.panels.desk_world import NOW, demo_lines, panel_world


def with_lines(tmp_path: Path, body: Any, lang: str = "zh") -> Any:
    async def run() -> Any:
        async with panel_world(tmp_path, lang=lang) as services:
            describer = Describer(services.workspace.desk.reference, services.wording)
            sealed = await services.workspace.desk.lines()
            lines = presenter.describe_lines(sealed, services.state, describer, services.wording)
            return body(services, lines)

    return asyncio.run(run())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_entry_of_the_demo_day_is_worded(tmp_path: Path, lang: str) -> None:
    def body(services: Any, lines: Any) -> None:
        assert [line.seq for line in lines] == list(range(services.state.seq, 0, -1))
        assert all(line.sentence and line.kind != line.sealed.kind for line in lines)
        assert not services.wording.missing

    with_lines(tmp_path, body, lang)


def test_the_search_takes_text_pinyin_kind_actor_day_and_incident(tmp_path: Path) -> None:
    def body(services: Any, lines: Any) -> None:
        opened = presenter.found(lines, Query(kind="IncidentOpened"))
        assert len(opened) == len(services.state.incidents)
        assert presenter.found(lines, Query(text="青石村")) == presenter.found(lines, Query(text="青石村  "))
        assert set(presenter.found(lines, Query(text="qsc"))) >= set(presenter.found(opened, Query(text="青石村")))
        assert presenter.found(lines, Query(text="没有这样的话")) == ()
        incident_id = opened[0].incident_id
        of = services.state.incidents[incident_id]
        mine = presenter.found(lines, Query(incident_id=incident_id))
        assert mine and all(line.incident_id == incident_id for line in mine)
        assert presenter.found(lines, Query(text=of.number)) == mine
        today = presenter.found(lines, Query(day=date(2026, 7, 18)))
        assert today and all(line.at.astimezone(presenter.to_local(NOW).tzinfo).date() == date(2026, 7, 18) for line in today)
        assert presenter.found(lines, Query(actor="nobody")) == ()

    with_lines(tmp_path, body)


def test_a_changed_line_does_not_fit_its_seal(tmp_path: Path) -> None:
    def body(services: Any, lines: Any) -> None:
        assert all(presenter.seal_fits(line, before) for line, before in itertools.pairwise(lines))
        line = lines[3]
        forged = msgspec.structs.replace(line, sealed=msgspec.structs.replace(line.sealed, actor="别人"))
        assert not presenter.seal_fits(forged, None)
        other = msgspec.structs.replace(lines[4], sealed=msgspec.structs.replace(lines[4].sealed, hash=bytes(32)))
        assert not presenter.seal_fits(line, other)

    with_lines(tmp_path, body)


def test_an_unreadable_line_is_shown_as_such(tmp_path: Path) -> None:
    def body(services: Any, _lines: Any) -> None:
        broken = msgspec.structs.replace(demo_lines()[5], body=b'{"kind":"Nonsense"}')
        describer = Describer(services.workspace.desk.reference, services.wording)
        (line,) = presenter.describe_lines((broken,), services.state, describer, services.wording)
        assert "6" in line.sentence and presenter.body(line).startswith("{")
        garbage = msgspec.structs.replace(line, sealed=msgspec.structs.replace(broken, body=b"\xff\x00"))
        assert presenter.body(garbage)

    with_lines(tmp_path, body)


def test_json_lines_carry_the_whole_chain(tmp_path: Path) -> None:
    def body(services: Any, lines: Any) -> None:
        back = []
        for text, line in zip(presenter.json_lines(demo_lines()), demo_lines(), strict=True):
            read = json.loads(text)
            assert line.body in text
            fields = {**read, "body": line.body, "prev_hash": bytes.fromhex(read["prev_hash"]), "hash": bytes.fromhex(read["hash"])}
            back.append(Sealed(**fields))
        assert verify(iter(back)) == (len(lines), None)

    with_lines(tmp_path, body)


def test_a_job_that_is_cancelled_stops(tmp_path: Path) -> None:
    def body(services: Any, _lines: Any) -> None:
        progress = Progress(lambda _share, _words: None)
        progress.cancel()
        describer = Describer(services.workspace.desk.reference, services.wording)
        with pytest.raises(Cancelled):
            presenter.describe_lines(demo_lines(), services.state, describer, services.wording, progress)

    with_lines(tmp_path, body)


def test_incidents_are_found_open_and_closed(tmp_path: Path) -> None:
    def body(services: Any, _lines: Any) -> None:
        describer = Describer(services.workspace.desk.reference, services.wording)
        rows = presenter.incident_rows(services.state, describer, services.wording)
        assert {row.id for row in rows} == set(services.state.incidents)
        closed = presenter.incidents_found(rows, IncidentQuery(status="closed"), NOW)
        assert closed and all(row.closed_at is not None and not row.is_open for row in closed)
        still_open = presenter.incidents_found(rows, IncidentQuery(status="open"), NOW)
        assert len(closed) + len(still_open) == len(rows)
        accidents = presenter.incidents_found(rows, IncidentQuery(kind="A"), NOW)
        assert accidents and all(services.state.incidents[row.id].kind.startswith("A-") for row in accidents)
        graded = presenter.incidents_found(rows, IncidentQuery(severity="IV"), NOW)
        assert all(row.grade == "IV" for row in graded)
        recent = presenter.incidents_found(rows, IncidentQuery(days=1), NOW)
        assert all((NOW - row.aware_at).days < 1 for row in recent)

    with_lines(tmp_path, body)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None), ("18", date(2026, 7, 18)), ("7-17", date(2026, 7, 17)), ("12.31", date(2025, 12, 31)),
        ("2024-2-29", date(2024, 2, 29)), ("20", date(2026, 6, 20)),
    ],
)
def test_days_are_read_as_the_past(text: str, day: date | None) -> None:
    assert presenter.parse_day(text, date(2026, 7, 18)) == day


@pytest.mark.parametrize("text", ["x", "13-40", "1-2-3-4", "0"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        presenter.parse_day(text, date(2026, 7, 18))
