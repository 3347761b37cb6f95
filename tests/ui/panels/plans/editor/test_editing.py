"""Edits as functions: what is pointed at follows, and nothing ever raises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.plan.addresses import elements, find
from app.domain.planning.model import ExtractedItem, Extraction, Verdict
from app.domain.planning.rules import seal
from app.domain.words import ResponseLevel
from app.kernel.text import Text
from app.ui.panels.plans.editor import editing
from app.ui.panels.plans.editor.blanks import blank_command, blank_element
from app.ui.panels.plans.editor.draft import LISTS, Draft, address_of, fresh_id, listed, readdressed
from app.ui.panels.plans.editor.history import EditHistory
from app.ui.panels.plans.editor.rekeying import with_text
from tests.ui.panels.plans.editor.conftest import whole


def both(code: str) -> Text:
    return Text(code, code)


def linked(draft: Draft) -> Draft:
    """The draft with a link at every part, and an extracted item that waits for every part."""
    addresses = [address for address, _ in elements(draft.plan)]
    items = tuple(ExtractedItem(f"i{at}", address, "1.1", "w", "r", 0.5) for at, address in enumerate(addresses))
    draft = draft.changed(links={address: (f"4.{1 + at % 9}",) for at, address in enumerate(addresses)})
    return replace(draft, extraction=Extraction("f.docx", "0" * 64, items, ()))


def parts_by_id(draft: Draft) -> dict[str, Any]:
    """Each waiting item's part, by the item's id."""
    assert draft.extraction is not None
    return {item.id: find(draft.plan, item.address) for item in draft.extraction.items if item.verdict is Verdict.WAITING}


@pytest.mark.parametrize("field", [*LISTS, "cases"])
def test_elements_are_added_copied_moved_and_removed(draft: Draft, field: str) -> None:
    draft = linked(draft)
    if field in ("reporting", "contacts", "materials"):
        draft = editing.insert(draft, field, blank_element(field, draft, both), 0)
        draft = editing.insert(draft, field, blank_element(field, draft, both), 0)
    before = listed(draft, field)
    same_parts = parts_by_id(draft)
    if field == "levels":
        assert blank_element("levels", draft, both) is None and editing.duplicate(draft, "levels", 0) is draft
        draft = editing.remove(draft, "levels", 3)
        before, same_parts = listed(draft, field), parts_by_id(draft)
    element = blank_element(field, draft, both, before[0])
    more = editing.insert(draft, field, element, 1)
    assert listed(more, field) == (before[0], element, *before[1:])
    assert parts_by_id(more) == same_parts
    copied = editing.duplicate(draft, field, 1)
    assert len(listed(copied, field)) == len(before) + 1 and parts_by_id(copied) == same_parts
    assert len({address_of(copied, field, at) for at in range(len(before) + 1)}) in (1, len(before) + 1)
    swapped = editing.move(draft, field, 0, 1)
    assert listed(swapped, field)[:2] == (before[1], before[0]) and parts_by_id(swapped) == same_parts
    assert editing.move(swapped, field, 1, 0).plan == draft.plan
    less = editing.remove(more, field, 1)
    assert (less.content, less.extraction) == (draft.content, draft.extraction)


def test_what_is_removed_takes_its_links_and_waits_no_more(draft: Draft) -> None:
    draft = linked(draft)
    gone = editing.remove(draft, "forces", 0)
    assert parts_by_id(gone)["i" + str([a for a, _ in elements(draft.plan)].index("forces/1"))] == draft.plan.forces[1]
    assert [part for part in parts_by_id(gone).values() if part is None] == [None]
    assert gone.plan.links["forces/0"] == draft.plan.links["forces/1"]


def test_places_beyond_the_end_change_nothing(draft: Draft) -> None:
    assert editing.remove(draft, "tasks", 999) is draft and editing.duplicate(draft, "tasks", -1) is draft
    assert editing.move(draft, "tasks", 0, 999) is draft and editing.set_value(draft, ("tasks", 999, "due_min"), 1) is draft
    with pytest.raises(KeyError):
        listed(draft, "links")


def test_a_task_keeps_its_links_and_cases_under_another_id(draft: Draft) -> None:
    draft = linked(draft)
    place = [task.id for task in draft.plan.tasks].index("search")
    task = draft.plan.tasks[place]
    expecting = [case for case in draft.content.cases if task.id in case.expect.tasks]
    assert expecting
    renamed = editing.set_value(draft, ("tasks", place, "id"), "another")
    assert renamed.plan.links["tasks/another"] == draft.plan.links[f"tasks/{task.id}"]
    assert f"tasks/{task.id}" not in renamed.plan.links
    assert sum("another" in case.expect.tasks for case in renamed.content.cases) == len(expecting)
    assert parts_by_id(renamed)[next(i.id for i in draft.extraction.items if i.address == f"tasks/{task.id}")].id == "another"


def test_an_id_that_two_have_for_a_moment_takes_nothing_from_the_other(draft: Draft) -> None:
    draft = linked(draft)
    one, two = draft.plan.tasks[:2]
    clash = editing.set_value(draft, ("tasks", 1, "id"), one.id)
    apart = editing.set_value(clash, ("tasks", 1, "id"), "apart")
    assert f"tasks/{one.id}" in apart.plan.links and "tasks/apart" not in apart.plan.links
    removed = editing.remove(clash, "tasks", 1)
    assert [task.id for task in removed.plan.tasks][:2] == [one.id, draft.plan.tasks[2].id]
    assert f"tasks/{one.id}" in removed.plan.links and two.id not in {task.id for task in removed.plan.tasks}


def test_tasks_follow_their_group(draft: Draft) -> None:
    group = draft.plan.groups[0]
    of_group = [task.id for task in draft.plan.tasks if task.group == group.id]
    assert of_group
    renamed = editing.set_value(draft, ("groups", 0, "id"), "staff")
    assert [task.id for task in renamed.plan.tasks if task.group == "staff"] == of_group
    gone = editing.remove(draft, "groups", 0)
    assert all(task.group == "" for task in gone.plan.tasks if task.id in of_group)


def test_a_level_that_goes_takes_itself_out_of_everything(draft: Draft) -> None:
    gone = editing.remove(draft, "levels", [entry.level.value for entry in draft.plan.levels].index("II"))
    for field in editing.LEVELLED:
        assert all(ResponseLevel.II not in one.levels for one in getattr(gone.plan, field))
    assert "II" not in gone.plan.expected_duration_h
    assert editing.free_levels(gone) == (ResponseLevel.II,)


def test_a_level_that_becomes_another_is_named_so_everywhere(draft: Draft) -> None:
    place = [entry.level.value for entry in draft.plan.levels].index("IV")
    three = editing.remove(draft, "levels", [entry.level.value for entry in draft.plan.levels].index("II"))
    hours = three.plan.expected_duration_h["IV"]
    with_iv = {task.id for task in three.plan.tasks if ResponseLevel.IV in task.levels}
    at = place - 1 if place > 1 else place
    raised = editing.set_value(three, ("levels", at, "level"), ResponseLevel.II)
    assert {task.id for task in raised.plan.tasks if ResponseLevel.II in task.levels} == with_iv
    assert raised.plan.expected_duration_h["II"] == hours and "IV" not in raised.plan.expected_duration_h


def test_the_order_of_times(draft: Draft) -> None:
    mixed = editing.move(draft, "tasks", 0, 20)
    for field, key in (("tasks", "due_min"), ("notify", "within_min")):
        times = [getattr(one, key) for one in listed(editing.sort_by_time(mixed, field), field)]
        assert times == sorted(times)
    again = editing.sort_by_time(mixed, "tasks")
    assert editing.sort_by_time(again, "tasks") is again


def test_single_parts_come_and_go(draft: Draft) -> None:
    draft = editing.set_links(editing.set_single(draft, "command", None), "command", ())
    with_command = editing.set_single(draft, "command", blank_command(draft, both))
    with_command = editing.set_links(with_command, "command", ("2.1", "2.1", "2.2"))
    assert with_command.plan.links["command"] == ("2.1", "2.2")
    without = editing.set_single(with_command, "command", None)
    differing = {one for one in without.plan.__struct_fields__ if getattr(without.plan, one) != getattr(draft.plan, one)}
    assert differing == set()
    assert editing.set_links(draft, "command", ()).plan.links == draft.plan.links


def test_fresh_ids_and_joined_links(draft: Draft) -> None:
    assert fresh_id("a", ()) == "a" and fresh_id("a", ("a", "a-2")) == "a-3"
    joined = readdressed(draft.changed(links={"scope": ("1.1",), "command": ("1.1", "1.2")}), lambda _: "scope")
    assert joined.plan.links == {"scope": ("1.1", "1.2")}


# any edit after any other

PLACES = st.integers(-2, 12)
WORDS = st.text(alphabet="甲乙丙ab1. \n#", max_size=12)
FIELDS = st.sampled_from([*LISTS, "cases"])


def _edits() -> st.SearchStrategy[Any]:
    def insertion(field: str, at: int) -> Any:
        def edit(draft: Draft) -> Draft:
            element = blank_element(field, draft, both)
            return draft if element is None else editing.insert(draft, field, element, at)
        return edit

    def rename(field: str, at: int, to: str) -> Any:
        return lambda draft: editing.set_value(draft, (field, at, "id"), to)

    ids = st.sampled_from(["a", "b", "", "call-back", "coordination"])
    named = st.sampled_from(["tasks", "groups", "measures"])
    levels = st.sampled_from(list(ResponseLevel))
    return st.one_of(
        st.builds(insertion, FIELDS, PLACES),
        st.builds(lambda field, at: lambda draft: editing.duplicate(draft, field, at), FIELDS, PLACES),
        st.builds(lambda field, at: lambda draft: editing.remove(draft, field, at), FIELDS, PLACES),
        st.builds(lambda field, at, to: lambda draft: editing.move(draft, field, at, to), FIELDS, PLACES, PLACES),
        st.builds(lambda field: lambda draft: editing.sort_by_time(draft, field), st.sampled_from(["tasks", "notify"])),
        st.builds(rename, named, PLACES, ids),
        st.builds(lambda to: lambda draft: editing.set_value(draft, ("levels", 0, "level"), to), levels),
        st.builds(lambda to, hours: lambda draft: editing.set_duration(draft, to, hours), levels, st.none() | st.floats(0, 99)),
        st.builds(lambda words: lambda draft: editing.set_value(draft, ("scope", "zh"), words), WORDS),
        st.builds(lambda words: lambda draft: with_text(draft, words), WORDS),
        st.builds(lambda words: lambda draft: with_text(draft, draft.content.text + words), WORDS),
        st.builds(lambda at: lambda draft: with_text(draft, draft.content.text[at * 40 :]), st.integers(0, 40)),
        st.just(lambda draft: editing.set_single(draft, "command", blank_command(draft, both))),
        st.just(lambda draft: editing.set_single(draft, "command", None)),
    )


ACTS = st.lists(st.one_of(_edits(), st.sampled_from(["undo", "redo"])), max_size=25)


@settings(max_examples=120, deadline=None)
@given(ACTS, st.booleans())
def test_any_edits_and_undo_lead_back_to_the_start(acts: list[Any], links: bool) -> None:
    start = linked(Draft(whole())) if links else Draft(whole())
    history = EditHistory.of(start)
    for act in acts:
        history = history.undone() if act == "undo" else history.redone() if act == "redo" else history.edited(act)
    there = seal(history.draft.content)
    steps = len(history.past)
    while history.can_undo:
        history = history.undone()
    assert history.draft == start and seal(history.draft.content) == seal(start.content)
    for _ in range(steps):
        history = history.redone()
    assert seal(history.draft.content) == there


@settings(max_examples=80, deadline=None)
@given(ACTS)
def test_waiting_items_never_point_at_another_part(acts: list[Any]) -> None:
    """Whatever is added, moved and removed: an item's part is of the list it came from, or it is gone."""
    history = EditHistory.of(linked(Draft(whole())))
    homes = {item.id: item.address.partition("/")[0] for item in history.draft.extraction.items}
    triggers = {
        item.id: find(history.draft.plan, item.address)
        for item in history.draft.extraction.items if homes[item.id] in ("triggers", "action_card", "aftermath", "stop")
    }
    for act in acts:
        if callable(act):
            history = history.edited(act)
    for item in history.draft.extraction.items:
        part = find(history.draft.plan, item.address)
        if part is not None:
            assert item.address.partition("/")[0] == homes[item.id]
            if item.id in triggers:
                assert part == triggers[item.id]
