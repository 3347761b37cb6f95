"""Two versions of a plan side by side."""

from __future__ import annotations

from msgspec.structs import replace

from app.domain.plan.difference import ChangeKind, differences, text_differences
from tests.world import content, sound_plan, text


def test_equal_plans_do_not_differ():
    assert differences(sound_plan(), sound_plan()) == ()
    assert all(one.same for one in text_differences(content().text, content().text))


def test_each_part_is_told_once_with_its_fields():
    old = sound_plan(triggers=(text("a"), text("b"), text("c")))
    task = replace(old.tasks[0], due_min=3)
    new = replace(old, version="3", tasks=(task,), triggers=(text("a"), text("c"), text("d")), scope=text("half"))
    found = {one.address: one for one in differences(old, new)}
    assert {address: one.kind for address, one in found.items()} == {
        "version": ChangeKind.CHANGED, "scope": ChangeKind.CHANGED, "tasks/call": ChangeKind.CHANGED,
        "tasks/ring": ChangeKind.REMOVED, "triggers/1": ChangeKind.REMOVED, "triggers/2": ChangeKind.ADDED,
    }
    assert [(one.field, one.before, one.after) for one in found["tasks/call"].fields] == [("due_min", 5, 3)]


def test_prose_is_compared_by_paragraph():
    old = content().text
    new = old.replace("1.2 Then ring.", "1.2 Ring twice.\n\n1.3 Then wait.")
    changed = [one for one in text_differences(old, new) if not one.same]
    assert [(one.before, one.after) for one in changed] == [(("1.2 Then ring.",), ("1.2 Ring twice.", "1.3 Then wait."))]
