"""Whatever the document: nothing of it is lost, everything found points at words that are there, and the draft is kept."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalog.recognition_rules import RULES
from app.desk.jobs import Cancelled, Progress
from app.domain import soundness
from app.domain.plan.addresses import elements, find
from app.domain.plan.model import Plan
from app.domain.plan.prose import paragraphs
from app.domain.plan.soundness import plan_findings
from app.domain.planning.commands import JudgeExtraction, SavePlanDraft
from app.domain.planning.model import Origin, PlanContent, Verdict, version_key
from app.exchange.plan_document.importing import ImportedPlan, import_plan, with_identity
from app.exchange.plan_document.unread import WHYS
from tests.exchange.plan_document.make_samples import NAMES, SEEN, word, write
from tests.exchange.plan_document.scores import catalogue, imported
from tests.world import Station

UNFINISHED = {"text_empty", "list_empty", "duration_missing", "unknown_role", "level_not_declared"}
"""What a draft may lack: the workshop lists it. Anything else would be a fault of the importer."""

PHRASES = """\
柳溪镇防汛应急预案
第一章 总则
一、适用范围
（一）综合协调组：由党政办牵头，派出所参加，负责信息报送。
1.2 编制依据
依据《突发事件应对法》第七十二条、《森林防火条例》制定本预案。
第三条 有下列情形之一的，由镇长启动一级响应：
（一）死亡3人以上；
（二）县气象台发布暴雨红色预警信号
二级响应：被困10人以上，或者超出本镇处置能力。由副镇长决定。
值班员接报后15分钟内电话报告县政府总值班室，1小时内书面报告。
派出所立即封闭道路。
沿河200米范围内群众全部转移。
五、响应终止
险情排除，由指挥长宣布应急响应结束。
派出所所长 王强 13900000001
沙袋300只、铁锹20把存放于镇仓库。
指挥长：镇长
办公室设在应急管理站。
每年组织一次演练，每三年修订一次。
目录
附件1 通讯录
每2小时续报一次。
# 井号
{#p3}
> 引
总 则
响应措施：
组长：林业站站长
六、后期处置
民政办开展救助。
24小时降雨量50毫米以上
""".splitlines()
ROWS = """\
|姓名|职务|电话|
|王强|派出所所长|13900000001|
|物资|数量|单位|
|沙袋|300|只|
|级别|启动条件|
|一级|死亡3人以上|
|组别|牵头单位|职责|
|抢险组|武装部|抢险|
|甲|乙|丙|
||^|x|
|报告时限|报告对象|
|15分钟内|县政府总值班室|
""".splitlines()
noise = st.text(st.characters(blacklist_categories=("Cs",)), max_size=30)
lines = st.lists(st.one_of(st.sampled_from(PHRASES), noise.map(lambda text: " ".join(text.split())), st.just("")), max_size=25)


def quiet() -> Progress:
    return Progress(lambda _share, _words: None)


def check(found: ImportedPlan) -> None:
    """Everything that must be true of any draft that was read."""
    content, extraction = found.content, found.extraction
    plan = content.plan
    keys = [paragraph.key for paragraph in paragraphs(content.text)]
    assert len(set(keys)) == len(keys)
    linked = {key for named in plan.links.values() for key in named}
    listed = {one.paragraph for one in extraction.unread}
    assert linked | listed == set(keys)
    known = {address for address, _ in elements(plan)}
    assert set(plan.links) <= known
    assert {item.address for item in extraction.items} == set(plan.links)
    assert len({item.id for item in extraction.items}) == len(extraction.items)
    for item in extraction.items:
        assert find(plan, item.address) is not None
        assert item.paragraph in plan.links[item.address]
        assert item.words.strip()
        assert item.rule in RULES
        assert 0 < item.confidence <= 1
        assert item.verdict is Verdict.WAITING
    assert {one.why for one in extraction.unread} <= set(WHYS)
    assert all(one.words.strip() for one in extraction.unread)
    assert msgspec.json.decode(msgspec.json.encode(plan), type=Plan) == plan
    assert not list(soundness.statutory_verified(plan, ()))
    reference, _ = catalogue()
    wrong = {code for _, code, _ in plan_findings(plan, content.text, reference)} - UNFINISHED
    assert wrong == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_keeps_what_is_promised(name: str) -> None:
    check(imported(name))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines=lines)
def test_any_text_keeps_what_is_promised(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes(("\n".join([*lines, "末尾一段"])).encode())
    found = import_plan(path, *catalogue(), quiet())
    check(found)
    assert_nothing_lost(found.content.text, [*lines, "末尾一段"])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    blocks=st.lists(
        st.one_of(
            st.sampled_from(PHRASES), st.lists(st.sampled_from(ROWS), min_size=1, max_size=5).map("\n".join),
            st.sampled_from([f"{mark} {phrase}" for mark in ("!1", "!2", "!n", "!b", "!c") for phrase in PHRASES[:12]]),
        ),
        min_size=1, max_size=20,
    )
)  # fmt: skip
def test_any_word_file_keeps_what_is_promised(tmp_path_factory: pytest.TempPathFactory, blocks: list[str]) -> None:
    rows = [line for block in blocks for line in (even(block) if block.startswith("|") else [block])]
    path = tmp_path_factory.mktemp("any") / "any.docx"
    path.write_bytes(word("\n".join(rows)))
    found = import_plan(path, *catalogue(), quiet())
    check(found)
    words = [re.sub(r"^!\S+ ", "", row) for row in rows if not row.startswith(("|", ";"))]
    assert_nothing_lost(found.content.text, words)


def even(table: str) -> list[str]:
    """Rows of one width, as a table needs them, and a paragraph behind them."""
    rows = [row.strip("|").split("|") for row in table.split("\n")]
    width = max(map(len, rows))
    full = [[*(cell.replace("^", "") or "-" for cell in row), *["-"] * (width - len(row))] for row in rows]
    return [f"|{'|'.join(row)}|" for row in full] + ["表后"]


def assert_nothing_lost(text: str, source: list[str]) -> None:
    """Every letter and figure of the source is in the text, line by line."""
    shown = letters(text)
    for line in source:
        assert letters(line) in shown


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_a_draft_can_become_a_version_of_a_plan_that_is_known() -> None:
    found = with_identity(imported("articles"), "flood-typhoon", "2026.2")
    assert (found.content.plan.id, found.content.plan.version) == ("flood-typhoon", "2026.2")
    assert found.extraction == imported("articles").extraction


def test_the_same_document_gives_the_same_draft(tmp_path: Path) -> None:
    path = write("articles", tmp_path)
    first, second = (import_plan(path, *catalogue(), quiet()) for _ in range(2))
    assert first == second
    assert isinstance(first.content, PlanContent)


@pytest.mark.parametrize("name", ["articles", "plain"])
def test_it_can_be_stopped_at_any_step_and_says_how_far_it_is(tmp_path: Path, name: str) -> None:
    path = write(name, tmp_path)
    shares: list[float] = []
    import_plan(path, *catalogue(), Progress(lambda share, _words: shares.append(share)))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert 20 < len(shares) <= 140
    for stop_at in (1, len(shares) // 2, len(shares) - 1):
        assert stopped_after(path, stop_at) == stop_at


def stopped_after(path: Path, tellings: int) -> int:
    """How often progress was told by an import that was stopped after so many tellings."""
    seen: list[float] = []

    def tell(share: float, _words: str) -> None:
        seen.append(share)
        if len(seen) == tellings:
            progress.cancel()

    progress = Progress(tell)
    with pytest.raises(Cancelled):
        import_plan(path, *catalogue(), progress)
    return len(seen)


@pytest.mark.parametrize("name", SEEN)
def test_the_desk_keeps_the_draft_and_takes_a_yes_and_a_no(name: str) -> None:
    found = imported(name)
    plan, items = found.content.plan, found.extraction.items
    desk = Station()
    try:
        desk.do(
            SavePlanDraft(
                plan_id=plan.id, version=plan.version, content=found.content, origin=Origin.IMPORTED, extraction=found.extraction
            )
        )
        key = version_key(plan.id, plan.version)
        assert desk.state.plan_versions[key].extraction == found.extraction
        refused = next(item for item in items if item.address.startswith("contacts/"))
        desk.do(JudgeExtraction(plan_id=plan.id, version=plan.version, accepted=(items[0].id,), rejected=(refused.id,)))
        kept = desk.state.plan_versions[key]
        assert len(kept.content.plan.contacts) == len(plan.contacts) - 1
        assert kept.extraction is not None
        verdicts = {item.id: item.verdict for item in kept.extraction.items}
        assert (verdicts[items[0].id], verdicts[refused.id]) == (Verdict.ACCEPTED, Verdict.REJECTED)
    finally:
        desk.close()
