"""The Chinese of the interface: complete, up to date with the code, and really Chinese."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from tests.ui.interface_text import ROOT, UI, Sentence, read_file, read_source

TS = ROOT / "resources" / "i18n" / "zhishou_zh.ts"

PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%L?\d")
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z]\w*|[-+,/])|\bF\d{1,2}\b")
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9/-]*")
LATIN_ALLOWED = frozenset(
    {
        "CAP", "Atom", "RSS", "http", "https", "alert", "/alert", "xml", "cap",
        "Ctrl", "Alt", "Shift", "Enter", "Esc", "Tab", "Insert", "Delete",
        "A3", "A4", "A5",
        "PDF", "Word", "Excel", "JSON", "GPX", "xlsx", "docx", "csv", "pdf", "txt", "jsonl", "gpx", "UTF-8", "SHA-256",
        "MBTiles", "PMTiles", "mbtiles", "pmtiles", "zsregion", "XYZ", "WMTS", "GS",
        "Shapefile", "KML", "OpenStreetMap", "WAV", "wav",
        "GCJ-02", "WGS-84", "CGCS2000", "GB/T", "AB", "A", "B",
        "qsc",
    }
)  # fmt: skip
"""Names of keys, of formats and of coordinate systems; the two stand-ins of a post; initials as a person types them."""

SHOWN_AS_IT_STANDS = frozenset({"中文", "English", "值守 Zhishou", "MIT", "SHA-256"})
"""Each language under its own name, the product's name and licence, the name of a checksum."""


class Message(NamedTuple):
    sentence: Sentence
    state: str
    plural: bool
    forms: tuple[str, ...]


def messages(path: Path) -> list[Message]:
    found = []
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            sentence = Sentence(context.findtext("name", ""), message.findtext("source", ""))
            found.append(Message(sentence, translation.get("type", ""), message.get("numerus") == "yes", tuple(forms)))
    return found


@pytest.fixture(scope="module")
def translated() -> list[Message]:
    return messages(TS)


@pytest.fixture(scope="module")
def readings():
    return [read_file(path) for path in sorted(UI.rglob("*.py"))]


def test_every_sentence_is_translated(translated: list[Message]) -> None:
    assert translated
    assert [one.sentence for one in translated if one.state or not all(form.strip() for form in one.forms)] == []
    assert [one.sentence for one in translated if one.plural and len(one.forms) != 1] == []


def test_placeholders_are_kept(translated: list[Message]) -> None:
    wrong = [
        (one.sentence, form)
        for one in translated
        for form in one.forms
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(one.sentence.source))
    ]
    assert wrong == []


def test_keys_are_kept(translated: list[Message]) -> None:
    wrong = [
        (one.sentence, form)
        for one in translated
        for form in one.forms
        if sorted(KEY.findall(form)) != sorted(KEY.findall(one.sentence.source))
    ]
    assert wrong == []


def test_a_sentence_that_opens_a_question_still_says_so(translated: list[Message]) -> None:
    wrong = [one.sentence for one in translated for form in one.forms if ("…" in one.sentence.source) != ("…" in form)]
    assert wrong == []


def test_nothing_foreign_is_left(translated: list[Message]) -> None:
    left = [(one.sentence, word) for one in translated for form in one.forms for word in foreign(form)]
    assert left == []


def test_the_tone_is_calm(translated: list[Message]) -> None:
    assert [one.sentence for one in translated for form in one.forms if re.search("[!！]", form)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("启动响应 F5", []),
        ("保存 (Ctrl+Enter)", []),
        ("{count} 行，第 %1 条", []),
        ("纬度 (CGCS2000 / WGS-84)", []),
        ("启动 plan", ["plan"]),
        ("打开 Incident (Ctrl+N)", ["Incident"]),
    ],
)
def test_foreign_words_are_found(text: str, words: list[str]) -> None:
    assert foreign(text) == words


def foreign(text: str) -> list[str]:
    bare = re.sub(r"\([A-Z]\)", "", KEY.sub("", PLACEHOLDER.sub("", text)))
    return [word for word in LATIN.findall(bare) if word not in LATIN_ALLOWED]


def test_every_sentence_can_be_read_by_the_tools(readings) -> None:
    """Qt's tool sees ``self.tr("…")`` in a class and ``translate("Context", "…")``, with literals only."""
    assert [place for reading in readings for place in reading.unreadable] == []


def test_no_widget_is_given_words_without_translation(readings) -> None:
    shown = [place for reading in readings for place in reading.untranslated]
    assert [place for place in shown if place.text not in SHOWN_AS_IT_STANDS] == []


def test_the_file_holds_the_sentences_of_the_code(translated: list[Message], readings) -> None:
    in_code = {sentence for reading in readings for sentence in reading.sentences}
    in_file = {one.sentence for one in translated}
    assert (in_code - in_file, in_file - in_code) == (set(), set()), "run: make translations, then translate"


def test_lupdate_finds_nothing_new(translated: list[Message], tmp_path: Path) -> None:
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent)) or shutil.which("pyside6-lupdate")
    if tool is None:
        pytest.skip("pyside6-lupdate is not installed")
    fresh = tmp_path / "fresh.ts"
    sources = [path.relative_to(ROOT).as_posix() for path in sorted(UI.rglob("*.py"))]
    command = [tool, *sources, "-silent", "-locations", "none", "-target-language", "zh_CN", "-ts", str(fresh)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    found = {(one.sentence, one.plural) for one in messages(fresh)}
    known = {(one.sentence, one.plural) for one in translated}
    assert (found - known, known - found) == (set(), set()), "run: make translations, then translate"


@pytest.mark.parametrize(
    ("source", "sentences", "unreadable", "untranslated"),
    [
        ('class A:\n def f(self):\n  self.tr("Close")', [("A", "Close")], 0, 0),
        ('translate("Duty", "Close")', [("Duty", "Close")], 0, 0),
        ('QCoreApplication.translate("Duty", "Close")', [("Duty", "Close")], 0, 0),
        ('translate("Duty", text)', [], 1, 0),
        ('board.tr("Close")', [], 1, 0),
        ('class A:\n def f(self):\n  self.tr(f"Close {x}")', [], 1, 0),
        ('label.setText("Close")', [], 0, 1),
        ('label.setText("关闭" if shut else other)', [], 0, 1),
        ('Button("Close", "icon")', [], 0, 1),
        ('Button(text, "close")', [], 0, 0),
        ('Field(key="name", label="Name")', [], 0, 1),
        ('label.setText(f"{count} rows")', [], 0, 1),
        ('label.setText(f"{count} / {total}")', [], 0, 0),
        ('navigator.say("Done")', [], 0, 1),
        ('wording.say("unit.line")', [], 0, 0),
    ],
)
def test_the_reader_sees_what_it_should(
    source: str, sentences: list[tuple[str, str]], unreadable: int, untranslated: int
) -> None:
    reading = read_source(source, "a.py")
    assert [tuple(one) for one in reading.sentences] == sentences
    assert (len(reading.unreadable), len(reading.untranslated)) == (unreadable, untranslated)
