"""A file that wants to hurt is refused with a reason and a mend, quickly; one that is only odd is read without harm."""

from __future__ import annotations

import re
import socket
import time
from pathlib import Path

import pytest

from app.catalog.locations import program_files
from app.catalog.wording import Wording, read_words
from app.desk.jobs import Progress
from app.domain.plan.prose import paragraphs
from app.exchange.plan_document.importing import ImportedPlan, import_plan
from app.kernel.errors import BadFile
from tests.exchange.plan_document import hostile
from tests.exchange.plan_document.scores import catalogue

WORDS = Wording(read_words(program_files().resources / "i18n"))
DOCX = hostile.plain_docx()
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
WEB = b"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body>\xd4\xa4\xb0\xb8</body></html>"
REFUSED = [
    ("bomb.docx", hostile.zip_bomb, "import_bomb"),
    ("many.docx", hostile.many_parts, "import_bomb"),
    ("overlap.docx", hostile.overlapping_parts, "import_bomb"),
    ("deep.docx", hostile.deep_xml, "import_bomb"),
    ("nested.docx", lambda: hostile.nested_tables(300), "import_bomb"),
    ("entities.docx", hostile.entity_bomb, "import_entities"),
    ("file-entity.docx", hostile.external_entity, "import_entities"),
    ("half.docx", lambda: DOCX[: len(DOCX) // 2], "import_damaged"),
    ("tail.docx", lambda: DOCX[:-10], "import_damaged"),
    ("bytes.docx", lambda: DOCX[:3000] + b"\0" * 200 + DOCX[3200:], "import_damaged"),
    ("cut-xml.docx", lambda: hostile.with_part("word/document.xml", b"<w:document><w:body>"), "import_damaged"),
    ("names.docx", lambda: hostile.with_part("../../evil.xml", b"<a/>"), "import_damaged"),
    ("crypt.docx", hostile.encrypted_parts, "import_password"),
    ("password.docx", lambda: hostile.ole("EncryptionInfo", "EncryptedPackage"), "import_password"),
    ("old.doc", lambda: hostile.ole("WordDocument", "1Table"), "import_old_doc"),
    ("renamed.docx", lambda: hostile.ole("WordDocument"), "import_old_doc"),
    ("old-sheet.docx", lambda: hostile.ole("Workbook"), "import_other_office"),
    ("macro.docm", hostile.macro_document, "import_macros"),
    ("macro-type.docx", hostile.macro_type, "import_macros"),
    ("sheet.docx", hostile.sheet, "import_other_office"),
    ("template.docx", hostile.template, "import_is_template"),
    ("strict.docx", hostile.strict, "import_strict_format"),
    ("archive.docx", lambda: hostile.zipped({"plan.txt": b"x"}), "import_is_archive"),
    ("paper.docx", lambda: hostile.zipped({"OFD.xml": b"<o/>"}), "import_is_ofd"),
    ("open.docx", lambda: hostile.zipped({"mimetype": b"x", "content.xml": b"<o/>"}), "import_is_odt"),
    ("paper.pdf.docx", lambda: PDF, "import_is_pdf"),
    ("rich.docx", lambda: b"{\\rtf1\\ansi}", "import_is_rtf"),
    ("page.doc", lambda: WEB, "import_is_web_page"),
    ("text.docx", "云岭乡防汛应急预案".encode, "import_not_word"),
    ("scan.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "import_is_picture"),
    ("noise.txt", lambda: bytes(range(256)) * 40, "import_not_text"),
    ("empty.txt", lambda: b"", "import_empty"),
    ("blank.docx", lambda: hostile.plain_docx(""), "import_empty"),
    ("blank.txt", lambda: b"\r\n \r\n", "import_empty"),
    ("long.txt", lambda: "值班人员应当报告。".encode() * 200_000, "import_too_much_text"),
]  # fmt: skip


def read(tmp_path: Path, name: str, raw: bytes) -> ImportedPlan:
    path = tmp_path / name
    path.write_bytes(raw)
    return import_plan(path, *catalogue(), Progress(lambda _share, _words: None))


@pytest.mark.parametrize(("name", "make", "code"), REFUSED, ids=[f"{name}" for name, _, _ in REFUSED])
def test_it_is_refused_with_a_reason_and_a_mend(tmp_path: Path, name: str, make, code: str) -> None:
    raw = make()
    started = time.perf_counter()
    with pytest.raises(BadFile) as refused:
        read(tmp_path, name, raw)
    assert time.perf_counter() - started < 10
    (problem,) = refused.value.problems
    assert (problem.file, problem.code) == (name, code)
    said = WORDS.problem(problem)
    assert "；" in said or "，" in said
    assert not re.search(r"\{\w+\}", said)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_missing_file_and_a_folder_are_problems_too(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.docx", "file_missing"), (tmp_path, "file_unreadable")):
        with pytest.raises(BadFile) as refused:
            import_plan(path, *catalogue(), Progress(lambda _share, _words: None))
        assert refused.value.problems[0].code == code


def test_a_picture_on_another_machine_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_args: object, **_more: object) -> None:
        raise AssertionError("somebody opened a connection")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "create_connection", no_network)
    found = read(tmp_path, "linked.docx", hostile.external_image())
    assert [one.code for one in found.remarks if one.code == "import_external_left"]
    assert found.content.plan.title.zh == "云岭乡防汛应急预案"


def test_tables_in_tables_and_monstrous_cells_are_read(tmp_path: Path) -> None:
    nested = read(tmp_path, "nested.docx", hostile.nested_tables(20))
    assert "层" in nested.content.text
    wide = read(tmp_path, "wide.docx", hostile.huge_span())
    assert "宽" in wide.content.text
    assert len(wide.content.text) < 100_000


def test_a_paragraph_of_a_million_letters_is_kept_and_not_searched_for_ever(tmp_path: Path) -> None:
    raw = hostile.long_paragraph(700_000)
    started = time.perf_counter()
    found = read(tmp_path, "long.docx", raw)
    assert time.perf_counter() - started < 20
    assert len(found.content.text) > 690_000
    assert {one.code for one in found.remarks} >= {"import_paragraph_too_long"}
    assert any(one.why == "too_long" for one in found.extraction.unread)


HARD = [
    "一" * 5_900, "第" * 5_900, "由" * 5_900, "（" * 5_900, "1." * 2_900, "《" * 5_900, "、" * 5_900, "死亡" * 2_900,
    "3人以上" * 1_400, "每" * 5_900, "组" * 5_900, "由镇长" * 1_900, "." * 5_900, "…" * 5_900, "13" * 2_900, "，由" * 2_900,
    "15分钟内" * 1_100, "综合协调组：" * 900, "一级响应" * 1_400, "办公室设在" * 1_100, " " * 5_000 + "x", "暴雨红色" * 1_400,
    "0" * 5_900, "半" * 5_900, "成员：" * 1_900, "沙袋3只、" * 1_100, "启动一级响应" * 900, "第一条" * 1_900, "|" * 5_900,
]  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=[text[:6] for text in HARD])
def test_no_text_makes_a_pattern_run_for_ever(tmp_path: Path, text: str) -> None:
    lines = ["柳溪镇防汛应急预案", "一、应急响应", text, f"（一）{text}", f"一级响应：{text}", f"组长：{text}。", f"{text}："]
    started = time.perf_counter()
    found = read(tmp_path, "hard.txt", "\n".join(lines).encode())
    assert time.perf_counter() - started < 15
    assert found.content.plan.title.zh == "柳溪镇防汛应急预案"


def test_what_nobody_sees_is_taken_out_and_told(tmp_path: Path) -> None:
    raw = "柳溪镇防汛\u202e应急预案\n\u200b第一条\x07　值班人员\u2066应当在5分钟内报告带班领导。\n{#p1} # 标题\n# 井号".encode()
    found = read(tmp_path, "unseen.txt", raw)
    assert found.content.plan.title.zh == "柳溪镇防汛应急预案"
    assert next(one for one in found.remarks if one.code == "import_unseen_removed").facts == {"count": "4"}
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\x00-\x08]", found.content.text)
    assert [one.key for one in paragraphs(found.content.text)] == ["p1", "p2", "p3", "p4"]


def test_markup_in_words_stays_words(tmp_path: Path) -> None:
    lines = ["柳溪镇防汛应急预案", "## 假标题", "- 假列表", "正文 {#p9}", "> 引文", "| 假 | 表 |", "<script>x</script> [a](http://x)"]
    document = "\n".join(f"{line}" for line in lines)
    found = read(tmp_path, "marks.docx", hostile.plain_docx(document.replace("|", "｜")))
    kept = paragraphs(found.content.text)
    assert [one.key for one in kept] == [f"p{n}" for n in range(1, len(kept) + 1)]
    assert sum(1 for one in kept if one.heading) == 1
