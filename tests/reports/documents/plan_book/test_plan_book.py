"""The document of a plan: every plan prints in every format and language; what was put in comes out; figures say their worth."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import msgspec
import pytest
from pypdf import PdfReader

from app.desk.jobs import Cancelled, Progress
from app.domain.planning.model import VersionStatus
from app.domain.words import ResponseLevel
from app.kernel.errors import Fault
from app.kernel.text import Text
from app.reports.documents import PaperFormat
from app.reports.documents import make as pressed
from app.reports.documents.plan_book.content import content
from app.reports.documents.plan_book.model import Annex
from app.reports.kit import FontLibrary
from tests.reports.documents.plan_scenario import (
    PROSE,
    docx_text,
    fonts,
    full_plan,
    given,
    make,
    of_version,
    pdf_pages,
    real,
    squeezed,
    words_of,
)
from tests.reports.documents.scenario import reference
from tests.reports.kit.test_render import HOSTILE, MM, characters

FORMATS = ("pdf", "docx", "txt")
EMPTY = {
    "levels": (), "groups": (), "tasks": (), "forces": (), "notify": (), "measures": (), "stop": (), "action_card": (),
    "aftermath": (), "triggers": (), "basis": (), "contacts": (), "materials": (), "reporting": (), "command": None,
    "expected_duration_h": {},
}  # fmt: skip


def annex(code: str, **more: Any) -> Annex:
    return next(one for one in content(given(**more)).annexes if one.code == code)


def rows(code: str, **more: Any) -> list[tuple[str, ...]]:
    return [row for grid in annex(code, **more).grids for row in grid.rows]


@pytest.mark.parametrize("plan_id", sorted(reference().plans))
@pytest.mark.parametrize("wanted", FORMATS)
def test_every_plan_prints_and_says_all_its_words(plan_id: str, wanted: str) -> None:
    source = real(plan_id)
    made = make("plan_book", source, wanted)
    said = _without_furniture(words_of(made, wanted))
    assert made.missing == () and source.wording.missing == set()
    for passage in content(source).body.passages:
        assert squeezed(passage.text) in said
    for one in source.plan.tasks:
        assert squeezed(one.text.zh) in said, one.id


def _without_furniture(said: str) -> str:
    """The words of the pages without what stands at their foot, so that sentences over two pages are whole."""
    return re.sub(r"(—\d+—)?版本2026\.\d+版本校验码.*?打印人李国栋", "", said)


@pytest.mark.parametrize("wanted", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_part_of_a_plan_is_in_the_document(wanted: str, lang: str) -> None:
    source = given(lang=lang)
    said = words_of(make("plan_book", source, wanted), wanted)
    plan = source.plan
    texts = [
        *(one.text for part in (plan.tasks, plan.notify, plan.measures, plan.stop) for one in part), plan.evacuate.text,
        *(one.conditions for one in plan.levels), *(one.duties for one in plan.groups),
        *plan.action_card, *plan.aftermath, plan.scope, *plan.triggers, *(one.title for one in plan.reporting),
    ]  # fmt: skip
    for one in texts:
        assert squeezed(one.of(lang)) in said, one
    for name in ("李镕", "000-1111-2222", "水泵", "镇仓库", "000-1111-4444"):
        assert name in said
    assert source.wording.missing == set()


def test_figures_say_what_they_are_worth() -> None:
    tasks = {row[2]: row[-1] for row in rows("tasks")}
    assert tasks["★回拨核实，不得离岗"] == "建议值"
    assert tasks["封山路口；严禁残疾人、孕妇上山"] == "法定：《森林防火条例》第三十五条"
    assert tasks["检伤分类"] == "样例，未核：外地乡镇文本 第二条"
    assert [row[-1] for row in rows("levels")] == ["建议值", "样例，未核：外地乡镇文本 第二条"]
    for code in ("forces", "notify", "reporting", "basis"):
        assert all(any(word in " ".join(row) for word in ("法定", "建议值", "样例")) for row in rows(code)), code
    assert "不是法定时限" in annex("tasks").note


def test_nothing_unverified_is_called_law_without_saying_so() -> None:
    for plan_id in reference().plans:
        for one in content(real(plan_id)).annexes:
            for row in (row for grid in one.grids for row in grid.rows):
                assert not re.search(r"法定(?!，未核)", row[-1]) or "未核" not in row[-1]


def test_tasks_stand_by_minute_with_the_levels_at_which_they_are_done() -> None:
    found = rows("tasks")
    assert [row[0] for row in found] == ["立即", "3分钟", "60分钟\n自启动响应", "90分钟"]
    assert [row[3:5] for row in found] == [("√", ""), ("√", "√"), ("√", ""), ("√", "")]
    heads = [column.head for column in annex("tasks").grids[0].columns]
    assert heads[3:5] == ["一", "三"]


def test_forces_levels_and_command_are_told_in_words() -> None:
    assert rows("forces")[0][1:4] == ("1支\n6人", "", "破拆")
    assert rows("levels")[1][:4] == ("三级响应（黄）", "可控", "带班领导", "2.5小时")
    command, groups = annex("command").grids
    assert command.rows[0] == ("指挥长", "指挥长（镇党委书记）") and command.rows[-1][1].startswith("样例")
    assert groups.rows[0] == ("抢险组", "专职消防队（微型消防站）", "派出所、村（社区）“两委”", "救人。")
    assert "范围：500米" in rows("conditions")[2][1]


def test_phones_come_from_the_plan_and_then_from_the_contact_book() -> None:
    people = {row[2]: row for row in rows("contacts")}
    assert people["李镕"][5] == "A" and people["王二"][5] == "B"
    assert "李国栋" in people and "村长3" in people and "别处人" not in people
    notify = {row[1]: row[3] for row in rows("notify")}
    assert notify["供电所"] == "李镕 000-1111-2222\n王二 000-1111-3333" and notify["县政府总值班室"] == ""
    alone = content(given(msgspec.structs.replace(full_plan(), contacts=()), contacts=()))
    assert "contacts" not in [one.code for one in alone.annexes]
    assert "电话" not in [column.head for one in alone.annexes if one.code == "notify" for column in one.grids[0].columns]


def test_reporting_rules_of_the_plan_stand_before_those_in_force() -> None:
    own, general = annex("reporting", rulebook_id="township-default").grids
    assert own.rows[0][:4] == ("电话报火情", "县消防救援大队", "自接报，立即（建议5分钟内）", "一律")
    assert own.rows[0][4] == "法定：《森林防火条例》第三十五条"
    assert own.rows[1][2] == "每60分钟一次，至态势稳定"
    assert "乡镇信息报送" in general.title and any("首报" in row[0] for row in general.rows)
    assert len(annex("reporting").grids) == 1


def test_rules_for_other_kinds_are_left_out() -> None:
    book = reference().rulebooks["township-default"]
    told = {row[0] for row in annex("reporting", rulebook_id="township-default").grids[1].rows}
    assert {one.title.zh for one in book.rules if one.kinds == ("*",)} <= told
    assert not told & {one.title.zh for one in book.rules if all(kind.startswith("N-") for kind in one.kinds)}


def test_what_a_plan_does_not_have_makes_no_table() -> None:
    bare = msgspec.structs.replace(full_plan(), **EMPTY, scope=Text("", ""))
    made = content(given(bare, contacts=()))
    assert [one.code for one in made.annexes] == ["conditions"]
    for wanted in FORMATS:
        assert "疏散" in words_of(make("plan_book", given(bare, contacts=()), wanted), wanted)


def test_a_plan_without_prose_says_so() -> None:
    assert "尚无正文" in words_of(make("plan_book", given(prose=""), "txt"), "txt")


def test_the_cover_names_version_owner_number_and_dates() -> None:
    cover = pdf_pages(make("plan_book", given()))[0]
    for part in (
        "青石镇样板专项应急预案", "（2026.1版）", "版本校验码ab12ab12ab12ab12", "现行有效", "发文字号青政发〔2026〕9号",
        "印发日期2026年5月1日", "下次评估2029年5月1日", "适用事件房屋火灾", "青石镇应急管理站",
    ):  # fmt: skip
        assert part in cover, part
    made = pdf_pages(make("plan_book", given(next_review_on=date(2027, 1, 1))))[0]
    assert "下次评估2027年1月1日" in made


def test_a_version_of_this_desk_names_who_approved_it() -> None:
    cover = pdf_pages(make("plan_book", of_version(VersionStatus.IN_FORCE)))[0]
    for part in ("2026.2", "批准人邵润生", "批准日期2026年6月1日", "青政发〔2026〕20号", "施行日期2026年6月15日", "修订自2026.1"):
        assert part in cover, part
    assert "版本校验码cd34cd34cd34cd34" in cover
    assert "草案" not in cover


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        (VersionStatus.DRAFT, "草案"), (VersionStatus.REVIEWED, "送审稿"), (VersionStatus.APPROVED, "未施行"),
        (VersionStatus.SUPERSEDED, "已替代"), (VersionStatus.RETIRED, "已废止"), (VersionStatus.DISCARDED, "已弃用"),
    ],
)  # fmt: skip
def test_a_version_that_is_not_in_force_says_so_on_every_page(status: VersionStatus, mark: str) -> None:
    source = of_version(status)
    pages = [page for page in pdf_pages(make("plan_book", source)) if page]
    assert all(f"【{mark}】" in page for page in pages)
    assert squeezed(content(source).caution) in pages[0]
    heads = docx.Document(io.BytesIO(make("plan_book", source, "docx").data)).sections
    assert all(f"【{mark}】" in section.header.paragraphs[0].text for section in heads)
    assert source.wording.missing == set()


def test_a_file_of_the_program_that_was_replaced_says_so() -> None:
    assert "【已替代】" in pdf_pages(make("plan_book", given(status=VersionStatus.SUPERSEDED)))[0]


def test_a_draft_has_a_code_of_what_it_holds_and_no_seal() -> None:
    source = of_version(VersionStatus.DRAFT)
    facts = {pair.label: pair.value for pair in content(source).facts}
    assert "版本校验码" not in facts and re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", facts["草案校验码"])
    changed = replace(source, content=msgspec.structs.replace(source.content, text=PROSE + "改"))
    assert {pair.label: pair.value for pair in content(changed).facts}["草案校验码"] != facts["草案校验码"]


def test_a_drill_is_marked_on_every_page() -> None:
    for drill in (True, False):
        pages = [page for page in pdf_pages(make("plan_book", given(drill=drill))) if page]
        assert all(("【演练】" in page) is drill for page in pages)


def test_the_contents_carry_the_numbers_of_the_pages() -> None:
    pages = pdf_pages(make("plan_book", given()))
    for title in ("一、总则", "附表1响应分级表", "附表3任务清单"):
        page = next(page for page in pages[2:] if title in page)
        number = re.search(r"—(\d+)—", page)
        assert number and f"{title}{number[1]}" in pages[1]


def test_word_has_the_same_contents_as_the_print() -> None:
    source = real("forest-fire")
    printed = pdf_pages(make("plan_book", source))[1].removeprefix("目录").partition("版本2026")[0]
    document = docx.Document(io.BytesIO(make("plan_book", source, "docx").data))
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc")]
    assert squeezed("".join("".join(t.text or "" for t in p._p.iter(docx.oxml.ns.qn("w:t"))) for p in entries)) == printed


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    prose = "# 题\n\n## 一、长文\n\n" + "值守" * 28 * 40
    pages = PdfReader(io.BytesIO(make("plan_book", given(prose=prose)).data)).pages
    drawn = [one for one in characters(pages[3]) if one[2] == 16]
    assert len(drawn) == 22 and {len(one[3]) for one in drawn} == {28}
    assert min(x for x, *_ in drawn) == pytest.approx(28 * MM, abs=0.5)


def test_numbers_stand_outside_on_left_and_right() -> None:
    pages = PdfReader(io.BytesIO(make("plan_book", real("forest-fire")).data)).pages
    for sheet, page in list(enumerate(pages, 1))[2:8]:
        drawn = [one for one in characters(page) if one[2] == 14 and one[1] < 35 * MM]
        assert squeezed("".join(one[3] for one in drawn)) == f"—{sheet - 2}—"
        assert (drawn[0][0] > 105 * MM) is (sheet % 2 == 1)


def test_every_face_is_embedded_as_a_subset() -> None:
    for page in PdfReader(io.BytesIO(make("plan_book", given()).data)).pages:
        for face in (one.get_object() for one in page["/Resources"].get("/Font", {}).values()):
            holder = face["/DescendantFonts"][0].get_object() if "/DescendantFonts" in face else face
            assert "+" in face["/BaseFont"] and "/FontFile2" in holder["/FontDescriptor"]


def test_long_tables_repeat_their_heads() -> None:
    pages = pdf_pages(make("plan_book", real("forest-fire")))
    first = next(n for n, page in enumerate(pages) if "附表3任务清单" in page and n > 1)
    assert "时限责任单位（人）任务" in pages[first] and "时限责任单位（人）任务" in pages[first + 1]


@pytest.mark.parametrize("wanted", FORMATS)
def test_hostile_text_is_text(wanted: str) -> None:
    evil = HOSTILE + "\x00\x07😀=HYPERLINK(1)" + "长" * 2000
    plan = full_plan()
    task = msgspec.structs.replace(plan.tasks[0], text=Text(evil, evil))
    hostile = msgspec.structs.replace(
        plan, title=Text(evil, evil), owner=Text(evil, evil), tasks=(task,), version=evil, issued_no=evil,
        action_card=(Text(evil, evil),),
        contacts=(msgspec.structs.replace(plan.contacts[0], name=evil, phone=evil),),
    )  # fmt: skip
    prose = f"# {evil}\n\n## {evil}\n\n{evil}\n\n| {evil} |\n|---|\n| {evil} |"
    made = make("plan_book", given(hostile, prose, actor=evil, place=evil), wanted)
    said = words_of(made, wanted)
    assert said.count(squeezed("<b>粗</b> a & b x<y")) >= 5
    assert "〔U+0007〕" in said and "\x07" in made.missing


def test_a_choice_of_level_or_role_does_not_shorten_the_plan() -> None:
    whole = make("plan_book", given(), "txt").data
    assert make("plan_book", given(level=ResponseLevel.I, role="police"), "txt").data == whole


@pytest.mark.parametrize("wanted", FORMATS)
def test_the_same_input_gives_the_same_bytes(wanted: str) -> None:
    assert make("plan_book", given(), wanted).data == make("plan_book", given(), wanted).data


@pytest.mark.parametrize("wanted", ["pdf", "docx", "txt"])
def test_a_stopped_job_stops(wanted: str) -> None:
    progress = Progress(lambda share, words: None)
    progress.cancel()
    with pytest.raises(Cancelled):
        pressed("plan_book", given(), PaperFormat(wanted), progress)


def test_word_can_be_written_on_a_machine_without_a_chinese_face(tmp_path: Any) -> None:
    bare = given(fonts=FontLibrary([tmp_path], tmp_path / "cache", system=False))
    made = make("plan_book", bare, "docx")
    assert made.pages == 0 and "一、总则" in docx_text(made)
    with pytest.raises(Fault, match="no_chinese_font"):
        make("plan_book", bare, "pdf")


def test_rare_characters_of_names_are_printed_or_named() -> None:
    source = given(prose="# 题\n\n李镕、王䶮、\ue000到场", fonts=fonts())
    made = make("plan_book", source)
    said = "".join(pdf_pages(made))
    assert "镕" in said and "䶮" in said and made.missing == ("\ue000",) and "〔U+E000〕" in said
