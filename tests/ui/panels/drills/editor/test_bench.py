"""The editor without a window: nothing is lost by an edit, names follow, findings lead to their fields, marks stand in time."""

from __future__ import annotations

from functools import cache
from itertools import count
from types import SimpleNamespace
from typing import Any

from msgspec.structs import replace

from app.catalog.own_scenarios import Opened
from app.catalog.scenarios import briefing, read_scenario
from app.catalog.wording import Wording
from app.domain.exercise.scenario import Earlier, Inject, Scenario, Trigger
from app.domain.exercise.soundness import scenario_findings
from app.kernel.text import Text
from app.ui.panels.drills.editor import edits
from app.ui.panels.drills.editor.bench import ScenarioBench
from app.ui.panels.drills.editor.places import minutes_of
from app.ui.panels.drills.editor.schema import PART, PARTS
from app.ui.panels.drills.editor.tables import TABLES, where_of, where_text
from tests.any_scenario import any_scenario
from tests.ui.panels.boards import FILES, catalogue

SHIPPED = FILES.resources / "scenarios"
STATE: Any = SimpleNamespace(facilities={}, units={}, contacts={})


@cache
def flood() -> Scenario:
    return replace(read_scenario(SHIPPED / "night_flood_reservoir", catalogue()[0].reference), hash="")


def bench_of(scenario: Scenario, lang: str = "zh") -> ScenarioBench:
    loaded, words = catalogue()
    ticks = count(step=10)
    opened = Opened(scenario, briefing(SHIPPED / "night_flood_reservoir"), True, False, "")
    return ScenarioBench(
        opened, lambda: loaded.reference, lambda: STATE, lambda code: Wording(words, code, loaded.reference), lang,
        lambda: next(ticks),
    )  # fmt: skip


def every_field(bench: ScenarioBench) -> Any:
    """Each field of each form of each element."""
    for part in PARTS:
        rows = [(spec, None) for spec in part.form]
        if part.list is not None:
            rows += [(spec, row) for row in range(bench.count(part)) for spec in part.list.fields]
        for spec, row in rows:
            yield part, spec, row


def test_showing_and_answering_what_is_shown_changes_nothing_whatever_stands_there() -> None:
    for scenario in (flood(), *(any_scenario(seed) for seed in range(12))):
        bench = bench_of(scenario)
        for part, spec, row in every_field(bench):
            value = bench.values(part, (spec,), row)[spec.key]
            assert not bench.answer(part, spec, row, value), (part.id, spec.key)
            if spec.special.startswith("table:") and value is not None:
                table = TABLES[spec.special.partition(":")[2]]
                assert table.made([cells for _, cells in table.rows(value)], value) == value
        assert bench.scenario == scenario


def test_an_edit_of_one_field_leaves_every_other_field_as_it_was_and_undo_takes_it_back() -> None:
    edited = 0
    for seed in range(8):
        bench = bench_of(any_scenario(seed))
        before = bench.draft
        for part, spec, row in list(every_field(bench)):
            if spec.ask.value not in ("line", "words") or spec.key in ("id", "role", "tells.opens", "briefing"):
                continue
            shown = {key: bench.values(each, (one,), at) for key, (each, one, at) in enumerate(every_field(bench))}
            if not bench.answer(part, spec, row, "改动"):
                continue
            after = {key: bench.values(each, (one,), at) for key, (each, one, at) in enumerate(every_field(bench))}
            changed = [key for key in shown if shown[key] != after[key]]
            beside = [key for key in changed if list(every_field(bench))[key][1:] != (spec, row)]
            # a part that comes into being by the answer is ticked as well
            assert all(list(every_field(bench))[key][1].special == "parts" for key in beside), (spec.key, beside)
            bench.undo()
            assert bench.draft == before
            edited += 1
            if edited % 4 == 0:
                break
    assert edited > 20


def test_a_name_that_changes_is_changed_wherever_it_is_meant() -> None:
    bench = bench_of(flood())
    path = ("injects", 3, "tells", "opens")
    draft = edits.set_value(bench.draft, path, "reservoir")
    draft = edits.set_value(draft, ("injects", 7, "id"), "leak")
    draft = edits.set_value(draft, ("objectives", 2, "id"), "people")
    seat = next(at for at, one in enumerate(draft.scenario.participants) if one.role == "water")
    draft = edits.set_value(draft, ("participants", seat, "role"), "grid")
    assert list(scenario_findings(draft.scenario, catalogue()[0].reference)) == []
    text = str(draft.scenario)
    for gone in ("incident='dam'", "of='dam'", "'i08'", "'people_first'", "role='water'", "to='water'"):
        assert gone not in text
    twice = edits.duplicate(draft, "injects", 3)
    assert [one.tells.opens for one in twice.scenario.injects[3:5] if one.tells] == ["reservoir", "reservoir-2"]
    moved = edits.move(draft, "expectations", 0, 1)
    assert sorted(str(one) for inject in moved.scenario.injects for one in inject.expect) == sorted(
        str(one) for inject in draft.scenario.injects for one in inject.expect
    )


