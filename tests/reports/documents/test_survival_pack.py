"""The survival pack and its blank forms: everything to go on by hand is in it, every number once, every slip on one page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from pypdf import PdfReader

from app.bootstrap.by_hand import outlines
from app.catalog.blank_forms import read_blank_forms
from app.catalog.wording import Wording
from app.desk.describe import Describer
from app.desk.jobs import Cancelled, Progress
from app.domain.deadlines import deadlines
from app.domain.paper.model import SlipRun, SlipUse
from app.domain.plan.composition import open_work
from app.domain.state import State
from app.kernel.errors import BadFile
from app.reports import documents
from app.reports.documents import PaperFormat
from app.reports.documents.blank_form import FormsInput
from app.reports.documents.blank_form.content import content as slips_content
from app.reports.documents.map_sheet.sketch import sketch_of
from app.reports.documents.survival_pack import PackInput
from app.reports.documents.survival_pack.content import content
from tests.reports.documents.scenario import FILES, NOW, demo_day, reference, words
from tests.reports.documents.test_render import HOSTILE, fonts

QUIET = Progress(lambda _share, _words: None)


def runs() -> tuple[SlipRun, ...]:
    """One slip of every form, from number 7 on."""
    return tuple(SlipRun(form, number, 1) for number, form in enumerate(reference().forms, 7))


def given(state: State | None = None, lang: str = "zh", **more: Any) -> PackInput:
    """The demo's evening, or another desk."""
    wording = Wording(words(), lang, reference)
    day = demo_day()
    fields: dict[str, Any] = {
        "wording": wording, "lang": lang, "now": NOW, "actor": "李国栋", "place": "青石镇", "fonts": fonts(),
        "state": day.state if state is None else state, "reference": reference(), "describer": Describer(reference(), wording),
        "head_hash": day.head, "slips": runs(), **more,
    }
    return PackInput(**fields)


def pages_of(data: bytes) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


@pytest.fixture(scope="module")
def pack() -> Iterator[list[str]]:
    """The pages of the demo's pack."""
    asked = given()
    asked = replace(asked, maps=outlines({**asked.__dict__, "maps": {}}, set()))
    made = documents.make("survival_pack", asked, PaperFormat.PDF, QUIET)
    assert made.missing == ()
    yield pages_of(made.data)


def test_everything_that_is_needed_to_go_on_stands_in_it(pack: list[str]) -> None:
    state, whole = demo_day().state, "".join(pack)
    assert "断电应急包" in pack[0] and "目录" in pack[0]
    assert "断电后怎样手工继续" in pack[1] and "先打这些电话" in pack[1] and "10." in pack[1], "one page says how to go on"
    for of in state.incidents.values():
        assert (of.number in whole) is of.is_open
        for work in open_work(of) if of.is_open else ():
            assert "".join(work.task.text.zh.split())[:12] in whole
    for one in state.contacts.values():
        assert one.phone in whole, "numbers are whole: the pack stays in the room"
    for unit in (one for one in state.units.values() if one.incident_id):
        assert unit.name.zh in whole
    assert sum("轮廓图" in page for page in pack) == sum(one.is_open for one in state.incidents.values())
    running = {one.plan_title.zh for of in state.incidents.values() for one in of.activations if one.is_running}
    assert running and all(any("处置卡" in page and title in page for page in pack) for title in running)


def test_the_clocks_stand_in_the_order_of_time_with_whom_to_call() -> None:
    made = content(given())
    due = sorted(deadlines(demo_day().state, reference(), NOW), key=lambda one: (one.due_at, one.key))
    assert len(made.clocks.rows) == len(due) > 5
    reports = [row for one, row in zip(due, made.clocks.rows, strict=True) if one.obligation is not None]
    assert reports and all(any(char.isdigit() for char in row[3]) for row in reports)
    overdue = [row for one, row in zip(due, made.clocks.rows, strict=True) if one.due_at < NOW]
    assert all("【已超时】" in row[0] for row in overdue)


def test_every_slip_is_one_page_with_its_number_and_no_number_twice(pack: list[str]) -> None:
    numbers = [f"№{number:05d}" for number in range(7, 7 + len(reference().forms))]
    held = {number: [place for place, page in enumerate(pack) if number in page] for number in numbers}
    assert all(len(places) == 1 for places in held.values())
    places = [places[0] for places in held.values()]
    assert places == list(range(len(pack) - len(numbers), len(pack)))


