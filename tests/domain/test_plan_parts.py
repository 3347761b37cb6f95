"""Paragraphs of the prose, addresses of the parts, and the links between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan.addresses import elements, find, linked_from, moved, without
from app.domain.plan.model import Upkeep
from app.domain.plan.prose import paragraphs, without_anchors
from app.domain.plan.soundness import plan_findings
from tests.world import BASIS, REFERENCE, content, sound_plan, text


def test_keys_are_anchors_numbers_or_places():
    found = paragraphs("# 总则 {#top}\n\n1.1 目的。\n续行\n\n1.1 又一段\n\n没有编号\n## 二、组织\n2.10 分工 {#p7}\n")
    assert [(one.key, one.heading, one.line) for one in found] == [
        ("top", 1, 1), ("1.1", 0, 3), ("1.1~2", 0, 6), ("¶4", 0, 8), ("¶5", 2, 9), ("p7", 0, 10),
    ]
    assert [one.text for one in found][:2] == ["总则", "1.1 目的。\n续行"]
    assert without_anchors("# 总则 {#top}\n正文 {#p7}") == "# 总则\n正文"


@given(st.text(alphabet="#1.2一 \n{}p章", max_size=200))
def test_every_key_is_unique_and_no_word_is_lost(words):
    found = paragraphs(words)
    assert len({one.key for one in found}) == len(found)
    kept = "".join("".join(one.text.split()) for one in found)
    bare = "".join(without_anchors("\n".join(line.rstrip() for line in words.splitlines())).split())
    assert kept.replace("#", "") == bare.replace("#", "")


def test_a_part_leaves_and_the_links_of_later_places_move_up():
    plan = sound_plan(
        triggers=(text("a"), text("b"), text("c")),
        links={"triggers/0": ("1.1",), "triggers/1": ("1.1",), "triggers/2": ("1.2",), "tasks/call": ("1.1",)},
    )
    left = without(plan, "triggers/1")
    assert [one.zh for one in left.triggers] == ["a", "c"]
    assert left.links == {"triggers/0": ("1.1",), "triggers/1": ("1.2",), "tasks/call": ("1.1",)}
    assert without(plan, "tasks/ring").tasks == plan.tasks[:1]
    assert linked_from(left) == {"1.1": ("triggers/0", "tasks/call"), "1.2": ("triggers/1",)}
    for address in ("scope", "evacuate", "tasks/none", "triggers/3"):
        with pytest.raises(KeyError):
            without(plan, address)


def test_every_part_is_found_at_its_address():
    plan = sound_plan()
    assert all(find(plan, address) is one for address, one in elements(plan))
    assert moved("stop/2", "stop/1") == "stop/1"
    assert moved("stop/0", "stop/1") == "stop/0"
    assert moved("tasks/ring", "tasks/call") == "tasks/ring"


def test_how_often_a_plan_is_practised_and_assessed_are_parts_too():
    plan = sound_plan(drill=Upkeep(12, BASIS), review=Upkeep(36, BASIS), links={"drill": ("1.1",), "review": ("1.2",)})
    assert find(plan, "drill") == Upkeep(12, BASIS)
    left = without(plan, "drill")
    assert (left.drill, left.review, left.links) == (None, Upkeep(36, BASIS), {"review": ("1.2",)})
    assert find(left, "drill") is None


def test_a_sound_plan_has_no_findings_and_each_fault_has_its_own():
    whole = content()
    assert list(plan_findings(whole.plan, whole.text, REFERENCE)) == []
    faults = {
        "plan_id_shape": {"id": "Nö"}, "list_empty": {"triggers": ()}, "text_empty": {"scope": text(" ")},
        "duration_missing": {"expected_duration_h": {"IV": 1.0}}, "link_unknown": {"links": {"tasks/x": ("1.1",)}},
        "paragraph_unknown": {"links": {"tasks/call": ("7.7",)}}, "unknown_kind": {"kinds": ("Z-Z",)},
    }
    for code, change in faults.items():
        found = list(plan_findings(sound_plan(**change), whole.text, REFERENCE))
        assert code in {one[1] for one in found}, code