def test_findings_lead_to_the_field_in_which_they_stand_and_are_said_in_words() -> None:
    injects = list(flood().injects)
    injects[0] = replace(injects[0], to="nobody", from_=Text(""), expect=(replace(injects[0].expect[0], within_min=0.0),))
    injects[6] = replace(injects[6], until_min=900.0)
    broken = replace(flood(), title=Text(""), injects=tuple(injects), objectives=(*flood().objectives, flood().objectives[0]))
    for lang in ("zh", "en"):
        bench = bench_of(broken, lang)
        found = bench.look().all
        places = {(one.place.part, one.place.row, one.place.field) for one in found}
        assert {
            ("drill_sheet", None, "title.zh"), ("drill_injects", 0, "to"), ("drill_injects", 0, "from_.zh"),
            ("drill_injects", 6, "until_min"), ("drill_expectations", 0, "within_min"), ("drill_objectives", 5, "id"),
        } <= places  # fmt: skip
        assert not bench.wording.missing and all("[" not in one.where for one in found)
        for part in PARTS:
            bench.table(part)
            for spec in (*part.form, *(part.list.fields if part.list is not None else ())):
                assert bench.label(part, spec.key)
        assert not bench.wording.missing
        assert not bench.is_sound


def test_what_waits_stands_after_what_it_waits_for_and_a_mark_is_moved_by_its_own_minutes() -> None:
    marks = minutes_of(flood())
    by_id = {one.id: mark for one, mark in zip(flood().injects, marks, strict=True)}
    assert by_id["i04"].exact and by_id["i04"].minute == 12
    assert by_id["i15"].minute == by_id["i08"].minute + 32 and not by_id["i15"].exact
    assert all(by_id["i07"].minute > marks[at].minute for at in by_id["i07"].after)
    bench = bench_of(flood())
    assert bench.shift(3, 4) and bench.scenario.injects[3].at_min == 16
    assert bench.shift(14, -100) and bench.scenario.injects[14].after_min == 0
    bench.undo()
    assert bench.scenario.injects[14].after_min == 32
    pairs = zip(flood().injects[:2], ("i02", "i01"), strict=True)
    circle = tuple(replace(one, when=Trigger(fired=Earlier(all=(other,)))) for one, other in pairs)
    assert len(minutes_of(replace(flood(), injects=circle))) == 2


def test_parts_come_and_go_and_new_elements_are_ready_to_be_filled_in() -> None:
    bench = bench_of(flood())
    part = PART["drill_injects"]
    assert part.list is not None
    specs = {spec.key: spec for spec in part.list.fields}
    at = bench.add(part, 2)
    assert at == 3 and bench.scenario.injects[3].id == "i21"
    assert bench.answer(part, specs["parts"], at, ("when", "asks"))
    made: Inject = bench.scenario.injects[3]
    assert made.asks is not None and made.asks.of == "flood" and made.when == Trigger()
    assert bench.answer(part, specs["when.parts"], at, ("fired", "response_reached"))
    assert bench.answer(part, specs["when.fired.none"], at, ("i01",))
    made = bench.scenario.injects[3]
    assert made.when is not None and made.when.fired == Earlier(none=("i01",)) and made.when.response_reached is not None
    assert bench.answer(part, specs["parts"], at, ("asks",)) and bench.scenario.injects[3].when is None
    place = bench.add_expectation(3)
    goals = PART["drill_expectations"]
    assert bench.rows.of(bench.draft, goals.list, {})[place].cells[0] == "i21"  # type: ignore[arg-type]
    for other in PARTS:
        if other.list is not None:
            row = bench.add(other, None)
            assert row is not None and bench.values(other, other.list.fields, row)


def test_tests_of_an_entry_are_read_as_they_are_written() -> None:
    texts = ("level = II", "facts.dead >= 1", "level ∈ I,II；content ~ 词", 'a.b = "两 词"', "n >= 1 <= 5", "x = 是", 'x = "是"')
    for text in texts:
        assert where_text(where_of(text)) == text
