"""Action cards: one side for every role of every plan (two at most), readable without colour, the plan's own words."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import docx
import msgspec
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from app.domain.words import ResponseLevel
from app.kernel.errors import Refusal
from app.kernel.text import Text
from app.reports.documents import EVERY_ROLE
from app.reports.documents.action_card.content import Card, card_roles, cards
from app.reports.documents.action_card.layout import fit, story
from app.reports.documents.drafting import PACK_MARGINS
from app.reports.documents.plan_words import PlanWords
from app.reports.documents.spec import PaperFormat
from app.reports.kit import Meta, PageNumbers, PageSetup, render
from tests.reports.documents.plan_scenario import (
    docx_text,
    fonts,
    full_plan,
    given,
    make,
    pdf_pages,
    real,
    squeezed,
    words_of,
)
from tests.reports.documents.scenario import reference
from tests.reports.kit.test_render import HOSTILE, characters

FORMATS = ("pdf", "docx", "txt")
ARM_LENGTH_PT = 11


def card(role: str = "", **more: Any) -> Card:
    return cards(PlanWords(given(role=role, **more)))[0]


@pytest.mark.parametrize("plan_id", sorted(reference().plans))
def test_every_card_of_every_plan_fits_one_side_or_two_numbered_ones(plan_id: str) -> None:
    words = PlanWords(real(plan_id, role=EVERY_ROLE))
    chosen = cards(words)
    fits = [fit(one, words, fonts()) for one in chosen]
    sides = [one.sides for one in fits]
    made = render(story(chosen, fits, words), PageSetup(numbers=PageNumbers.NONE, margins=PACK_MARGINS), fonts(), Meta(title="卡"))
    assert len(chosen) == 1 + len(card_roles(words)) > 5
    assert max(sides) <= 2 and sides.count(2) <= 1
    blank = (len(sides) - sides.count(2) - (1 if sides[-1] == 1 else 0)) if 2 in sides else 0
    assert made.pages == sum(sides) + blank
    assert made.missing == () and words.given.wording.missing == set()


@pytest.mark.parametrize("plan_id", sorted(reference().plans))
def test_every_role_with_a_task_has_a_card_with_all_its_tasks(plan_id: str) -> None:
    words = PlanWords(real(plan_id, role=EVERY_ROLE))
    made = {one.role: one for one in cards(words)}
    for task in words.plan.tasks:
        assert words.text(task.text) in [step.text for step in made[task.role].steps]


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_says_what_to_do_whom_to_call_what_never_to_do_and_when_it_ends(wanted: str, lang: str) -> None:
    source = given(role="police", lang=lang)
    said = words_of(make("action_card", source, wanted), wanted)
    for one in (
        full_plan().tasks[2].text, full_plan().stop[0].text, full_plan().title, *(level.name for level in full_plan().levels),
    ):  # fmt: skip
        assert squeezed(one.of(lang)) in said
    assert "李国栋000-2222-0002" in said and "□" in said and source.wording.missing == set()


def test_steps_stand_by_minute_and_the_critical_one_has_a_star_not_a_colour() -> None:
    one = card("duty_officer")
    assert [(step.time, step.levels, step.worth, step.critical) for step in one.steps] == [("3分钟", "各级", "建议值", True)]
    data = make("action_card", given(role="duty_officer")).data
    page = PdfReader(io.BytesIO(data)).pages[0]
    assert "★回拨核实" in squeezed(page.extract_text())
    colours = re.findall(rb"([\d.]+) ([\d.]+) ([\d.]+) rg", page.get_contents().get_data())  # type: ignore[union-attr]
    assert {colour for colour in colours if len(set(colour)) > 1} == set()


def test_what_counts_from_another_moment_says_so() -> None:
    assert (card("commander").steps[0].time, card("commander").steps[0].start) == ("60分钟", "自启动响应")
    assert card("medical").steps[0].time == "立即" and card("medical").steps[0].worth == "样例，未核"


def test_what_never_to_do_is_quoted_from_the_plan() -> None:
    assert card("police").never == ("不乘电梯", "下风向先撤，不得返回取物", "严禁残疾人、孕妇上山")
    assert card().never == ("不乘电梯", "下风向先撤，不得返回取物")
    assert "不得离岗" in card("duty_officer").never[-1]


def test_the_duty_officer_calls_who_has_to_be_told_and_others_call_the_duty_room_and_their_lead() -> None:
    told = card("duty_officer").calls
    assert [one.who for one in told] == ["供电所", "县政府总值班室"]
    assert [one.numbers for one in told] == ["李镕 000-1111-2222、王二 000-1111-3333", ""]
    assert told[0].why == "3分钟：断电（建议值）"
    assert [one.who for one in card("police").calls] == ["值班员", "专职消防队（微型消防站）", "指挥长（镇党委书记）", "带班领导"]
    assert "＿＿＿＿" in words_of(make("action_card", given(role="duty_officer"), "txt"), "txt")
    crowd = msgspec.structs.replace(full_plan().notify[0], role="village")
    many = given(msgspec.structs.replace(full_plan(), notify=(crowd,)), role="duty_officer")
    assert cards(PlanWords(many))[0].calls[0].numbers == "见通讯录（4人）"


def test_a_card_says_what_its_role_is() -> None:
    assert card("fire").subject == "专职消防队" and card("fire").aside == "微型消防站"
    assert card("village").subject == "村（社区）“两委”" and card("village").aside == ""
    assert card("fire").places == ("抢险组组长单位：救人",)
    assert card("police").places == ("抢险组成员（组长单位：专职消防队（微型消防站））",)
    assert card("commander").places == ("指挥长", "由您宣布：一级响应（红）")
    idle = words_of(make("action_card", given(role="volunteer"), "txt"), "txt")
    assert card("volunteer").steps == () and "没有给本角色单列任务" in idle


def test_the_card_of_the_plan_is_its_own_action_card() -> None:
    one = card()
    assert one.role == "" and one.lines == ("先问几层；不乘电梯。", "十五分钟报县（建议值）。")
    assert one.evacuate.startswith("下风向先撤") and [call.who for call in one.calls] == ["供电所", "县政府总值班室"]


def test_a_level_leaves_out_what_other_levels_ask_for() -> None:
    one = card("police", level=ResponseLevel.III)
    assert one.steps == () and [band.name for band in one.bands] == ["三级响应（黄）"]
    assert card("duty_officer", level=ResponseLevel.III).steps[0].levels == "各级"
    assert [call.who for call in card("duty_officer", level=ResponseLevel.III).calls] == ["县政府总值班室"]


def test_a_role_that_the_plan_gives_nothing_is_refused_in_words() -> None:
    source = given(role="livestock")
    with pytest.raises(Refusal) as caught:
        make("action_card", source)
    assert caught.value.code == "role_without_card"
    assert "畜牧兽医站" in source.wording.refusal(caught.value) and source.wording.missing == set()


def test_type_is_large_enough_for_arms_length() -> None:
    for plan_id in ("hazmat", "forest-fire", "structure-fire"):
        words = PlanWords(real(plan_id, role=EVERY_ROLE))
        assert all(fit(one, words, fonts()).size_pt >= ARM_LENGTH_PT for one in cards(words))
    page = PdfReader(io.BytesIO(make("action_card", given(role="police")).data)).pages[0]
    sizes = {text: size for _x, _y, size, text in characters(page)}
    assert max(sizes.values()) >= 36
    assert next(size for text, size in sizes.items() if "封山路口" in text) >= 16


def _crowded(count: int) -> Any:
    plan = full_plan()
    sample = plan.tasks[1]
    tasks = tuple(
        msgspec.structs.replace(sample, id=f"t{n}", text=Text(f"第{n}项" + "逐户逐人核对清楚" * 4), due_min=n) for n in range(count)
    )
    return given(msgspec.structs.replace(plan, tasks=tasks), role="duty_officer")


def test_more_than_a_side_goes_on_a_numbered_reverse_side_with_its_head() -> None:
    made = make("action_card", _crowded(28))
    pages = pdf_pages(made)
    assert made.pages == 2
    assert "第1页共2页" in pages[0] and "第2页共2页" in pages[1] and "值班员处置卡" in pages[1] and "续正面" in pages[1]
    assert "头几分钟做什么" in pages[1]
    assert all(f"第{n}项" in "".join(pages) for n in range(28))


def test_nothing_is_lost_where_not_even_two_sides_hold_it() -> None:
    made = make("action_card", _crowded(80))
    said = "".join(pdf_pages(made))
    assert made.pages > 2 and all(f"第{n}项" in said for n in range(80))


def test_cards_with_a_reverse_side_keep_all_sheets_apart() -> None:
    source = replace(_crowded(28), role=EVERY_ROLE)
    pages = pdf_pages(make("action_card", source))
    words = PlanWords(source)
    for one in cards(words):
        first = next(n for n, page in enumerate(pages) if page.startswith("处置卡") and squeezed(one.subject) in page[:60])
        assert first % 2 == 0, one.subject


def test_a_drill_card_is_marked() -> None:
    for drill in (True, False):
        assert ("【演练】" in pdf_pages(make("action_card", given(role="police", drill=drill)))[0]) is drill


def test_the_foot_names_version_code_and_printing() -> None:
    page = pdf_pages(make("action_card", given(role="police")))[0]
    assert "版本2026.1版本校验码ab12ab12ab12ab12打印时刻2026-06-1822:00打印人李国栋" in page


def test_word_has_a_section_for_each_card_on_a_page_of_its_own() -> None:
    document = docx.Document(io.BytesIO(make("action_card", given(role=EVERY_ROLE), "docx").data))
    words = PlanWords(given(role=EVERY_ROLE))
    assert len(document.sections) == len(cards(words))
    names = [p.text for p in document.paragraphs if p.style.element.pPr.find(qn("w:outlineLvl")) is not None]
    assert names == [one.subject for one in cards(words)]
    assert "★回拨核实" in docx_text(make("action_card", given(role="duty_officer"), "docx"))


def test_word_is_set_a_little_smaller_than_the_print() -> None:
    words = PlanWords(real("forest-fire", role="forestry"))
    one = cards(words)[0]
    assert fit(one, words, fonts(), PaperFormat.DOCX).size_pt <= fit(one, words, fonts()).size_pt


@pytest.mark.parametrize("wanted", FORMATS)
def test_hostile_text_is_text(wanted: str) -> None:
    evil = HOSTILE + "\x07"
    plan = full_plan()
    task = msgspec.structs.replace(plan.tasks[1], text=Text(evil, evil))
    source = given(msgspec.structs.replace(plan, tasks=(task,), title=Text(evil, evil)), role="duty_officer", actor=evil)
    made = make("action_card", source, wanted)
    assert squeezed("<b>粗</b> a & b x<y") in words_of(made, wanted) and made.missing == ("\x07",)


@pytest.mark.parametrize("wanted", FORMATS)
def test_the_same_input_gives_the_same_bytes(wanted: str) -> None:
    source = given(role=EVERY_ROLE)
    assert make("action_card", source, wanted).data == make("action_card", source, wanted).data
