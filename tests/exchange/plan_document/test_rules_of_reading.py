"""Small things that the reading of a plan rests on: headings, lists, groups, limits, tables, ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.desk.jobs import Progress
from app.domain.plan.model import Plan
from app.exchange.plan_document.ids import Ids, slug
from app.exchange.plan_document.importing import ImportedPlan, import_plan
from app.exchange.plan_document.level_words import Levels
from app.exchange.plan_document.lexicon import Lexicon
from app.exchange.plan_document.plain import plain, sentences, tight
from tests.exchange.plan_document.make_samples import word
from tests.exchange.plan_document.scores import catalogue


def read(tmp_path: Path, text: str) -> ImportedPlan:
    path = tmp_path / "plan.docx"
    path.write_bytes(word(text))
    return import_plan(path, *catalogue(), Progress(lambda _share, _words: None))


def plan(tmp_path: Path, text: str) -> Plan:
    return read(tmp_path, f"柳溪镇防汛应急预案\n{text}").content.plan


def headings(found: ImportedPlan) -> list[str]:
    return [line for line in found.content.text.splitlines() if line.startswith("#")]


def test_kinds_of_numbers_find_their_order_in_the_document(tmp_path: Path) -> None:
    text = (
        "柳溪镇防汛应急预案\n一、总则\n（一）编制目的\n为了防汛。\n二、应急响应\n（一）响应分级\n1.一级响应\n死亡3人以上。\n"
        "（二）响应终止\n险情排除。"
    )
    assert [line.split(" ")[0] for line in headings(read(tmp_path, text))] == ["#", "##", "###", "##", "###", "####", "###"]


def test_a_short_item_of_a_list_is_no_heading(tmp_path: Path) -> None:
    found = read(tmp_path, "柳溪镇防汛应急预案\n一、响应措施\n（1）派出所封闭道路\n（2）卫生院待命救护\n二、响应终止\n险情排除")
    assert [line for line in headings(found) if "派出所" in line] == []
    assert [task.role for task in found.content.plan.tasks] == ["police", "medical"]


def test_a_table_of_contents_says_nothing_twice(tmp_path: Path) -> None:
    chapters = "一、适用范围\n适用于柳溪镇。\n二、响应终止\n险情排除。"
    found = read(tmp_path, f"目录\n一、适用范围\n二、响应终止\n柳溪镇防汛应急预案\n{chapters}")
    assert [one.why for one in found.extraction.unread[:3]] == ["toc", "toc", "toc"]
    assert len(headings(found)) == 3


def test_a_title_on_two_lines_and_a_covering_letter(tmp_path: Path) -> None:
    found = read(tmp_path, "!c 柳溪镇防汛抗旱\n!c 应急预案\n一、适用范围\n适用于柳溪镇。").content.plan
    assert (found.title.zh, found.kinds) == ("柳溪镇防汛抗旱应急预案", ("N-FLD", "N-DRT"))
    letter = "柳政发〔2023〕8号\n关于印发《柳溪镇森林火灾应急预案》的通知\n一、适用范围\n适用于柳溪镇。"
    sent = read(tmp_path, letter).content.plan
    assert (sent.title.zh, sent.issued_no) == ("柳溪镇森林火灾应急预案", "柳政发〔2023〕8号")
    assert sent.id == "liu-xi-zhen-forest-fire"


GROUPS = [
    "（一）抢险救援组：由武装部牵头，派出所参加，负责搜救。", "抢险救援组由武装部牵头，派出所配合，负责搜救。",
    "1. 抢险救援组。武装部牵头，派出所参与，承担搜救任务。", "【抢险救援组】武装部牵头，派出所参加。任务：搜救。",
    "抢险救援组：组长：武装部部长，成员：派出所，职责：搜救。",
    "下设两个工作组：一是抢险救援组，由武装部负责，派出所参加，做好搜救工作。",
]  # fmt: skip


@pytest.mark.parametrize("text", GROUPS)
def test_a_group_is_described_in_many_ways(tmp_path: Path, text: str) -> None:
    (group,) = plan(tmp_path, f"一、工作组\n{text}").groups
    assert (group.id, group.name.zh, group.lead, group.members) == ("rescue", "抢险救援组", "militia", ("police",))
    assert "搜救" in group.duties.zh


def test_a_lead_that_nobody_knows_is_asked_for(tmp_path: Path) -> None:
    found = read(tmp_path, "柳溪镇防汛应急预案\n一、工作组\n（一）水情组：由海事协会牵头，负责观测水位。")
    assert [(group.lead, group.duties.zh) for group in found.content.plan.groups] == [("", "负责观测水位")]
    remark = next(one for one in found.remarks if one.code == "import_role_unknown")
    assert remark.facts == {"name": "海事协会", "group": "水情组"}
    assert remark.field == "p3"


LIMITS = [
    ("值班员接报后15分钟内电话报告县政府总值班室，1小时内书面报告。",
     ["first-phone-county-duty-room 15", "first-written-county-duty-room 60"]),
    ("30分钟内以电话方式、1小时内以书面形式向县应急管理局报告。",
     ["first-phone-county-emergency 30", "first-written-county-emergency 60"]),
    ("立即向县政府报告。", ["first-phone-county-duty-room 0"]),
    ("向县政府总值班室报告最迟不超过半小时。", ["first-phone-county-duty-room 30"]),
    ("电话首报15分钟、书面首报40分钟。", ["first-phone-county-duty-room 15", "first-written-county-duty-room 40"]),
    ("处置结束后24小时内终报。", ["final-written-county-duty-room 1440"]),
    ("每2小时续报一次。", ["follow-up-written-county-duty-room 0"]),
    ("5分钟内报告带班领导。", []),
    ("各村10分钟内报告镇值班室。", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_reports_to_those_above_are_rules_and_others_are_tasks(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = plan(tmp_path, f"一、信息报告\n{text}")
    assert [f"{rule.id} {rule.limit_min}" for rule in found.reporting] == expected
    assert bool(found.tasks) != bool(expected)


def test_a_report_is_never_narrowed_by_words_that_are_only_half_understood(tmp_path: Path) -> None:
    half = plan(tmp_path, "一、信息报告\n发生险情或者人员死亡的，15分钟内电话报告县政府。").reporting[0]
    whole = plan(tmp_path, "一、信息报告\n有人员死亡或者失踪的，应当立即报告县政府。").reporting[0]
    assert half.when.fact == ""
    assert half.when.any == ()
    assert {part.fact for part in whole.when.any} == {"dead", "missing"}


def test_levels_from_above_reach_the_tasks_of_their_lists(tmp_path: Path) -> None:
    text = (
        "第一条 有下列情形之一的，由镇长启动一级响应：\n（一）死亡3人以上；\n第二条 有下列情形之一的，由副镇长启动二级响应：\n"
        "（一）被困3人以上；\n第三条 二级以上响应启动后，采取下列措施：\n（一）派出所20分钟内封闭道路；"
    )
    found = plan(tmp_path, text)
    (task,) = found.tasks
    assert [level.value for level in task.levels] == ["I", "II"]
    assert (task.due_min, task.clock_start.value, task.basis.article) == (20, "activated", "第三条")
    declared = [(entry.level.value, entry.declared_by) for entry in found.levels]
    assert declared == [("I", "deputy_commander"), ("II", "deputy_commander")]


TABLES = """|时间节点|工作任务|责任单位|
|T+5分钟|接报核实|值班员|
|15分钟内|封闭道路|派出所|
|处置中|送水送饭|志愿者|
后
|成员单位|主要职责|
|供电所|架设照明|
后
|姓名|职务|电话|姓名|职务|电话|
|张三|镇长|13900000001|李四|派出所所长|13900000002|
后
|甲|乙|
|丙|丁|
"""


def test_tables_of_tasks_units_and_lists_side_by_side(tmp_path: Path) -> None:
    found = read(tmp_path, f"柳溪镇防汛应急预案\n{TABLES}")
    made = found.content.plan
    assert [(task.role, task.due_min, task.basis.status.value) for task in made.tasks] == [
        ("duty_officer", 5, "local"), ("police", 15, "local"), ("volunteer", 60, "suggested"),
    ]  # fmt: skip
    assert [(group.name.zh, group.lead) for group in made.groups] == [("供电所", "power")]
    assert [(one.name, one.role) for one in made.contacts] == [("张三", "deputy_commander"), ("李四", "police")]
    assert [one.why for one in found.extraction.unread if one.why in ("table", "row")] == ["table"]


CONTACTS = [
    ("派出所所长 王强 13900000001", ("", "王强", "派出所所长", "police")),
    ("王强　派出所所长　13900000001", ("", "王强", "派出所所长", "police")),
    ("派出所所长王强13900000001", ("", "王强", "派出所所长", "police")),
    ("派出所值班电话：0700-6540110", ("派出所值班", "", "", "police")),
    ("姓名：王强 职务：派出所所长 电话：13900000001", ("", "王强", "派出所所长", "police")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONTACTS)
def test_a_line_says_whose_telephone_it_is(tmp_path: Path, text: str, expected: tuple[str, ...]) -> None:
    (one,) = plan(tmp_path, f"一、联系电话\n{text}").contacts
    assert (one.name, one.role) == (expected[1], expected[3])


def test_a_call_to_the_ambulance_is_no_line_of_the_list(tmp_path: Path) -> None:
    assert plan(tmp_path, "一、应急处置\n值班员立即拨打120、119求救。").contacts == ()


def test_levels_are_named_in_many_ways() -> None:
    levels = Levels(catalogue()[1].levels)
    named = {
        "一级响应": "I", "Ⅱ级（橙色）应急响应": "II", "III级响应": "III", "红色预警响应": "I", "二级以上响应": "I II",
        "Ⅰ、Ⅱ级响应": "I II",
        "一级预警": "", "三级公路": "", "4级防汛应急响应": "IV",
    }  # fmt: skip
    assert {words: " ".join(levels.within(words)) for words in named} == named
    assert levels.of_cell("立即转移") == "I"
    assert levels.of_cell("其他") is None


def test_the_longest_word_at_a_place_wins_and_a_gap_is_short() -> None:
    words = Lexicon([("应急", 1), ("应急管理站", 2), ("超出…能力", 3)])
    assert [(hit.value, hit.start) for hit in words.all("应急管理站和应急办")] == [(2, 0), (1, 6)]
    assert [hit.value for hit in words.everywhere("应急管理站")] == [2, 1]
    assert words.first("超出本镇处置能力") is not None
    assert words.first("超出很多很多很多很多很多的能力") is None
    assert Lexicon([]).first("应急") is None


def test_compared_words_keep_their_length_and_places() -> None:
    text = "Ａ组(１５：30)，共1,000人；完!"
    assert plain(text) == "A组（15：30），共1,000人；完！"
    assert len(plain(text)) == len(text)
    assert tight("总　则 ：") == "总则："
    assert [span.text for span in sentences("甲。  乙；\n丙")] == ["甲。", "乙；", "丙"]


def test_ids_are_readable_and_given_once() -> None:
    ids = Ids()
    assert [ids.new("medical"), ids.new("medical"), ids.new("medical-2"), ids.new("medical")] == [
        "medical", "medical-2", "medical-2-2", "medical-3",
    ]  # fmt: skip
    assert (slug("陈立新"), slug("！？"), slug("GPS终端")) == ("chen-li-xin", "part", "gps-zhong-duan")
    assert len(slug("很长的名字" * 20)) <= 48
