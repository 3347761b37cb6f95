"""Undo, redo, and what joins into one step."""

from __future__ import annotations

from msgspec.structs import replace

from app.kernel.text import Text
from app.ui.panels.plans.editor import history
from app.ui.panels.plans.editor.draft import Draft
from app.ui.panels.plans.editor.history import EditHistory
from tests.world import content


def titled(words):
    return lambda draft: draft.changed(title=Text(words, "mill"))


def start():
    return EditHistory.of(Draft(content()))


def test_undo_and_redo_walk_the_same_way():
    begun = start()
    one = begun.edited(titled("one"), ("title", "zh"))
    two = one.edited(titled("two"), ("title", "zh"))
    assert two.undone().draft is one.draft and two.undone().undone().draft is begun.draft
    assert two.undone().undone().undone() == two.undone().undone()
    assert two.undone().redone().draft is two.draft and two.redone() is two
    assert not begun.can_undo and two.can_undo and two.undone().can_redo


def test_a_new_edit_forgets_what_was_undone():
    two = start().edited(titled("one")).undone().edited(titled("other"))
    assert not two.can_redo and two.draft.plan.title.zh == "other"


def test_an_edit_that_changes_nothing_is_no_step():
    begun = start()
    assert begun.edited(lambda draft: draft) is begun
    assert begun.edited(replace) is begun


def test_typing_joins_until_there_is_a_pause_or_another_field():
    typed = start()
    for at, words in enumerate(("a", "ab", "abc")):
        typed = typed.edited(titled(words), (), "title", float(at))
    assert len(typed.past) == 1 and typed.undone().draft == start().draft
    later = typed.edited(titled("abcd"), (), "title", 2.0 + history.PAUSE_S + 0.1)
    assert len(later.past) == 2
    assert len(later.edited(titled("x"), (), "owner", later.last_s).past) == 3
    assert len(typed.settled().edited(titled("x"), (), "title", 2.1).past) == 2


def test_a_joined_edit_is_made_on_what_the_first_one_found():
    seen = []

    def edit(words):
        def change(draft):
            seen.append(draft.plan.title.zh)
            return titled(words)(draft)
        return change

    typed = start().edited(edit("a"), (), "t", 0.0).edited(edit("ab"), (), "t", 0.1)
    assert seen == ["mill", "mill"] and typed.draft.plan.title.zh == "ab"


def test_what_is_typed_back_leaves_no_step():
    typed = start().edited(titled("mill x"), (), "t", 0.0).edited(titled("mill"), (), "t", 0.1)
    assert typed.draft == start().draft and not typed.can_undo


def test_after_an_undo_nothing_joins():
    typed = start().edited(titled("a"), (), "t", 0.0).edited(titled("b"), (), "u", 0.0).undone()
    assert len(typed.edited(titled("ab"), (), "t", 0.1).past) == 2


def test_the_oldest_steps_are_forgotten():
    long = start()
    for at in range(history.MOST_STEPS + 20):
        long = long.edited(titled(str(at)))
    assert len(long.past) == history.MOST_STEPS


def test_what_is_true_of_all_drafts_changes_all():
    changed = start().edited(titled("a")).edited(titled("b")).undone().mapped(lambda one: one.changed(owner=Text("x")))
    assert {step.draft.plan.owner.zh for step in (*changed.past, changed.present, *changed.future)} == {"x"}