def test_forms_alone_fill_their_pages_in_english_too() -> None:
    asked = FormsInput(
        wording=Wording(words(), "en", reference), lang="en", now=NOW, actor="", place="Qingshi", fonts=fonts(),
        forms=reference().forms, slips=runs(),
    )
    made = documents.make("blank_form", asked, PaperFormat.PDF, QUIET)
    pages = pages_of(made.data)
    assert len(pages) == made.pages == len(reference().forms) and made.missing == ()
    for slip, page in zip(slips_content(asked.forms, asked.slips, asked, asked.place).slips, pages, strict=True):
        assert "".join(slip.title.split()) in page
        heads = slip.grid.heads if slip.grid is not None else ()
        for name in (*(one.label for one in (*slip.fields, *slip.after)), *(head for head, _ in heads)):
            assert "".join(name.split())[:6] in page
    assert {one.use for one in reference().forms.values()} == set(SlipUse), "every kind of act has a form to be written on"


def test_word_and_text_say_the_same(pack: list[str]) -> None:
    text = documents.make("survival_pack", given(), PaperFormat.TXT, QUIET).data.decode()
    assert all(f"№ {run.first:05d}" in text for run in runs()) and "断电后怎样手工继续" in text
    assert documents.make("survival_pack", given(State(), slips=runs()[:1]), PaperFormat.DOCX, QUIET).data[:2] == b"PK"


def test_a_bare_desk_and_hostile_words_print_and_a_cancelled_job_ends() -> None:
    state = demo_day().state
    of = next(one for one in state.incidents.values() if one.is_open)
    contact = next(iter(state.contacts.values()))
    hostile = msgspec.structs.replace(
        state, incidents=state.incidents.set(of.id, msgspec.structs.replace(of, narrative=HOSTILE)),
        contacts=state.contacts.set(contact.id, msgspec.structs.replace(contact, name=HOSTILE[:200])),
    )
    hostile = msgspec.structs.replace(hostile, units=State().units)  # fewer pages, the same words
    for one in (State(), hostile):
        assert documents.make("survival_pack", given(one, slips=()), PaperFormat.PDF, QUIET).pages > 3
    stopped = Progress(lambda *_: None)
    stopped.cancel()
    with pytest.raises(Cancelled):
        documents.make("survival_pack", given(slips=()), PaperFormat.PDF, stopped)


def test_a_drill_is_marked_on_every_page() -> None:
    made = documents.make("survival_pack", given(State(), slips=runs()[:1], drill=True), PaperFormat.PDF, QUIET)
    assert all("演练" in page for page in pages_of(made.data))


def test_an_outline_holds_only_what_lies_on_the_sheet() -> None:
    state = demo_day().state
    of = next(one for one in state.incidents.values() if one.is_open and one.place.point is not None)
    profile = state.profile
    assert profile is not None and profile.region is not None
    wording = Wording(words(), "zh", reference)
    everything = sketch_of(state, of.id, profile.region, wording)
    point = of.place.point
    assert point is not None
    south, west = point.lat - 1e-4, point.lon - 1e-4
    tiny = msgspec.structs.replace(profile.region, south=south, north=south + 2e-4, west=west, east=west + 2e-4)
    assert everything.sites[0].name == of.place.words and everything.sites[0].sign == "incident"
    assert 0 < len(sketch_of(state, of.id, tiny, wording).sites) < len(everything.sites)


def test_a_broken_form_names_file_field_and_line(tmp_path: Any) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    sound = (FILES.resources / "catalog" / "forms" / "call_log.yaml").read_text(encoding="utf-8")
    (folder / "call_log.yaml").write_text(sound.replace("rows: 12", "rows: 99").replace("width: 4.2", "width: 0"), encoding="utf-8")
    (folder / "other.yaml").write_text(sound, encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        read_blank_forms(tmp_path)
    found = {(one.file, one.code) for one in bad.value.problems}
    call_log = "forms/call_log.yaml"
    assert found == {(call_log, "form_too_many"), (call_log, "form_width"), ("forms/other.yaml", "form_misnamed")}
    assert all(one.line > 0 for one in bad.value.problems)
