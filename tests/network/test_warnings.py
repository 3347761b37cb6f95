"""CAP messages: every sample reads, every wrong field is named, and nothing dangerous is opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app.network.warnings as package
from app.catalog.locations import program_files
from app.catalog.warning_kinds import read_warning_kinds
from app.domain.drawing.model import ShapeForm
from app.domain.warning.model import MessageStatus, MessageType
from app.domain.words import AlertLevel
from app.kernel.errors import BadFile
from app.kernel.geo import Point
from app.network.warnings.cap import CapRead, parse

SAMPLES = Path(package.__path__[0]) / "samples"
KINDS = read_warning_kinds(program_files().resources / "catalog")
RED = (SAMPLES / "rainstorm-red.xml").read_text(encoding="utf-8")


def read(text: str | bytes) -> CapRead:
    return parse(text if isinstance(text, bytes) else text.encode(), "a.xml", KINDS.of)


def codes(text: str | bytes) -> set[tuple[str, str, int]]:
    with pytest.raises(BadFile) as caught:
        read(text)
    return {(one.code, one.field, one.line) for one in caught.value.problems}


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_every_sample_reads_without_a_problem(name: str) -> None:
    assert read((SAMPLES / name).read_bytes()).problems == ()


def test_a_chinese_message_field_by_field() -> None:
    one = read(RED).message
    assert (one.kind, one.level, one.type, one.status) == ("rainstorm", AlertLevel.RED, MessageType.ALERT, MessageStatus.ACTUAL)
    assert one.sent_at.isoformat() == "2026-07-17T18:30:00+00:00" and one.expires_at is not None
    (area,) = one.areas
    (shape,) = area.shapes
    assert shape.form is ShapeForm.AREA and len(shape.points) == 4 and shape.points[0] == Point(18.50, 114.40)
    assert area.codes == ("000000001",) and len(one.source_sha256) == 64


def test_an_update_names_what_it_replaces_and_its_own_colour() -> None:
    one = read((SAMPLES / "rainstorm-update.xml").read_bytes()).message
    assert one.references == ("00000041600000_20260718023000_1",) and one.level is AlertLevel.ORANGE
    assert one.areas[0].shapes[0].radius_m == 8500


def test_the_chinese_block_is_taken_and_no_colour_is_made_up() -> None:
    one = read((SAMPLES / "two-languages.xml").read_bytes()).message
    assert (one.headline, one.kind, one.level) == ("台风警报", "typhoon", None)


def test_two_colours_in_the_words_are_no_colour() -> None:
    text = RED.replace("<severity>Red", "<severity>Severe").replace("发布暴雨红色", "将暴雨红色变更为橙色")
    assert read(text).message.level is None


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("<identifier>00000041600000_20260718023000_1</identifier>", "", ("cap_missing", "identifier", 2)),
        ("<sent>2026-07-18T02:30:00+08:00", "<sent>2026-07-18T02:30:00", ("cap_time", "sent", 5)),
        ("<sent>2026-07-18T02:30:00+08:00", "<sent>yesterday", ("cap_time", "sent", 5)),
        ("<status>Actual", "<status>Perhaps", ("cap_value", "status", 6)),
        ("<msgType>Alert", "<msgType>Ack", ("cap_value", "msgType", 7)),
        ("emergency:cap:1.2", "something:else", ("cap_not_an_alert", "alert", 2)),
    ],
)
def test_a_wrong_field_is_named_with_its_line(old: str, new: str, found: tuple[str, str, int]) -> None:
    assert codes(RED.replace(old, new)) == {found}


@pytest.mark.parametrize(
    ("polygon", "code"),
    [
        ("18.5,114.4 18.7,114.6 18.5,114.6 18.7,114.4 18.5,114.4", "cap_shape_left_out"),
        ("114.4,18.5 114.6,18.5 114.6,18.7 114.4,18.5", "cap_shape_unreadable"),
        ("18.5,114.4", "cap_shape_left_out"),
        ("here and there", "cap_shape_unreadable"),
        ("nan,114.4 18.7,114.6 18.5,114.6 nan,114.4", "cap_shape_unreadable"),
    ],
)
def test_a_wrong_shape_is_left_out_and_the_warning_kept(polygon: str, code: str) -> None:
    begin, rest = RED.split("<polygon>")
    given_back = read(f"{begin}<polygon>{polygon}{rest[rest.index('</polygon>'):]}")
    assert [one.code for one in given_back.problems] == [code]
    assert given_back.message.areas[0].shapes == () and given_back.message.level is AlertLevel.RED


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "xml_unsafe"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "xml_unsafe"),
        ("<a><b></a>", "xml_broken"),
        ("", "xml_broken"),
        (b"\xff\xfe\x00", "xml_broken"),
        ("<a>" * 50 + "</a>" * 50, "xml_too_large"),
        (b"<a>" + b" " * 2_000_001, "xml_too_large"),
    ],
)
def test_what_is_dangerous_or_broken_is_not_opened(text: str | bytes, code: str) -> None:
    assert {one[0] for one in codes(text)} == {code}


@given(st.integers(0, len(RED) - 1), st.integers(0, 60), st.text(max_size=20))
def test_a_damaged_message_is_read_or_refused(start: int, length: int, put: str) -> None:
    try:
        read(RED[:start] + put + RED[start + length:])
    except (BadFile, UnicodeEncodeError) as refused:
        assert isinstance(refused, UnicodeEncodeError) or refused.problems


@given(st.binary(max_size=300))
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read(data)


def test_hidden_signs_do_not_get_in() -> None:
    assert "\u202e" not in read(RED.replace("暴雨红色预警信号", "暴雨\u202e红色预警信号")).message.headline


@pytest.mark.parametrize(
    ("words", "kind"), [("雷暴大风黄色预警", "thunder"), ("大风蓝色预警", "wind"), ("森林火险", "forest_fire"), ("外星人", "other")]
)
def test_the_longest_word_names_the_kind(words: str, kind: str) -> None:
    assert KINDS.of(words) == kind
